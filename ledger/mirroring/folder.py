"""A log in a folder, laid out so that a static file server serves it as C2SP tlog-tiles.

checkpoint   the newest checkpoint: written last, so that it never promises what is not there
reset        the checkpoint that the first leaf names, of a log that began with a declared reset
tile/…       tiles and entry bundles
"""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from crypto.checkpoint import unverified_checkpoint
from crypto.errors import Malformed
from crypto.tiles import WIDTH, Tile
from ledger.errors import Problem
from ledger.folder import write_over

CHECKPOINT: Final = "checkpoint"
RESET: Final = "reset"
MODE: Final = 0o644
"""Anybody may read a log."""


class CopyDamaged(Problem):
    """The files of a copy are not what its own checkpoint says."""

    code = "copy-damaged"
    status = 500
    title = "This copy of the log is damaged"


class LogFolder:
    """One log in a folder, which need not exist."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def checkpoint(self) -> bytes | None:
        """The checkpoint, as it was last committed; None in a new folder."""
        return self._read(CHECKPOINT)

    def size(self, origin: str) -> int:
        """The size of the checkpoint; 0 in a new folder.

        Raises:
            CopyDamaged: it is none of this log.
        """
        note = self.checkpoint()
        if note is None:
            return 0
        try:
            claim = unverified_checkpoint(note)
        except Malformed as error:
            raise CopyDamaged(f"{self.path / CHECKPOINT}: {error}") from error
        if claim.origin != origin:
            raise CopyDamaged(f"{self.path}: holds the log {claim.origin}; name another folder")
        return claim.size

    def reset(self) -> bytes | None:
        """The checkpoint that the first leaf names, if there is one."""
        return self._read(RESET)

    def tile(self, tile: Tile) -> bytes:
        """A tile or bundle.

        Raises:
            CopyDamaged: it is not there.
        """
        found = self.find(tile)
        if found is None:
            raise CopyDamaged(
                f"{self.path / tile.path}: missing; delete {self.path}, and copy anew"
            )
        return found

    def find(self, tile: Tile) -> bytes | None:
        """A tile or bundle, if it is there."""
        return self._read(tile.path)

    def add(self, tile: Tile, data: bytes) -> None:
        """Write a tile or bundle; it is durable after `commit`."""
        path = self.path / tile.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    def keep_reset(self, note: bytes) -> None:
        """Write the checkpoint that the first leaf names."""
        self.path.mkdir(parents=True, exist_ok=True)
        write_over(self.path / RESET, note, MODE)

    def commit(self, note: bytes, added: Iterable[Tile] = ()) -> None:
        """Write the checkpoint once all that it covers is on the disk.

        Partial tiles go whose full ones are among `added` (tlog-tiles, Partial Tiles).

        Raises:
            DiskFull, ReadOnly: it cannot be written.
        """
        os.sync()  # one for all files, of which there may be thousands
        write_over(self.path / CHECKPOINT, note, MODE)
        for tile in added:
            if tile.width == WIDTH:
                shutil.rmtree(self.path / f"{tile.path}.p", ignore_errors=True)

    def _read(self, name: str) -> bytes | None:
        try:
            return (self.path / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
