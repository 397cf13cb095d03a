"""Which time-stamping authorities the operator names: `time-authorities.toml` in the data folder.

[[authority]]
name = "What people call it"
url = "https://stamps.example/tsr"
root = "stamps-root.pem"             a file beside this one: the certificate its chain leads to
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from crypto.genesis import GenesisRefused
from crypto.trust import MAX_AUTHORITIES, parse_trust
from ledger.errors import Problem
from ledger.operating.trusting import ask_outside
from ledger.settings import Settings

FILE: Final = "time-authorities.toml"
_NAME: Final = re.compile(r"[^\W_](?:[\w .,&()'’-]{0,98}[\w.)])?")
_MEMBERS: Final = {"name", "url", "root"}


class AuthoritiesRefused(Problem):
    """The settings of the time-stamping authorities cannot be read."""

    code = "time-authorities-refused"
    status = 422
    title = "The time-stamping authorities cannot be used"


@dataclass(frozen=True, slots=True)
class TimeAuthority:
    """One that stamps: `root` is the certificate (DER) that its chain leads to."""

    name: str
    url: str
    root: bytes


def time_authorities(settings: Settings) -> tuple[TimeAuthority, ...]:
    """The authorities that are to be asked; none where there is no such file.

    Raises:
        AuthoritiesRefused: the file or a certificate cannot be read; the entry and the reason.
    """
    path = settings.data / FILE
    if not path.exists():
        return ()
    try:
        value = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:  # not UTF-8, a vast number, too deep
        raise AuthoritiesRefused(f"{FILE}: cannot be read as TOML: {error}") from error
    listed = value.get("authority")
    if set(value) != {"authority"} or not isinstance(listed, list):
        raise AuthoritiesRefused(f"{FILE}: it holds [[authority]] and nothing else")
    found = tuple(_authority(place, one, path.parent) for place, one in enumerate(listed, 1))
    _check_together(found)
    return found


def ask_for_roots(settings: Settings, authorities: Sequence[TimeAuthority]) -> bool:
    """Have the trust file ask for the roots of these too; whether it did not before.

    Those of earlier authorities stay: their stamps are still to be verified.

    Raises:
        AuthoritiesRefused: the trust file would ask for too many.
    """
    path = settings.data / "trust.json"
    try:
        known = parse_trust(path.read_bytes()).time_authorities
        wanted = tuple(dict.fromkeys((*known, *(one.root for one in authorities))))
        if wanted == known:
            return False
        ask_outside(path, time_authorities=wanted)
    except GenesisRefused as error:
        raise AuthoritiesRefused(f"trust.json: {error}") from error
    return True


def _authority(place: int, value: Any, folder: Path) -> TimeAuthority:
    where = f"{FILE}: authority {place}"
    if not isinstance(value, Mapping) or set(value) != _MEMBERS:
        raise AuthoritiesRefused(f"{where}: it has name, url and root, and nothing else")
    name, url, root = value["name"], value["url"], value["root"]
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise AuthoritiesRefused(f"{where}: name: not 1 to 100 letters and digits")
    if not isinstance(url, str) or not _is_address(url):
        raise AuthoritiesRefused(f"{where}: url: not an address that begins with https: or http:")
    if not isinstance(root, str):
        raise AuthoritiesRefused(f"{where}: root: not the name of a file")
    return TimeAuthority(name, url, _root(f"{where}: root", folder / root))


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"https", "http"} and bool(parts.hostname) and url.isascii()
    except ValueError:
        return False


def _root(where: str, path: Path) -> bytes:
    """The certificate in a file, PEM or DER, in DER."""
    try:
        data = path.read_bytes()
        pem = data.lstrip().startswith(b"-----BEGIN")
        load = x509.load_pem_x509_certificate if pem else x509.load_der_x509_certificate
        return load(data).public_bytes(Encoding.DER)
    except OSError as error:
        raise AuthoritiesRefused(f"{where}: {path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise AuthoritiesRefused(f"{where}: {path} holds no certificate, PEM or DER") from error


def _check_together(found: Sequence[TimeAuthority]) -> None:
    if len({one.name for one in found}) != len(found):
        raise AuthoritiesRefused(f"{FILE}: two authorities have one name")
    if len(found) > MAX_AUTHORITIES:
        raise AuthoritiesRefused(f"{FILE}: more than {MAX_AUTHORITIES} authorities")
