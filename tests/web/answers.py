"""What a page says, where it leads and which entries it shows, read from its markup."""

import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


def words(html: str) -> str:
    """What somebody reads of markup, spaced singly."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()


def main_of(html: str) -> str:
    """The part of a page that is its own."""
    found = re.search(r"<main.*</main>", html, re.DOTALL)
    assert found
    return found[0]


def links(html: str, within: str = "") -> list[str]:
    """Where links lead, in their order: those whose address begins so."""
    found = (unescape(one) for one in re.findall(r'<a [^>]*href="([^"]*)"', html))
    return [one for one in found if one.startswith(within)]


def entries_of(html: str) -> list[int]:
    """The entries whose rows are shown, in their order."""
    return [int(seq) for seq in re.findall(r'id="entry-(\d+)"', html)]


def row_of(html: str, entry: int) -> str:
    """The markup of one row."""
    start = html.index(f'id="entry-{entry}"')
    end = html.find('id="entry-', start + 1)
    return html[start : end if end > 0 else None]


def query_of(address: str) -> list[tuple[str, str]]:
    """The query of an address, in order."""
    return parse_qsl(urlsplit(address).query)
