"""One log of somebody else's ledger, as its address shows it: nothing here is verified."""

from crypto.errors import Malformed
from crypto.merkle import HASH_BYTES
from crypto.note import MAX_NOTE_BYTES
from crypto.tiles import (
    ENTRIES,
    MAX_BUNDLE_BYTES,
    MAX_TILE_BYTES,
    WIDTH,
    Tile,
    read_bundle,
    write_bundle,
)
from ledger.mirroring.folder import CHECKPOINT, RESET
from ledger.mirroring.source import Source, SourceUnavailable


class RemoteLog:
    """The log of one number below an address."""

    def __init__(self, source: Source, number: int) -> None:
        self._source = source
        self._number = number

    def checkpoint(self) -> bytes | None:
        """Its newest checkpoint, if there is such a log."""
        return self._source.get(f"{self._number}/{CHECKPOINT}", MAX_NOTE_BYTES)

    def reset(self) -> bytes | None:
        """The checkpoint that its first leaf names, if it began with a declared reset."""
        return self._source.get(f"{self._number}/{RESET}", MAX_NOTE_BYTES)

    def tile(self, tile: Tile) -> bytes:
        """A tile or bundle; where a partial one is gone, the beginning of the full one.

        Raises:
            SourceUnavailable: neither is there.
        """
        data = self._get(tile)
        if data is None and tile.width < WIDTH:
            full = self._get(Tile(tile.level, tile.index))
            data = None if full is None else _beginning(tile, full)
        if data is None:
            raise SourceUnavailable(
                f"{self._source.url}/{self._number}/{tile.path}: not there, though the checkpoint "
                "covers it; try again later"
            )
        return data

    def _get(self, tile: Tile) -> bytes | None:
        limit = MAX_BUNDLE_BYTES if tile.level == ENTRIES else MAX_TILE_BYTES
        return self._source.get(f"{self._number}/{tile.path}", limit)


def _beginning(tile: Tile, full: bytes) -> bytes | None:
    if tile.level != ENTRIES:
        return full[: tile.width * HASH_BYTES]
    try:
        return write_bundle(read_bundle(full, WIDTH)[: tile.width])
    except Malformed:
        return None
