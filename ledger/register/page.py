"""Pages of answers: each begins where the last one ended, in the order of an index.

A page costs the same wherever it lies, and what is recorded meanwhile moves nothing from one page
to another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from crypto.canonical import NotCanonical, b64, decode, encode, unb64
from ledger.database import Database, Row, Value
from ledger.errors import Problem

MAX_LIMIT: Final = 500
"""Most items of a page: far more than a screen shows, and read while somebody waits."""

T = TypeVar("T")
Key = tuple[str | int, ...]


class BadQuery(Problem):
    """What is asked of the register cannot be asked like that."""

    code = "bad-query"
    status = 400
    title = "The register cannot answer this"


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some answers, and what to ask with as `after` for the next ones (`None`: there are none)."""

    items: tuple[T, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """What is listed: `columns` of `source`, by the columns `key` with which every row begins."""

    source: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    item: Callable[[Row], T]
    distinct: bool = False

    def page(
        self,
        database: Database,
        where: Sequence[tuple[str, Value]],
        after: str | None,
        limit: int,
    ) -> Page[T]:
        """The next `limit` rows (1 to 500) for which all of `where` holds: conditions with a value.

        A condition whose value is None is not asked.

        Raises:
            BadQuery: `after` is not from a page of this listing, or `limit` is out of bounds.
        """
        if not 1 <= limit <= MAX_LIMIT:
            raise BadQuery(f"limit: not from 1 to {MAX_LIMIT}", field="limit")
        tests = [test for test, value in where if value is not None]
        values = [value for _, value in where if value is not None]
        if after is not None:
            tests.append(f"({', '.join(self.key)}) > ({', '.join('?' * len(self.key))})")
            values += self._read(after)
        return self._page(self._rows(database, tests, [*values, limit + 1]), limit)

    def _rows(self, database: Database, tests: Sequence[str], values: Sequence[Value]) -> list[Row]:
        order = ", ".join(self.key)
        columns = ", ".join((*self.key, *self.columns))
        statement = (
            f"SELECT {'DISTINCT ' * self.distinct}{columns} FROM {self.source} "  # noqa: S608 - ours
            f"WHERE {' AND '.join(tests) or 'true'} ORDER BY {order} LIMIT ?"
        )
        with database.read() as session:
            return session.rows(statement, values)

    def _page(self, rows: list[Row], limit: int) -> Page[T]:
        shown, more = rows[:limit], len(rows) > limit
        last = b64(encode(list(shown[-1][: len(self.key)]))) if more else None
        return Page(tuple(self.item(row) for row in shown), last)

    def _read(self, after: str) -> Key:
        try:
            key = decode(unb64(after))
        except NotCanonical:
            key = None
        if not isinstance(key, list) or len(key) != len(self.key):
            raise BadQuery("after: not the end of a page of this list", field="after")
        return tuple(self._part(name, part) for name, part in zip(self.key, key, strict=True))

    def _part(self, name: str, part: object) -> str | int:
        text = name.endswith("stream")
        if text and isinstance(part, str) and part.isprintable():
            return part
        if not text and type(part) is int and abs(part) < 2**53:
            return part
        raise BadQuery("after: not the end of a page of this list", field="after")
