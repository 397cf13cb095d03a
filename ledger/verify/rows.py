"""Reading a ledger's database as it lies there, without opening it as a ledger and without writing.

Opening it as a ledger would make tables, catch up and halt; a verifier must see what is there, and
must be able to look at a damaged copy on a medium that cannot be written.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

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

    def additions(self) -> list[str]:
        """The triggers, views and rules in the database: we make none.

        Whoever can write the database could have one change what is read or written from then on.

        Raises:
            Damaged: the database could not answer.
        """

    def close(self) -> None:
        """Close the connection."""


@contextmanager
def damaged(error: type[Exception]) -> Iterator[None]:
    """Say `Damaged` for this kind of error."""
    try:
        yield
    except error as problem:
        raise Damaged(type(problem).__name__) from problem
