"""Stream keys for verification: read from the keystore without opening it as one."""

from pathlib import Path
from typing import Self

from crypto.errors import CryptoError
from crypto.sealing import KEY_BYTES, unwrap_stream_key
from ledger.errors import KeystoreRefused
from ledger.folder import read_key
from ledger.verify.rows import Damaged, Reader
from ledger.verify.rows_sqlite import SqliteReader


class KeyBroken(Exception):
    """A stream's key does not open with the master key."""


class StreamKeys:
    """The keys of streams, each unwrapped once. Close it after use."""

    def __init__(self, ledger: str, master_key: bytes, reader: Reader) -> None:
        self._ledger = ledger
        self._master_key = master_key
        self._reader = reader
        self._known: dict[str, tuple[bytes, ...] | None] = {}

    @classmethod
    def open(cls, folder: Path, ledger: str) -> Self:
        """Open the keystore in this folder.

        Raises:
            KeystoreRefused: there is none, or its master key is damaged or readable by others.
        """
        master_key = read_key(folder / "master.key")
        streams = folder / "streams.sqlite"
        if len(master_key) != KEY_BYTES or not streams.is_file():
            raise KeystoreRefused("keystore: master.key or streams.sqlite is damaged or missing")
        return cls(ledger, master_key, SqliteReader(streams))

    def close(self) -> None:
        """Close the connection and forget the keys."""
        self._known.clear()
        self._reader.close()

    def of(self, stream: str) -> tuple[bytes, ...]:
        """The keys of a stream, the newest first; none where they were destroyed.

        Raises:
            KeyBroken: one does not open.
        """
        if stream not in self._known:
            self._known[stream] = self._read(stream)
        keys = self._known[stream]
        if keys is None:
            raise KeyBroken
        return keys

    def _read(self, stream: str) -> tuple[bytes, ...] | None:
        statement = "SELECT wrapped FROM stream_keys WHERE stream = ? ORDER BY generation DESC"
        try:
            return tuple(
                unwrap_stream_key(self._master_key, self._ledger, stream, wrapped)
                for (wrapped,) in self._reader.rows(statement, [stream])
            )
        except (CryptoError, TypeError, Damaged):
            return None
