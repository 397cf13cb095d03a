"""Which stamped checkpoints lie around an entry: what a bundle needs of them, and what a page says.

Nothing is verified here; whoever relies on a stamp does that (`crypto.anchors`).
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crypto.anchors import Anchor
from ledger.database import Session
from ledger.ledger import Ledger
from ledger.publishing.publications import of_size
from ledger.stamping.rows import sizes, tokens


@dataclass(frozen=True, slots=True)
class Moment:
    """When a checkpoint was stamped first, seconds since 1970, and by whom."""

    time: int
    authority: str


@dataclass(frozen=True, slots=True)
class Between:
    """Between which stamps an entry was recorded; None where there is none on that side."""

    after: Moment | None
    before: Moment | None


def anchors_for(ledger: Ledger, log: int, indexes: Iterable[int]) -> tuple[Anchor, ...]:
    """The stamped checkpoints next to these leaves of a log, on both sides, by size.

    With each go all stamps over it: later ones cover those before.
    """
    with ledger.store.database.read() as session:
        stamped = sizes(session, log)
        wanted: set[int] = set()
        for index in indexes:
            at = bisect_right(stamped, index)
            wanted.update(stamped[max(0, at - 1) : at + 1])
        found = (_anchor(session, log, size) for size in sorted(wanted))
        return tuple(anchor for anchor in found if anchor)


def between(ledger: Ledger, index: int) -> Between:
    """Between which stamps the leaf `index` of the current log was recorded, as they are kept."""
    log = ledger.store.log.newest().log
    with ledger.store.database.read() as session:
        after = session.rows(_AFTER, (log, index))
        before = session.rows(_BEFORE, (log, index))
    return Between(*(Moment(*rows[0]) if rows else None for rows in (after, before)))


def _anchor(session: Session, log: int, size: int) -> Anchor | None:
    published = of_size(session, log, size)
    if published is None:
        return None
    return Anchor(size, published.note, tokens(session, log, size))


_AFTER: Final = (
    "SELECT time, authority FROM stamps WHERE log = ? AND size <= ? "
    "ORDER BY size DESC, time LIMIT 1"
)
_BEFORE: Final = (
    "SELECT time, authority FROM stamps WHERE log = ? AND size > ? ORDER BY size, time LIMIT 1"
)
