"""Which stamped checkpoints lie around an entry: what a bundle needs of them, and what a page says.

Nothing is verified here; whoever relies on a stamp does that (`crypto.anchors`).
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from crypto.anchors import Anchor
from ledger.database import Session
from ledger.ledger import Ledger
from ledger.publishing.publications import of_size
from ledger.stamping.rows import tokens


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
    """The checkpoints that each authority stamped next to these leaves of a log, on both sides.

    With each go all stamps over it: later ones cover those before.
    """
    found: dict[int, Anchor | None] = {}
    with ledger.store.database.read() as session:
        names = [name for (name,) in session.rows(_AUTHORITIES, (log,))]
        until = 0
        for index in sorted(indexes):
            if index < until:
                continue  # between the same two as the one before
            sizes = _around(session, log, names, index)
            until = min((size for size in sizes if size > index), default=sys.maxsize)
            found |= {size: _anchor(session, log, size) for size in sorted(sizes)}
    return tuple(anchor for _, anchor in sorted(found.items()) if anchor)


def between(ledger: Ledger, index: int) -> Between:
    """Between which stamps the leaf `index` of the current log was recorded, as they are kept."""
    log = ledger.store.log.newest().log
    with ledger.store.database.read() as session:
        after = session.rows(_AFTER, (log, index))
        before = session.rows(_BEFORE, (log, index))
    return Between(*(Moment(*rows[0]) if rows else None for rows in (after, before)))


def _around(session: Session, log: int, names: Sequence[str], index: int) -> set[int]:
    """The sizes that each authority stamped next before and next after a leaf.

    Of each, because not everybody trusts all of them.
    """
    found = (session.rows(side, (log, name, index)) for name in names for side in (_LAST, _NEXT))
    return {size for ((size,),) in found if size is not None}


def _anchor(session: Session, log: int, size: int) -> Anchor | None:
    published = of_size(session, log, size)
    if published is None:
        return None
    return Anchor(size, published.note, tokens(session, log, size))


_AUTHORITIES: Final = "SELECT DISTINCT authority FROM stamps WHERE log = ?"
_LAST: Final = "SELECT max(size) FROM stamps WHERE log = ? AND authority = ? AND size <= ?"
_NEXT: Final = "SELECT min(size) FROM stamps WHERE log = ? AND authority = ? AND size > ?"
_AFTER: Final = (
    "SELECT time, authority FROM stamps WHERE log = ? AND size <= ? "
    "ORDER BY size DESC, time LIMIT 1"
)
_BEFORE: Final = (
    "SELECT time, authority FROM stamps WHERE log = ? AND size > ? ORDER BY size, time LIMIT 1"
)
