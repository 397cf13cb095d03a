"""What a copy has of a log, and what it says about a checkpoint that it is offered."""

from dataclasses import dataclass
from typing import Self

from crypto.checkpoint import Checkpoint, unverified_checkpoint
from crypto.errors import CryptoError, Malformed
from crypto.merkle import Frontier
from crypto.note import UnverifiedNote
from crypto.tiles import tile_reader
from ledger.mirroring.folder import CopyDamaged, LogFolder
from ledger.mirroring.refusing import LogRefused
from ledger.mirroring.remote import RemoteLog


@dataclass(frozen=True, slots=True)
class Held:
    """A log in a folder, whose checkpoint was verified before it was written there."""

    folder: LogFolder
    checkpoint: Checkpoint
    note: bytes

    @classmethod
    def of(cls, folder: LogFolder, origin: str) -> Self | None:
        """What is held of a log; None in a new folder.

        Raises:
            CopyDamaged: the folder holds something else.
        """
        note = folder.checkpoint() if folder.size(origin) else None
        return cls(folder, unverified_checkpoint(note), note) if note else None

    def has(self, note: bytes) -> bool:
        """Whether this is the checkpoint that is held, with no line more."""
        try:
            mine, shown = UnverifiedNote.parse(self.note), UnverifiedNote.parse(note)
        except Malformed:
            return False
        same = mine.unverified_text == shown.unverified_text
        return same and set(shown.signatures) <= set(mine.signatures)

    def check(self) -> None:
        """Whether the files still lead to the checkpoint beside them.

        Raises:
            CopyDamaged: they do not.
        """
        if self.root_at(self.checkpoint.size) != self.checkpoint.root:
            raise self._damaged("its tiles do not lead to its checkpoint")

    def root_at(self, size: int) -> bytes:
        """The root that the log had at a size that is not larger.

        Raises:
            CopyDamaged: files are missing or cut off.
        """
        try:
            reader = tile_reader(self.checkpoint.size, self.folder.tile)
            return Frontier.load(size, reader).root()
        except CryptoError as error:
            raise self._damaged(str(error)) from error

    def check_continued(self, offered: Checkpoint, remote: RemoteLog) -> None:
        """Whether the tree that was signed begins with this one (RFC 6962, section 2.1.2).

        `offered` is not smaller; its root, and this one's, are derived from the remote's tiles.

        Raises:
            LogRefused: it does not, or its tiles lead elsewhere.
            SourceUnavailable: they cannot be fetched.
        """
        mine, size = self.checkpoint, offered.size
        root, theirs = offered.root, offered.root
        if size > mine.size:
            try:
                reader = tile_reader(size, remote.tile)
                root = Frontier.load(size, reader).root()
                theirs = Frontier.load(mine.size, reader).root()
            except CryptoError as error:
                raise LogRefused(f"{offered.origin}: {error}") from error
        if root != offered.root:
            raise LogRefused(f"{offered.origin}: its tiles do not lead to the root that it signed")
        if theirs != mine.root:
            raise LogRefused(
                f"{offered.origin}: the log of {size} entries that it has signed does not begin "
                f"with the {mine.size} that it has shown to this copy: there are two histories"
            )

    def _damaged(self, reason: str) -> CopyDamaged:
        return CopyDamaged(f"{self.folder.path}: {reason}; delete it, and copy the log anew")
