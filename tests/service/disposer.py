"""A process that disposes of records and may be killed: `DATA DATABASE whole|some`."""

import sys
from pathlib import Path

from ledger.settings import Settings
from tests.service.officers import dispose, lawyer, some, whole
from tests.service.world import reopened


def main(data: str, database: str, extent: str) -> None:
    """Dispose of the world's enquiry, or of its entries 2 and 3."""
    with reopened(Settings(Path(data), database)) as world:
        dispose(world, lawyer(world), whole(world) if extent == "whole" else some(world, 2, 3))


if __name__ == "__main__":
    main(*sys.argv[1:])
