"""The keys of the streams: apart from the database and its backups, so that destroying one counts.

Each stream's key is random, wrapped by the master key and kept in a database of its own. A stream
may have several generations for a moment, while its entries are being rewrapped from one to the
next; what dies in between leaves both, and the work can be done again.
"""

from collections import OrderedDict
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import Final

from crypto.sealing import KEY_BYTES, new_key, unwrap_stream_key, wrap_stream_key
from ledger.database import Session, among, insert
from ledger.database.sqlite import SqliteDatabase
from ledger.errors import KeystoreRefused, StreamKeyMissing
from ledger.faults import fault
from ledger.folder import read_key

MAX_CACHED: Final = 4096
"""Unwrapped keys held in memory: a council's enquiries of two years at 40 a week."""

_SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS stream_keys (stream text NOT NULL, generation integer NOT NULL, "
    "wrapped blob NOT NULL, PRIMARY KEY (stream, generation)) WITHOUT ROWID"
)
_KEYS: Final = "SELECT stream, wrapped FROM stream_keys WHERE stream IN (?*) ORDER BY generation"


class Keystore:
    """The stream keys of one ledger.

    Raises:
        KeystoreRefused: the master key is missing, damaged or readable by others.
        DatabaseForeign, DatabaseCorrupt, ...: as `SqliteDatabase`.
    """

    def __init__(self, folder: Path, ledger: str) -> None:
        self.folder = folder
        self._ledger = ledger
        self._master = read_key(folder / "master.key")
        if len(self._master) != KEY_BYTES:
            raise KeystoreRefused("keystore: master.key is damaged; restore the keystore")
        self._database = SqliteDatabase(folder / "streams.sqlite")
        with self._database.exclusive(), self._database.write() as session:
            session.run(_SCHEMA)
        self._cache: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self._watch = self._database.connect()
        self._seen = -1

    def stream_key(self, stream: str) -> bytes:
        """The key that the entries of a stream are sealed under.

        Raises:
            StreamKeyMissing: it was destroyed, or never made.
            SealBroken: it was altered, or wrapped by another master key.
        """
        key = self.stream_keys([stream]).get(stream)
        if key is None:
            raise StreamKeyMissing(f"stream {stream}: its key was destroyed, or never made")
        return key

    def stream_keys(self, streams: Iterable[str]) -> dict[str, bytes]:
        """The keys of many streams; one that has none is left out."""
        wanted = dict.fromkeys(streams)
        with self._lock:
            self._forget_if_changed()
            keys = {stream: self._cache[stream] for stream in wanted if stream in self._cache}
        missing = [stream for stream in wanted if stream not in keys]
        if missing:
            with self._database.read() as session:
                found = self._read(session, missing)
            self._remember(found)
            keys |= found
        return keys

    def create_stream_keys(self, streams: Iterable[str]) -> dict[str, bytes]:
        """The keys of these streams, made where missing, and on the disk before this returns.

        Two processes that ask at once get the same keys.
        """
        wanted = dict.fromkeys(streams)
        keys = self.stream_keys(wanted)
        if len(keys) == len(wanted):
            return keys
        with self._database.write() as session:
            keys |= self._read(session, [stream for stream in wanted if stream not in keys])
            made = {stream: new_key() for stream in wanted if stream not in keys}
            self._store(session, made, generation=1)
            fault("before-key-commit")
        fault("after-key-commit")
        self._remember(made)
        return keys | made

    def older_keys(self, stream: str) -> list[bytes]:
        """The keys that `replace` has left until `retire`: of a disposal that was interrupted."""
        with self._database.read() as session:
            return [self._unwrap(stream, wrapped) for wrapped in _generations(session, stream)[1:]]

    def replace(self, stream: str) -> bytes:
        """Give a stream a new key; the old one stays until `retire`."""
        key = new_key()
        with self._database.write() as session:
            statement = "SELECT max(generation) FROM stream_keys WHERE stream = ?"
            ((last,),) = session.rows(statement, [stream])
            if last is None:
                raise StreamKeyMissing(f"stream {stream}: its key was destroyed, or never made")
            self._store(session, {stream: key}, generation=last + 1)
        self._remember({stream: key})
        return key

    def retire(self, stream: str) -> None:
        """Destroy every key of a stream but its newest: what only they open is gone for good."""
        self._delete(
            "DELETE FROM stream_keys WHERE stream = ? AND generation < "
            "(SELECT max(generation) FROM stream_keys WHERE stream = ?)",
            [stream, stream],
        )

    def destroy(self, stream: str) -> None:
        """Destroy every key of a stream: nothing sealed in it can be opened again."""
        self._delete("DELETE FROM stream_keys WHERE stream = ?", [stream])

    def close(self) -> None:
        """Close the database and forget the keys."""
        with self._lock:
            self._cache.clear()
            self._watch.close()
        self._database.close()

    def _delete(self, statement: str, values: list[str]) -> None:
        with self._database.write() as session:
            session.run(statement, values)
        with self._lock:
            self._cache.clear()
            # `secure_delete` has zeroed the rows in the file; the log still holds the old pages.
            self._watch.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _forget_if_changed(self) -> None:
        """Another connection has committed: a key held here may have been destroyed there."""
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        if version != self._seen:
            self._cache.clear()
            self._seen = version

    def _remember(self, keys: dict[str, bytes]) -> None:
        with self._lock:
            self._forget_if_changed()
            self._cache.update(keys)
            while len(self._cache) > MAX_CACHED:
                self._cache.popitem(last=False)

    def _read(self, session: Session, streams: list[str]) -> dict[str, bytes]:
        rows = session.rows(among(_KEYS, len(streams)), streams)
        newest = {stream: wrapped for stream, wrapped in rows}  # noqa: C416 - rows have no type
        return {stream: self._unwrap(stream, wrapped) for stream, wrapped in newest.items()}

    def _store(self, session: Session, keys: dict[str, bytes], generation: int) -> None:
        rows = [
            (stream, generation, wrap_stream_key(self._master, self._ledger, stream, key))
            for stream, key in keys.items()
        ]
        insert(session, "stream_keys (stream, generation, wrapped)", rows)

    def _unwrap(self, stream: str, wrapped: bytes) -> bytes:
        return unwrap_stream_key(self._master, self._ledger, stream, wrapped)


def _generations(session: Session, stream: str) -> list[bytes]:
    statement = "SELECT wrapped FROM stream_keys WHERE stream = ? ORDER BY generation DESC"
    return [wrapped for (wrapped,) in session.rows(statement, [stream])]
