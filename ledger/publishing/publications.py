"""The checkpoints that were published, and those that a declared reset names."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ledger.database import Row, Session, Value
from ledger.ledger import Ledger

_NEWEST: Final = (
    "SELECT log, size, note, at FROM published WHERE log = ? ORDER BY size DESC LIMIT 1"
)
_OF_SIZE: Final = "SELECT log, size, note, at FROM published WHERE log = ? AND size = ?"
_ALL: Final = "SELECT log, size, note, at FROM published WHERE log = ? ORDER BY size"
_RESET: Final = "SELECT note FROM log_resets WHERE log = ?"


@dataclass(frozen=True, slots=True)
class Published:
    """A checkpoint as everybody is shown it, and since when (seconds since 1970).

    `note` is the signed note with whatever cosignatures were collected by now.
    """

    log: int
    size: int
    note: bytes
    at: int


def published(ledger: Ledger, log: int, size: int | None = None) -> bytes | None:
    """The published checkpoint of a log, the newest or that of a size; None where there is none."""
    with ledger.store.database.read() as session:
        found = newest(session, log) if size is None else of_size(session, log, size)
    return found.note if found else None


def publications(ledger: Ledger, log: int) -> list[Published]:
    """Every published checkpoint of a log, the smallest first."""
    return [_published(row) for row in _rows(ledger, _ALL, (log,))]


def reset_of(ledger: Ledger, log: int) -> bytes | None:
    """The checkpoint of an earlier log that the first leaf of this one names, to the byte.

    None for the first log, which continues no other.
    """
    rows = _rows(ledger, _RESET, (log,))
    return bytes(rows[0][0]) if rows else None


def newest(session: Session, log: int) -> Published | None:
    """The largest published checkpoint of a log."""
    return _first(session.rows(_NEWEST, (log,)))


def of_size(session: Session, log: int, size: int) -> Published | None:
    """The published checkpoint of this size."""
    return _first(session.rows(_OF_SIZE, (log, size)))


def _rows(ledger: Ledger, statement: str, values: Sequence[Value]) -> list[Row]:
    with ledger.store.database.read() as session:
        return session.rows(statement, values)


def _first(rows: Sequence[Row]) -> Published | None:
    return _published(rows[0]) if rows else None


def _published(row: Row) -> Published:
    log, size, note, at = row
    return Published(log, size, bytes(note), at)
