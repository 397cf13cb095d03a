"""Tiles and entry bundles of a log, read from its tables: a range of rows each."""

from typing import Final

from crypto.tiles import ENTRIES, Tile, write_bundle
from ledger.database import Session

_HASHES: Final = (
    "SELECT hash FROM log_nodes WHERE log = ? AND level = ? AND idx >= ? AND idx < ? ORDER BY idx"
)
_DIGESTS: Final = (
    "SELECT digest FROM log_leaves WHERE log = ? AND idx >= ? AND idx < ? ORDER BY idx"
)


def read_tile(session: Session, log: int, tile: Tile) -> bytes | None:
    """The bytes of a tile or bundle (C2SP tlog-tiles); None where the log does not hold all of it.

    An entry of the log is the SHA-256 of a JWS and nothing else, so nobody's data is in a bundle.
    """
    first, end = tile.first, tile.first + tile.width
    if tile.level == ENTRIES:
        rows = session.rows(_DIGESTS, (log, first, end))
    else:
        rows = session.rows(_HASHES, (log, tile.row, first, end))
    if len(rows) != tile.width:
        return None
    parts = [bytes(value) for (value,) in rows]
    return write_bundle(parts) if tile.level == ENTRIES else b"".join(parts)
