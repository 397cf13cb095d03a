"""The upper part of the tree, kept in memory: nearly every proof needs it, and it is small.

A node never changes once it is written. Above level 8 there is one for every 256 leaves or more, so
a proof of any age reads from the table what lies near its leaf, however large the log has grown.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from crypto.merkle import Coordinate
from ledger.database import Session
from ledger.log.tree import node_reader

LEVEL: Final = 8
MAX_NODES: Final = 65_536
"""What a log of eight million leaves has from `LEVEL` on, in about 12 MB; the rest is read anew."""

_UPPER: Final = (
    "SELECT level, idx, hash FROM log_nodes WHERE log = ? AND level >= ? "
    "ORDER BY level DESC, idx LIMIT ?"
)


class UpperNodes:
    """Reads nodes of one log after the other, each upper one from its table once."""

    def __init__(self) -> None:
        self._kept: tuple[int, dict[Coordinate, bytes]] = (0, {})

    def read(
        self, session: Session, log: int, wanted: Sequence[Coordinate]
    ) -> Mapping[Coordinate, bytes]:
        """The nodes wanted, but for those that the table does not hold."""
        kept = self._of(session, log)
        missing = [node for node in wanted if node not in kept]
        if not missing:
            return kept
        read = node_reader(session, log)(missing)
        if len(kept) < MAX_NODES:  # written since the upper part was read
            kept.update({node: value for node, value in read.items() if node[0] >= LEVEL})
        return {**read, **{node: kept[node] for node in wanted if node in kept}}

    def _of(self, session: Session, log: int) -> dict[Coordinate, bytes]:
        number, nodes = self._kept
        if number != log:
            rows = session.rows(_UPPER, (log, LEVEL, MAX_NODES))
            nodes = {(level, index): bytes(value) for level, index, value in rows}
            self._kept = log, nodes
        return nodes
