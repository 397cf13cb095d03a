"""The command line: `countersign init / enrol / record / replay / show / serve / verify …`."""

import sys
from typing import Final

__all__ = ["main"]

INTERRUPTED: Final = 130
"""As a shell says of a program that Ctrl-C ended."""


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    try:
        # What it needs takes up to a second to import, and somebody may think better of it.
        from ledger.cli.main import main as run  # noqa: PLC0415 - so that Ctrl-C ends it in a line
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()
