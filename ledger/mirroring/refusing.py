"""What a mirror refuses, and what it keeps as evidence of it."""

import hashlib
from pathlib import Path

from ledger.errors import Problem
from ledger.folder import write_over

EVIDENCE = "evidence"


class LogRefused(Problem):
    """A log is not signed by its ledger, or contradicts what it has shown before."""

    code = "log-refused"
    status = 409
    title = "The log does not continue what this copy holds"


def keep_evidence(folder: Path, number: int, note: bytes) -> Path:
    """Keep a checkpoint that was refused: with the copy's own it may prove two histories.

    Raises:
        DiskFull, ReadOnly, OSError: it cannot be written.
    """
    into = folder / EVIDENCE
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"{number}-{hashlib.sha256(note).hexdigest()[:16]}.checkpoint"
    write_over(path, note, 0o644)
    return path
