"""A process that records: `python -m tests.service.writer DATA DATABASE WRITER TIMES`.

Prints the digest of each entry once it holds the receipt.
"""

import sys
from pathlib import Path

from ledger.operating.recording import record
from ledger.settings import Settings
from tests.service.world import PERSON, reopened


def main(data: str, database: str, writer: str, times: str) -> None:
    """Record so many people in the enquiry, or, as `new`, each in an enquiry of its own."""
    with reopened(Settings(Path(data), database)) as world:
        for number in range(int(times)):
            if writer == "new":
                stream = world.new_enquiry()
                digest = world.ledger.reads.enquiry(stream).entry(1).digest
            else:
                person = {"p": f"p{writer}-{number}", "as": f"Person {writer} {number}"}
                request = world.request(data={**PERSON, "person": person})
                digest = record(world.ledger, world.worker, request)[0].digest
            print(digest, flush=True)  # noqa: T201 - read by the test


if __name__ == "__main__":
    main(*sys.argv[1:])
