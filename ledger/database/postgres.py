"""PostgreSQL: the database of a ledger that several machines write to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import Lock
from typing import Any, Final

import psycopg
from eventsourcing.persistence import DatabaseError
from eventsourcing.postgres import (
    PostgresDatastore,
)
from psycopg import ClientCursor, Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import Escaping
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg_pool import PoolTimeout

from ledger import errors
from ledger.database import Row, Value

CONNECT_SECONDS: Final = 10
LOCK_SECONDS: Final = 30
"""How long to wait for another writer; a group commit takes milliseconds."""
IDLE_SECONDS: Final = 30
"""When the server ends the transaction of a stopped process: nobody holds the lock for ever."""
POOL_SIZE: Final = 2
MAX_CONNECTIONS: Final = 15
_EXCLUSIVE_LOCK: Final = int.from_bytes(b"Csgn", "big")
_BEGIN: Final = (
    "BEGIN",
    # Without it positions are given in another order than that of the commits, and whoever follows
    # the ledger passes over entries for good. Readers are not held up.
    "LOCK TABLE stored_events IN EXCLUSIVE MODE",
    "NOTIFY stored_events",
)


class Answer:
    """The rows of a statement that was asked for: sent for, if need be, when they are read."""

    __slots__ = ("_session", "found")

    def __init__(self, session: "PostgresSession") -> None:
        self._session = session
        self.found: list[Row] | None = None

    def __call__(self) -> list[Row]:
        """The rows."""
        if self.found is None:
            self._session.send()
        return self.found or []


class PostgresSession:
    """One transaction of one connection.

    What gives no rows waits, and goes to the server together with the next statement whose rows
    are read, or with the commit: a group of entries takes three round trips instead of fifteen.
    """

    __slots__ = ("_cursor", "_literal", "_waiting")

    def __init__(self, connection: Connection[Any], begin: Sequence[str] = ()) -> None:
        self._cursor = ClientCursor(connection, row_factory=tuple_row)
        self._literal = Escaping(connection.pgconn).escape_literal
        self._waiting: list[tuple[bytes, Answer | None]] = [(text.encode(), None) for text in begin]

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Execute a statement that gives no rows, before anything that is executed later."""
        self._waiting.append((self._bind(statement, values), None))

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """Execute a statement and read all its rows."""
        return self.ask(statement, values)()

    def ask(self, statement: str, values: Sequence[Value] = ()) -> Callable[[], list[Row]]:
        """Execute a statement whose rows are read later."""
        answer = Answer(self)
        self._waiting.append((self._bind(statement, values), answer))
        return answer

    def send(self) -> None:
        """Execute what waits, and keep the rows that were asked for."""
        waiting, self._waiting = self._waiting, []
        self._cursor.execute(b";".join(text for text, _ in waiting))
        for _, answer in waiting:
            if answer:
                answer.found = self._cursor.fetchall()
            self._cursor.nextset()

    def _bind(self, statement: str, values: Sequence[Value]) -> bytes:
        first, *others = _parts(statement)
        written = (self._write(value) + part for value, part in zip(values, others, strict=True))
        return first + b"".join(written)

    def _write(self, value: Value) -> bytes:
        """A value as a literal: text as libpq escapes it, so that it stays a value."""
        match value:
            case None:
                return b"NULL"
            case str():
                return bytes(self._literal(value.encode()))
            case bytes():
                return b"'\\x%b'::bytea" % value.hex().encode()
            case _:
                return b"%d" % value


class PostgresDatabase(PostgresDatastore):
    """A ledger's PostgreSQL database, named by a `postgresql://` URL (libpq, section 34.1.1.2).

    Raises:
        DatabaseUnknown: the URL is not understood.
        DatabaseUnavailable: from the first use, if the server does not answer.
    """

    def __init__(self, url: str) -> None:
        try:
            parameters = conninfo_to_dict(url)
        except psycopg.Error:
            # The URL may hold a password, and so may the message about it.
            raise errors.DatabaseUnknown("database: not a postgresql:// URL") from None
        super().__init__(
            dbname="",
            host="",
            port="",
            user="",
            password="",
            connect_timeout=CONNECT_SECONDS,
            idle_in_transaction_session_timeout=IDLE_SECONDS,
            pool_size=POOL_SIZE,
            max_overflow=MAX_CONNECTIONS - POOL_SIZE,
            originator_id_type="text",
        )
        # The library passes on five of the parameters; `sslmode`, say, must not be lost.
        self.pool.kwargs = {**parameters, "row_factory": dict_row}
        # One connection a process queues for the table, however many threads write.
        self._writing = Lock()

    @contextmanager
    def read(self) -> Iterator[PostgresSession]:
        """Reads, each statement of what is committed by then."""
        with self.get_connection() as connection:
            yield PostgresSession(connection)

    @contextmanager
    def write(self) -> Iterator[PostgresSession]:
        """A durable transaction that excludes every other writer."""
        with self._writing, self.get_connection() as connection:
            session = PostgresSession(connection, _BEGIN)
            try:
                yield session
                session.run("COMMIT")
                session.send()
            finally:
                connection.rollback()

    def scrub(self) -> None:
        """Take dead rows out of the tables; the server's write-ahead log ages by its own rules."""
        with self.get_connection() as connection:
            connection.execute("VACUUM stored_events, sealed, documents, drafts, draft_versions")

    @contextmanager
    def get_connection(self) -> Iterator[Connection[DictRow]]:
        """A connection of the pool, as the library's recorders use it too."""
        with _translated(), super().get_connection() as connection:
            yield connection

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Exclude other processes from what no two may do at once."""
        with self.get_connection() as connection, connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_EXCLUSIVE_LOCK])
            yield

    def after_connect_func(self) -> Callable[[Connection[Any]], None]:
        """Prepare new connections: as the library does, and durable whatever the server says."""
        prepare = super().after_connect_func()

        def after_connect(connection: Connection[Any]) -> None:
            prepare(connection)
            connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
            connection.execute(
                "SELECT set_config('synchronous_commit', 'on', false) "
                "WHERE current_setting('synchronous_commit') = 'off'"
            )

        return after_connect


@lru_cache(maxsize=512)
def _parts(statement: str) -> list[bytes]:
    """What stands before, between and behind the values."""
    return statement.encode().split(b"?")


@contextmanager
def _translated() -> Iterator[None]:
    """Say what went wrong in our words, or else in the library's."""
    try:
        yield
    except DatabaseError as error:
        problem = _translate(error.__cause__)
        if problem is None:
            raise
        raise problem from error


def _translate(error: BaseException | None) -> errors.Problem | None:
    match error:
        case psycopg.errors.DiskFull():
            return errors.DiskFull("database: no room to write; nothing was changed")
        case psycopg.errors.ReadOnlySqlTransaction() | psycopg.errors.InsufficientPrivilege():
            return errors.ReadOnly("database: this server or role may only read")
        case psycopg.errors.DataCorrupted() | psycopg.errors.IndexCorrupted():
            return errors.DatabaseCorrupt("database: damaged; restore it from a backup")
        case PoolTimeout() | psycopg.OperationalError():
            return errors.DatabaseUnavailable("database: the server does not answer; try again")
        case _:
            return None
