"""Pages of answers: each begins where the last one ended, in the order of an index.

A page costs the same wherever it lies, and what is recorded meanwhile moves nothing from one page
to another. Where a page ended is handed out sealed: its last line may be of an enquiry that the
reader may not know of.
"""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.canonical import NotCanonical, b64, unb64
from ledger.database import Database, Row, Value
from ledger.errors import Problem

MAX_LIMIT: Final = 500
"""Most items of a page: far more than a screen shows, and read while somebody waits."""

T = TypeVar("T")
_NONCE_BYTES: Final = 12


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


class Cursors:
    """Seals the ends of pages under a key of 32 bytes (AES-256-GCM), each for its own listing."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, listing: str, key: Sequence[Value]) -> str:
        """The end of a page as it is handed out."""
        nonce = os.urandom(_NONCE_BYTES)
        box = self._cipher.encrypt(nonce, json.dumps(key).encode(), listing.encode())
        return b64(nonce + box)

    def open(self, listing: str, after: str) -> list[Value]:
        """The end of a page as it was handed out.

        Raises:
            BadQuery: it was not, or for another listing.
        """
        try:
            box = unb64(after)
            key = self._cipher.decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], listing.encode())
        except (NotCanonical, InvalidTag, ValueError):
            raise BadQuery("after: not the end of a page of this list", field="after") from None
        found: list[Value] = json.loads(key)
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to ask, after which end of a page, and for how many lines (1 to 500)."""

    database: Database
    cursors: Cursors
    after: str | None
    limit: int


@dataclass(frozen=True, slots=True)
class Listing(Generic[T]):
    """What is listed: `columns` of `source`, by the columns `key` with which every row begins."""

    source: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    item: Callable[[Row], T]

    def page(self, asked: Asked, where: Sequence[tuple[str, Value]]) -> Page[T]:
        """The next lines for which all of `where` holds: conditions, each with its value.

        A condition whose value is None is not asked.

        Raises:
            BadQuery: `after` is not from a page of this listing, or `limit` is out of bounds.
        """
        if not 1 <= asked.limit <= MAX_LIMIT:
            raise BadQuery(f"limit: not from 1 to {MAX_LIMIT}", field="limit")
        tests = [test for test, value in where if value is not None]
        values: list[Value] = [value for _, value in where if value is not None]
        if asked.after is not None:
            tests.append(f"({', '.join(self.key)}) > ({', '.join('?' * len(self.key))})")
            values += asked.cursors.open(self._name, asked.after)
        with asked.database.read() as session:
            rows = session.rows(self._statement(tests), [*values, asked.limit + 1])
        shown, more = rows[: asked.limit], len(rows) > asked.limit
        end = asked.cursors.seal(self._name, shown[-1][: len(self.key)]) if more else None
        return Page(tuple(self.item(row) for row in shown), end)

    @property
    def _name(self) -> str:
        return f"{self.source} {self.key}"

    def _statement(self, tests: Sequence[str]) -> str:
        columns = ", ".join((*self.key, *self.columns))
        return (
            f"SELECT {columns} FROM {self.source} "  # noqa: S608 - ours
            f"WHERE {' AND '.join(tests) or 'true'} ORDER BY {', '.join(self.key)} LIMIT ?"
        )
