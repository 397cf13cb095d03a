"""What a mirror refuses, and what it keeps as evidence of it."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ledger.errors import Problem
from ledger.folder import write_over

EVIDENCE = "evidence"


class LogRefused(Problem):
    """A log is not signed by its ledger, contradicts what it has shown before, or itself.

    `shown` are the files, by how their names end, that show it to others beside the checkpoint.
    """

    code = "log-refused"
    status = 409
    title = "The log does not continue what this copy holds"

    def __init__(self, detail: str, shown: Mapping[str, bytes] | None = None) -> None:
        super().__init__(detail)
        self.shown = shown or {}


def keep_evidence(folder: Path, number: int, note: bytes, shown: Mapping[str, bytes]) -> None:
    """Keep a checkpoint that was refused: with the copy's own, or what is `shown`, it is proof.

    Raises:
        DiskFull, ReadOnly, OSError: it cannot be written.
    """
    into = folder / EVIDENCE
    into.mkdir(parents=True, exist_ok=True)
    name = f"{number}-{hashlib.sha256(note).hexdigest()[:16]}"
    write_over(into / f"{name}.checkpoint", note, 0o644)
    for end, data in shown.items():
        write_over(into / f"{name}{end}", data, 0o644)
