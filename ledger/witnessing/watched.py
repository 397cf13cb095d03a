"""Whose logs we witness, and with which key: files of the data folder, not rows of its database.

keystore/witness.key   the witness's key, never the ledger's: the two say different things
witness-logs.txt       in the form of a tlog-policy: its `log` lines name the keys of watched logs
witness-policy.txt     a tlog-policy whose witnesses are asked to cosign our log, at their URLs

Who can write the database must not be able to choose whose trees we vouch for.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.cosignature import Cosigner
from crypto.errors import CryptoError
from crypto.genesis import Genesis
from crypto.note import NoteKey
from crypto.policy import ListedLog, Policy
from ledger.errors import KeystoreRefused
from ledger.folder import read_key, write_over
from ledger.witnessing.errors import WatchRefused

KEY: Final = "witness.key"
LOGS: Final = "witness-logs.txt"
POLICY: Final = "witness-policy.txt"

_BEGINNING: Final = "# The logs that this ledger witnesses (C2SP tlog-policy).\nquorum none\n"


def witness_key(keystore: Path, genesis: Genesis) -> Cosigner | None:
    """Our key as a witness, under the ledger's name and `/witness`; None if there is none.

    Raises:
        KeystoreRefused: it is damaged, or others may read it.
    """
    path = keystore / KEY
    if not path.exists():
        return None
    try:
        key = Ed25519PrivateKey.from_private_bytes(read_key(path))
    except ValueError as error:
        raise KeystoreRefused(f"{KEY}: damaged; restore the keystore") from error
    return _named(genesis, key)


def make_witness_key(keystore: Path, genesis: Genesis, *, renew: bool = False) -> Cosigner:
    """Our key as a witness, made if there is none; `renew` makes another in its place.

    A witness that lost what it had seen needs another key: with the old one it could cosign a
    second tree of a size that it has cosigned.

    Raises:
        KeystoreRefused: the one that lies there is damaged, or others may read it.
        DiskFull, ReadOnly: it cannot be written.
    """
    held = None if renew else witness_key(keystore, genesis)
    if held is not None:
        return held
    key = Ed25519PrivateKey.generate()
    write_over(keystore / KEY, key.private_bytes_raw(), 0o600)
    return _named(genesis, key)


def watched_logs(folder: Path) -> Mapping[str, list[NoteKey]]:
    """The keys of the logs that we witness, by origin.

    Raises:
        WatchRefused: the file is no policy.
    """
    keys: dict[str, list[NoteKey]] = {}
    for log in _logs(folder):
        keys.setdefault(log.key.name, []).append(log.key)
    return keys


def watch(folder: Path, genesis: Genesis, vkey: str, url: str = "") -> NoteKey:
    """Witness a log from now on; a log whose key changes is added with each of its keys.

    Raises:
        WatchRefused: no log's vkey, one that is listed already, or of this ledger itself.
        DiskFull, ReadOnly: the file cannot be written.
    """
    if len(vkey.split()) != 1 or len(url.split()) > 1:
        raise WatchRefused("vkey: not one key of a log, and perhaps its URL", field="vkey")
    text = _read(folder / LOGS) or _BEGINNING
    added = f"{text}log {vkey} {url}".rstrip() + "\n"
    _listed(added)
    key = NoteKey.parse(vkey)
    if key.name.rpartition("/")[0] == genesis.name:
        raise WatchRefused("vkey: of this ledger, which cannot witness itself", field="vkey")
    write_over(folder / LOGS, added.encode(), 0o644)
    return key


def publishing_policy(folder: Path) -> Policy | None:
    """Which witnesses are asked, and how many are enough; None if nobody is asked.

    Raises:
        WatchRefused: the file is no policy, or a URL in it is not one of http or https.
    """
    text = _read(folder / POLICY)
    if text is None:
        return None
    policy = _parsed(POLICY, text)
    for witness in policy.witnesses:
        if witness.url:
            _check_url(witness.url)
    return policy


def _named(genesis: Genesis, key: Ed25519PrivateKey) -> Cosigner:
    return Cosigner(f"{genesis.name}/witness", key)


def _logs(folder: Path) -> tuple[ListedLog, ...]:
    text = _read(folder / LOGS)
    return () if text is None else _listed(text)


def _listed(text: str) -> tuple[ListedLog, ...]:
    """The logs, each origin read by itself: a ledger that declared a loss signs its next log with
    the same key, and no two logs of one policy may share one (tlog-policy, Defining a log).
    """
    lines = text.split("\n")
    return tuple(
        log
        for origin in dict.fromkeys(map(_origin, lines))
        for log in _parsed(
            LOGS, "\n".join(one if _origin(one) in {"", origin} else "" for one in lines)
        ).logs
    )


def _origin(line: str) -> str:
    """The origin that a line is about; none if it is about no log."""
    match line.split():
        case ["log", vkey, *_]:
            return vkey.partition("+")[0]
    return ""


def _parsed(name: str, text: str) -> Policy:
    try:
        return Policy.parse(text)
    except CryptoError as error:
        raise WatchRefused(f"{name}: {error}") from error


def _read(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise WatchRefused(f"{path.name}: cannot be read as UTF-8") from error


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise WatchRefused(f"{POLICY}: a URL whose host cannot be read") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WatchRefused(f"{POLICY}: a URL that is not http:// or https:// and a host")
    if parts.query or parts.fragment or parts.username is not None or not url.isascii():
        raise WatchRefused(f"{POLICY}: a URL with a query, a fragment, a user or not in ASCII")
