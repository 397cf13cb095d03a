"""SQLite: the database of a ledger on one machine."""

import fcntl
import os
import sqlite3
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Final

from eventsourcing import persistence
from eventsourcing.sqlite import (
    SQLiteCursor,
    SQLiteDatastore,
)

from ledger import errors
from ledger.database import Row, Value

APPLICATION_ID: Final = int.from_bytes(b"Csgn", "big")
"""What the header of our files says (SQLite file format, section 1.3.15), as `file` shows it."""
FORMAT_VERSION: Final = 1
BUSY_SECONDS: Final = 30
"""How long to wait for a writer of another process; a group commit takes milliseconds."""

_PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    # The library leaves this to how SQLite was compiled; an acknowledged entry must be on the disk.
    "PRAGMA synchronous=FULL",
    # Disposal must not leave the sealed words behind in free pages.
    "PRAGMA secure_delete=ON",
    # Who can write the file could otherwise hide code of theirs in a trigger or a view.
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16384",
)


class SqliteSession:
    """One transaction of one connection."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Execute a statement that gives no rows."""
        self._connection.execute(statement, values)

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """Execute a statement and read all its rows."""
        return self._connection.execute(statement, values).fetchall()

    def ask(self, statement: str, values: Sequence[Value] = ()) -> Callable[[], list[Row]]:
        """Execute a statement whose rows are read later."""
        found = self.rows(statement, values)
        return lambda: found


class SqliteDatabase(SQLiteDatastore):
    """A ledger's SQLite file, created if missing, readable by its owner alone.

    Connections wait in a stack: a thread takes one for a transaction and puts it back, so there are
    never more than ran at once. The library's own pool is not used.

    Raises:
        DatabaseForeign, OtherVersion: the file's header names another program or version.
        DatabaseCorrupt, DatabaseUnavailable, ReadOnly: it cannot be opened for writing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: deque[sqlite3.Connection] = deque()
        self._closed = False
        # Writers of one process queue here, in turn; SQLite's own lock makes them poll.
        self._writing = Lock()
        super().__init__(db_name=str(path), originator_id_type="text")
        with _translated():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._claim()

    @contextmanager
    def read(self) -> Iterator[SqliteSession]:
        """Reads, each statement of what is committed by then."""
        with self._connection() as connection:
            yield SqliteSession(connection)

    @contextmanager
    def write(self) -> Iterator[SqliteSession]:
        """A durable transaction that excludes every other writer."""
        with self._transaction(commit=True) as connection:
            yield SqliteSession(connection)

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Exclude other processes from what no two may do at once."""
        folder = os.open(self._path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def scrub(self) -> None:
        """Empty the write-ahead log, where old pages lie; `secure_delete` zeroes the file's own."""
        with self._connection() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def connect(self) -> sqlite3.Connection:
        """A further connection, for the caller to close."""
        connection = sqlite3.connect(
            self._path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        """A transaction as the library's recorders use it."""
        with self._transaction(commit=commit) as connection:
            cursor = connection.cursor()
            cursor.row_factory = sqlite3.Row
            yield SQLiteCursor(cursor)

    def close(self) -> None:
        """Close every connection; one in use is closed when it is put back."""
        self._closed = True
        self._drain()
        super().close()

    def _drain(self) -> None:
        while self._idle:
            self._take().close()

    @contextmanager
    def _transaction(self, *, commit: bool) -> Iterator[sqlite3.Connection]:
        lock: AbstractContextManager[object] = self._writing if commit else nullcontext()
        with lock, self._connection() as connection:
            try:
                connection.execute("BEGIN IMMEDIATE" if commit else "BEGIN")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.rollback()

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        with _translated():
            connection = self._take()
            try:
                yield connection
            finally:
                self._idle.append(connection)
                if self._closed:
                    self._drain()

    def _take(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return self.connect()

    def _claim(self) -> None:
        """Mark a new file as ours; refuse one that is somebody else's before writing to it."""
        connection = sqlite3.connect(self._path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("BEGIN IMMEDIATE")
            (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            (owner,) = connection.execute("PRAGMA application_id").fetchone()
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if (tables, owner, version) == (0, 0, 0):
                connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version={FORMAT_VERSION}")
                version = FORMAT_VERSION
            elif owner != APPLICATION_ID:
                raise errors.DatabaseForeign(
                    f"database: {self._path.name} belongs to another program; name another file"
                )
            connection.execute("COMMIT")
        finally:
            connection.close()
        if version != FORMAT_VERSION:
            raise errors.OtherVersion(
                f"database: {self._path.name} has format {version}, this program reads "
                f"{FORMAT_VERSION}; use the version of Countersign that wrote it"
            )


@contextmanager
def _translated() -> Iterator[None]:
    """Say what went wrong in our words, or else in the library's."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error) from error
    except PermissionError as error:
        raise errors.ReadOnly(
            f"database: {error.strerror}; give its owner the right to write"
        ) from error
    except OSError as error:
        raise errors.DatabaseUnavailable(f"database: {error.strerror}") from error


def _translate(error: sqlite3.Error) -> Exception:
    name = getattr(error, "sqlite_errorname", "")
    for prefix, problem, detail in _PROBLEMS:
        if name.startswith(prefix):
            return problem(f"database: {detail}")
    library: type[Exception] = getattr(
        persistence, type(error).__name__, persistence.PersistenceError
    )
    return library(error)


_PROBLEMS: Final[tuple[tuple[str, type[errors.Problem], str], ...]] = (
    (
        "SQLITE_FULL",
        errors.DiskFull,
        "no room to write; nothing was changed; free some and try again",
    ),
    (
        "SQLITE_READONLY",
        errors.ReadOnly,
        "the file may only be read; give its owner the right to write",
    ),
    ("SQLITE_CORRUPT", errors.DatabaseCorrupt, "the file is damaged; restore it from a backup"),
    ("SQLITE_NOTADB", errors.DatabaseCorrupt, "the file is not an SQLite database; name another"),
    ("SQLITE_BUSY", errors.DatabaseUnavailable, "another process holds it; try again"),
    ("SQLITE_CANTOPEN", errors.DatabaseUnavailable, "the file cannot be opened; check its folder"),
    ("SQLITE_IOERR", errors.DatabaseUnavailable, "the disk does not read or write; check it"),
)
