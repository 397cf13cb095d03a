"""The data folder: made once, and recognised ever after by its marker.

countersign.json   the marker, written last: {"format": "countersign-data/1", "ledger": id}
genesis.json       the genesis document, whose SHA-256 is the ledger's id
trust.json         what is handed to those who verify
published.checkpoint   what was published last, which a restored database may have forgotten
ledger.sqlite      the entries, unless they are in PostgreSQL
keystore/          master.key, ledger.key (and ledger-2.key, …) and streams.sqlite, for their owner
"""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import NotCanonical, decode, encode
from crypto.errors import CryptoError
from crypto.genesis import Genesis, parse_genesis
from crypto.sealing import new_key
from ledger.errors import (
    DiskFull,
    FolderRefused,
    KeystoreRefused,
    OtherVersion,
    Problem,
    ReadOnly,
)
from ledger.settings import Settings

FORMAT: Final = "countersign-data/1"
MARKER: Final = "countersign.json"


def create(
    settings: Settings, genesis: Genesis, trust: bytes, ledger_key: Ed25519PrivateKey
) -> None:
    """Make the data folder of a new ledger.

    Raises:
        FolderRefused: the folder exists and is not empty.
        DiskFull, ReadOnly: it cannot be written.
    """
    folder = settings.data
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderRefused(
            f"data: {folder} is not an empty folder; name another, or delete it if an earlier "
            "init was interrupted there",
            field="data",
        )
    with _writing(folder):
        settings.keystore.mkdir(mode=0o700, parents=True)
        _write(settings.keystore / "master.key", new_key(), 0o600)
        _write(settings.keystore / "ledger.key", ledger_key.private_bytes_raw(), 0o600)
        _write(folder / "genesis.json", genesis.encode(), 0o644)
        _write(folder / "trust.json", trust, 0o644)
        _write(folder / MARKER, encode({"format": FORMAT, "ledger": genesis.ledger}), 0o644)


def open_genesis(settings: Settings) -> Genesis:
    """Recognise a data folder of ours, and read which ledger it holds.

    Raises:
        FolderRefused: there is no such folder, it is not ours, or it is damaged.
        OtherVersion: another version of Countersign made it.
    """
    marker = _marker(settings.data)
    try:
        genesis = parse_genesis((settings.data / "genesis.json").read_bytes())
    except (OSError, CryptoError) as error:
        raise FolderRefused(
            f"data: genesis.json in {settings.data} is missing or damaged; restore a backup",
            field="data",
        ) from error
    if marker != genesis.ledger:
        raise FolderRefused(
            f"data: genesis.json in {settings.data} is of another ledger", field="data"
        )
    return genesis


def read_key(path: Path) -> bytes:
    """The bytes of a key file, which its owner alone may read.

    Raises:
        KeystoreRefused: it is missing, or others may read it.
    """
    try:
        mode = path.stat().st_mode
        key = path.read_bytes()
    except OSError as error:
        raise KeystoreRefused(
            f"keystore: {path.name} cannot be read ({error.strerror}); restore the keystore, "
            "without which the words of this ledger cannot be opened"
        ) from error
    if mode & 0o077:
        raise KeystoreRefused(f"keystore: others may read {path.name}; chmod 600 it")
    return key


def _marker(folder: Path) -> str:
    """The ledger id that the marker names."""
    try:
        value = decode((folder / MARKER).read_bytes())
    except (OSError, NotCanonical) as error:
        raise FolderRefused(
            f"data: {folder} is not a data folder of Countersign; name another, or make one with "
            "countersign init",
            field="data",
        ) from error
    match value:
        case {"format": str(text), "ledger": str(ledger)} if text == FORMAT:
            return ledger
        case {"format": str(text)}:
            raise OtherVersion(f"data: {folder} has the format {text}, this program reads {FORMAT}")
        case _:
            raise FolderRefused(f"data: {MARKER} in {folder} is damaged", field="data")


def write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a further file of the data folder.

    Raises:
        DiskFull, ReadOnly: it cannot be written.
    """
    with _writing(path.parent):
        _write(path, data, mode)


def write_over(path: Path, data: bytes, mode: int) -> None:
    """Write a file in the place of an older one: after a crash it is the one or the other, whole.

    Raises:
        DiskFull, ReadOnly: it cannot be written.
    """
    beside = path.with_name(f"{path.name}.new")
    with _writing(path.parent):
        beside.unlink(missing_ok=True)
        _write(beside, data, mode)
        beside.replace(path)
        _sync(path.parent)


def _write(path: Path, data: bytes, mode: int) -> None:
    """Write a new file and its name so that both survive a power cut."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


@contextmanager
def _writing(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise _cannot_write(folder, error) from error


def _cannot_write(folder: Path, error: OSError) -> Problem:
    kind = DiskFull if error.errno in _FULL else ReadOnly
    return kind(f"data: {folder} cannot be written: {error.strerror}", field="data")


_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
