"""Named points at which a test makes the process die, as a power cut would (`kill -9`).

`COUNTERSIGN_FAULT=before-commit:3` kills at the third passage of that point. Whoever can set the
environment of the process could kill it anyway.
"""

import os
import signal
from typing import Final

FAULTS: Final = (
    "before-key-commit",
    "after-key-commit",
    "before-entries-insert",
    "after-entries-insert",
    "before-leaves-insert",
    "after-leaves-insert",
    "before-commit",
    "after-commit",
    "before-checkpoint",
    "after-checkpoint",
)
"""Every point between admission and receipt, in the order in which an admission passes them."""

DISPOSAL_FAULTS: Final = (
    "after-key-destroyed",
    "after-key-replaced",
    "before-disposal-commit",
    "after-disposal-commit",
)
"""Every point at which carrying out a disposal may stop."""

WITNESS_FAULTS: Final = ("before-witness-commit", "after-witness-commit")
"""Every point at which cosigning for another ledger may stop."""

_name, _, _count = os.environ.get("COUNTERSIGN_FAULT", "").partition(":")
_left = int(_count or 1) if _name else 0
if _name and _name not in FAULTS + DISPOSAL_FAULTS + WITNESS_FAULTS:
    raise ValueError(f"COUNTERSIGN_FAULT: {_name} is not one of {', '.join(FAULTS)}")


def fault(name: str) -> None:
    """Die here if the environment asks for it."""
    global _left  # noqa: PLW0603 - one process has one fault
    if name == _name:
        _left -= 1
        if _left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
