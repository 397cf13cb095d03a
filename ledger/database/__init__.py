"""One way to speak to either database.

Every statement of ours is written once, in the SQL that SQLite and PostgreSQL share, with `?` for a
value. A `write` is one durable transaction and excludes every other writer, of whichever process;
what it reads therefore still holds when it commits.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from itertools import chain
from typing import Any, Final, Protocol

Value = str | int | bytes | None
Row = tuple[Any, ...]

MAX_VALUES: Final = 30_000
"""Most values in a statement: SQLite accepts 32,766 (since 3.32), PostgreSQL 65,535."""


class Session(Protocol):
    """One transaction."""

    def run(self, statement: str, values: Sequence[Value] = ()) -> None:
        """Execute a statement that gives no rows."""

    def rows(self, statement: str, values: Sequence[Value] = ()) -> list[Row]:
        """Execute a statement and read all its rows."""

    def ask(self, statement: str, values: Sequence[Value] = ()) -> Callable[[], list[Row]]:
        """Execute a statement whose rows are read later, by calling what this returns.

        Over a network it then travels together with what follows.
        """


class Database(Protocol):
    """A database that holds one ledger.

    Raises (from every use):
        DatabaseCorrupt, DatabaseUnavailable, DiskFull, ReadOnly: as the names say.
        eventsourcing.persistence.IntegrityError: a row that must not exist twice.
    """

    def read(self) -> AbstractContextManager[Session]:
        """Reads, each statement of what is committed by then."""

    def write(self) -> AbstractContextManager[Session]:
        """A transaction that is durable once the block ends, and undone if it raises."""

    def exclusive(self) -> AbstractContextManager[None]:
        """Exclude other processes from what no two may do at once."""

    def scrub(self) -> None:
        """Let go of what lies in the database's own files of rows that are gone."""

    def close(self) -> None:
        """Close every connection."""


def among(statement: str, count: int) -> str:
    """The statement with its `?*`, or `(?,?)*`, widened to `count` values or pairs."""
    return statement.replace("(?,?)*", ",".join(["(?,?)"] * count)).replace("?*", _marks(count))


def insert(session: Session, into: str, rows: Sequence[Sequence[Value]]) -> None:
    """Insert rows with as few statements as the databases allow; `into` is `table (columns)`."""
    for chunk in _chunks(rows):
        session.run(_insert(into, len(chunk), len(chunk[0])), list(chain.from_iterable(chunk)))


def insert_asking(
    session: Session, into: str, rows: Sequence[Sequence[Value]], column: str
) -> Callable[[], list[int]]:
    """Insert rows, and ask for the ascending numbers that the database gives them in `column`."""
    answers = [
        session.ask(
            f"{_insert(into, len(chunk), len(chunk[0]))} RETURNING {column}",
            list(chain.from_iterable(chunk)),
        )
        for chunk in _chunks(rows)
    ]
    return lambda: [number for answer in answers for (number,) in sorted(answer())]


def _chunks(rows: Sequence[Sequence[Value]]) -> list[Sequence[Sequence[Value]]]:
    size = MAX_VALUES // len(rows[0]) if rows else 1
    return [rows[start : start + size] for start in range(0, len(rows), size)]


@lru_cache(maxsize=256)
def _insert(into: str, count: int, width: int) -> str:
    row = f"({_marks(width)})"
    return f"INSERT INTO {into} VALUES {','.join([row] * count)}"  # noqa: S608 - our own names


def _marks(count: int) -> str:
    # PostgreSQL has no empty list; nothing equals NULL.
    return ",".join("?" * count) or "NULL"
