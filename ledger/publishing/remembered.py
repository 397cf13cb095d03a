"""The last published checkpoint, kept beside the database, so that a restored one cannot forget it.

Backups of the database are restored in a hurry. One that lacks published entries and simply goes on
would publish a second history, which everybody with a receipt takes for a forgery; so the loss is
declared first. Whoever restores this folder from the same hour loses this memory too.
"""

from pathlib import Path
from typing import Final

from crypto.checkpoint import Checkpoint, unverified_checkpoint
from crypto.errors import CryptoError
from ledger.errors import FolderRefused, Problem
from ledger.folder import write_over
from ledger.ledger import Ledger

FILE: Final = "published.checkpoint"


class LossUndeclared(Problem):
    """The log does not hold what it published."""

    code = "loss-undeclared"
    status = 503
    title = "The log lacks entries that it published"


class Remembered:
    """The file that says what was published last."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def keep(self, note: bytes) -> None:
        """Remember a checkpoint that everybody is shown from now on.

        Raises:
            DiskFull, ReadOnly: it cannot be written.
        """
        write_over(self._path, note, 0o644)

    def check(self, ledger: Ledger) -> None:
        """Whether the log holds what was published last, or began anew by declaring its loss.

        Raises:
            LossUndeclared: it does not.
            FolderRefused: the file is no checkpoint.
        """
        claim = self._read()
        if claim is None or _holds(ledger, claim):
            return
        raise LossUndeclared(
            f"log: {claim.size} entries of {claim.origin} were published, and the database does "
            "not hold them as they were. Restore a newer backup; or, before anything new is "
            f"recorded, declare the loss: countersign reset-log --published {self._path}",
            field="database",
        )

    def _read(self) -> Checkpoint | None:
        try:
            return unverified_checkpoint(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, CryptoError) as error:
            raise FolderRefused(
                f"data: {self._path} is damaged; put the last checkpoint that you published there",
                field="data",
            ) from error


def _holds(ledger: Ledger, claim: Checkpoint) -> bool:
    log = ledger.store.log
    present = int(log.origin().rpartition("/")[2])
    if claim.origin in map(ledger.genesis.origin, range(1, present)):
        return True  # that log ended when a loss was declared
    reaches = claim.origin == log.origin() and claim.size <= log.size()
    return reaches and log.root_at(claim.size) == claim.root
