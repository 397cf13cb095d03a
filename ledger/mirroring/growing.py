"""Bringing what a log has grown by into a copy: fetched, verified as a whole, then written.

The entries alone are fetched. The tiles are made from them, so what is served from the copy is what
was verified, and not what somebody sent.
"""

import hashlib
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from crypto.checkpoint import Checkpoint
from crypto.errors import Malformed
from crypto.merkle import HASH_BYTES, Frontier, inclusion_proof
from crypto.proof import write_proof
from crypto.tiles import ENTRIES, HEIGHT, Tile, read_bundle, tile_reader, tiles_of
from ledger.mirroring.folder import LogFolder
from ledger.mirroring.refusing import LogRefused
from ledger.mirroring.remote import RemoteLog
from ledger.mirroring.repeated import repeated

UNVERIFIED: Final = ".unverified"
"""Where bundles lie until all of them are there: an interrupted run goes on from them."""

Rows = dict[int, bytearray]
"""The hashes that each level of tiles has grown by, in a row."""


class Growing:
    """What is to be brought into a folder: the log from the size `since` up to a checkpoint.

    `done` is told how many bundles are there, and how many there are.
    """

    def __init__(
        self,
        remote: RemoteLog,
        folder: LogFolder,
        since: int,
        offered: Checkpoint,
        done: Callable[[int, int], None],
    ) -> None:
        self._remote = remote
        self._folder = folder
        self._since = since
        self._offered = offered
        self._done = done
        self._waiting = LogFolder(folder.path / UNVERIFIED)
        self._tiles = list(tiles_of(offered.size, since))

    def bring(self, note: bytes, named: bytes | None) -> None:
        """Fetch, verify, and write, the checkpoint `note` last.

        `named` is the checkpoint that the first leaf must name, of a log after a declared reset.

        Raises:
            LogRefused: the entries do not lead to the root that was signed, are not those held, or
                are not each another.
            SourceUnavailable: one cannot be fetched; those that were are kept for the next time.
            DiskFull, ReadOnly, OSError: it cannot be written.
        """
        resumed = self._waiting.path.exists()
        try:
            rows = self._verified(named)
        except LogRefused:
            self._discard()
            if not resumed:
                raise
            rows = self._verified(named)  # what was left from another time may be to blame
        self._check_each_is_another(rows, note)
        self._write(rows)
        if named is not None:
            self._folder.keep_reset(named)
        self._folder.commit(note, self._tiles)
        self._discard()

    def _verified(self, named: bytes | None) -> Rows:
        frontier = Frontier.load(self._since, tile_reader(self._since, self._folder.tile))
        rows: Rows = defaultdict(bytearray)
        for leaves in self._leaves():
            if frontier.size == 0 and named and leaves[0] != hashlib.sha256(named).digest():
                raise self._refused("its first leaf is not the checkpoint that it says it follows")
            frontier, nodes = frontier.extend(leaves)
            for (row, _), value in nodes:
                if row % HEIGHT == 0:
                    rows[row // HEIGHT] += value
        if frontier.root() != self._offered.root:
            raise self._refused("its entries do not lead to the root that it signed")
        return rows

    def _check_each_is_another(self, rows: Rows, note: bytes) -> None:
        """Once they lead to the root: what is found then is the ledger's doing, and proven."""
        found = repeated(self._held, self._since, rows[0])
        if found:
            first, second = found
            shown = self._shown(found, rows, note)
            self._discard()
            raise LogRefused(
                f"{self._offered.origin}: the leaves {first} and {second} are one and the same; "
                "no entry is recorded at two places",
                shown,
            )

    def _shown(self, places: Sequence[int], rows: Rows, note: bytes) -> dict[str, bytes]:
        """A leaf, and the C2SP tlog-proof that it is at each of these places."""
        size = self._offered.size
        read = tile_reader(size, lambda tile: self._tile(tile, rows))
        proofs = {
            f"-{index}.tlog-proof": write_proof(index, inclusion_proof(index, size, read), note)
            for index in places
        }
        tile = next(
            one
            for one in self._tiles
            if one.level == ENTRIES and places[-1] < one.first + one.width
        )
        return proofs | {".leaf": self._entries(tile)[places[-1] - tile.first]}

    def _held(self) -> Iterator[bytes]:
        """The hashes of the leaves that the copy has, a tile at a time."""
        return (self._folder.tile(tile) for tile in tiles_of(self._since) if tile.level == 0)

    def _tile(self, tile: Tile, rows: Rows) -> bytes:
        """A tile of the tree that was offered."""
        if tile in self._tiles:
            return self._hashes(tile, rows[tile.level])
        return self._folder.tile(tile)

    def _leaves(self) -> Iterator[Sequence[bytes]]:
        """The new entries, a bundle at a time."""
        bundles = [tile for tile in self._tiles if tile.level == ENTRIES]
        for number, tile in enumerate(bundles, 1):
            entries = self._entries(tile)
            known = max(0, self._since - tile.first)
            if known and entries[:known] != self._known(tile, known):
                raise self._refused(f"an entry before {self._since} is another than it was")
            self._done(number, len(bundles))
            yield entries[known:]

    def _entries(self, tile: Tile) -> list[bytes]:
        data = self._waiting.find(tile)
        if data is None:
            data = self._remote.tile(tile)
            self._waiting.add(tile, data)
        try:
            entries = read_bundle(data, tile.width)
        except Malformed as error:
            raise self._refused(f"{tile.path}: {error}") from error
        if any(len(entry) != HASH_BYTES for entry in entries):
            # A log of digests is safe to pass on; one with room for words is not.
            raise self._refused(f"{tile.path}: holds what is no digest")
        return entries

    def _known(self, tile: Tile, width: int) -> list[bytes]:
        return read_bundle(self._folder.tile(Tile(ENTRIES, tile.index, width)), width)

    def _write(self, rows: Rows) -> None:
        for tile in self._tiles:
            if tile.level == ENTRIES:
                self._folder.add(tile, self._waiting.tile(tile))
            else:
                self._folder.add(tile, self._hashes(tile, rows[tile.level]))

    def _hashes(self, tile: Tile, row: bytearray) -> bytes:
        """The hashes of a tile: those that the copy had of it, and those that were added."""
        had = self._since >> tile.row
        known = max(0, had - tile.first)
        old = self._folder.tile(Tile(tile.level, tile.index, known)) if known else b""
        start = (tile.first + known - had) * HASH_BYTES
        return old + row[start : start + (tile.width - known) * HASH_BYTES]

    def _discard(self) -> None:
        shutil.rmtree(self._waiting.path, ignore_errors=True)

    def _refused(self, reason: str) -> LogRefused:
        return LogRefused(f"{self._offered.origin}: {reason}")
