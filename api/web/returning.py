"""Where to go on after signing in: a page of ours, and never another site."""

from typing import Final
from urllib.parse import urlsplit

HOME: Final = "/"
MAX_PATH: Final = 2000
"""Characters of an address that browsers and proxies agree on."""


def local_path(wanted: str | None) -> str:
    """The path that is wanted, if it is one of ours; home otherwise.

    An address such as `//elsewhere.example` or one with a backslash would lead whoever has just
    signed in to a site that looks like ours.
    """
    if not wanted or len(wanted) > MAX_PATH or not wanted.isascii() or not wanted.isprintable():
        return HOME
    if not wanted.startswith("/") or wanted.startswith("//") or "\\" in wanted:
        return HOME
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return HOME
    return HOME if parts.scheme or parts.netloc else wanted
