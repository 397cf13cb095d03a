"""Reading a ledger's database as it lies there, without opening it as a ledger and without writing.

Opening it as a ledger would make tables, catch up and halt; a verifier must see what is there, and
must be able to look at a damaged copy on a medium that cannot be written.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import quote

from ledger.errors import DatabaseUnavailable
from ledger.settings import Settings

Row = tuple[Any, ...]
"""A row as the database gives it: whoever can write the database chose type and value of each."""


class Damaged(Exception):
    """The database failed while it was read: a page is broken, a table missing or not ours."""


class Reader(Protocol):
    """One read-only connection that sees one moment of the database."""

    def tables(self) -> list[str]:
        """The names of the ledger's tables.

        Raises:
            Damaged: the database could not answer.
        """

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a statement.

        Raises:
            Damaged: the database could not answer.
        """

    def close(self) -> None:
        """Close the connection."""


class SqliteReader:
    """An SQLite file, opened so that not even its write-ahead log is touched.

    Raises:
        DatabaseUnavailable: there is no such file, it cannot be read, or it is no database.
    """

    def __init__(self, path: Path) -> None:
        self._connection = _open(path)

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a statement."""
        with damaged(sqlite3.Error):
            return self._connection.execute(statement, values).fetchall()

    def tables(self) -> list[str]:
        """The names of the ledger's tables."""
        return [str(name) for (name,) in self.rows(_SQLITE_TABLES)]

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


def open_reader(settings: Settings) -> Reader:
    """Open the ledger's database for reading.

    Raises:
        DatabaseUnavailable: it cannot be read at all.
    """
    if settings.postgres:
        # Its driver takes a fifth of a second to import, which every process would pay.
        from ledger.verify.rows_postgres import PostgresReader  # noqa: PLC0415

        return PostgresReader(settings.postgres)
    return SqliteReader(settings.sqlite)


def additions(reader: Reader, settings: Settings) -> list[str]:
    """The triggers, views and rules in the database: we make none.

    Whoever can write the database could have one change what is read or written from then on.

    Raises:
        Damaged: the database could not answer.
    """
    statement = _POSTGRES_ADDITIONS if settings.postgres else _SQLITE_ADDITIONS
    return [str(name) for (name,) in reader.rows(statement)]


def _open(path: Path) -> sqlite3.Connection:
    if not path.is_file():
        raise DatabaseUnavailable(f"database: there is no file {path}", field="data")
    # A medium that cannot be written cannot hold the shared memory of a write-ahead log.
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            connection = sqlite3.connect(
                f"file:{quote(str(path.absolute()))}?{options}", uri=True, isolation_level=None
            )
            connection.text_factory = _text
            connection.execute("PRAGMA trusted_schema=OFF")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            continue
        return connection
    raise DatabaseUnavailable(f"database: {path} cannot be read as an SQLite file", field="data")


def _text(data: bytes) -> str:
    """Text of a column, whatever bytes somebody put there."""
    return data.decode("utf-8", "replace")


@contextmanager
def damaged(error: type[Exception]) -> Iterator[None]:
    """Say `Damaged` for this kind of error."""
    try:
        yield
    except error as problem:
        raise Damaged(type(problem).__name__) from problem


_SQLITE_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"
_SQLITE_ADDITIONS: Final = (
    "SELECT type || ' ' || name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY 1"
)
_POSTGRES_ADDITIONS: Final = (
    "SELECT 'trigger ' || tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
    "WHERE NOT tgisinternal AND c.relnamespace = current_schema()::regnamespace "
    "UNION ALL SELECT 'view ' || viewname FROM pg_views WHERE schemaname = current_schema() "
    "UNION ALL SELECT 'rule ' || rulename FROM pg_rules WHERE schemaname = current_schema() "
    "ORDER BY 1"
)
