"""The published log as files: what C2SP tlog-tiles has at which path, and nothing unpublished."""

from typing import Final

from crypto.tiles import Tile
from ledger.ledger import Ledger
from ledger.log.tiles import read_tile
from ledger.publishing.publications import newest, published, reset_of

MAX_KEPT: Final = 1024
"""Tiles kept in memory: 8 MB, the tree of a quarter of a million entries."""


class LogFiles:
    """The published logs of one ledger.

    A tile is given out only once a published checkpoint covers it, and never changes from then on;
    so those asked for are kept, and given again without a query.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: dict[tuple[int, Tile], bytes] = {}

    def checkpoint(self, log: int) -> bytes | None:
        """The newest published checkpoint of a log."""
        return published(self._ledger, log)

    def reset(self, log: int) -> bytes | None:
        """The checkpoint that the first leaf of a log names, if it began with a declared reset."""
        return reset_of(self._ledger, log) if published(self._ledger, log) else None

    def kept(self, log: int, tile: Tile) -> bytes | None:
        """A tile or bundle that was asked for lately."""
        return self._kept.get((log, tile))

    def tile(self, log: int, tile: Tile) -> bytes | None:
        """A tile or bundle of a log; None unless a published checkpoint covers it."""
        found = self.kept(log, tile)
        if found is not None:
            return found
        with self._ledger.store.database.read() as session:
            last = newest(session, log)
            if last is None or not tile.is_in(last.size):
                return None
            found = read_tile(session, log, tile)
        if found is not None:
            self._keep(log, tile, found)
        return found

    def forget(self) -> None:
        """Let go of what is kept."""
        self._kept.clear()

    def _keep(self, log: int, tile: Tile, data: bytes) -> None:
        if len(self._kept) >= MAX_KEPT:
            self.forget()  # as cheap as choosing one: nobody reads in an order to learn from
        self._kept[log, tile] = data
