"""`python -m tests.published` adds new types to the list of those that were published.

A listed type that is no longer what it was is refused, by name. Before the first release, and where
every byte that was read is read as before, `--again TYPE …` takes it over as it is now.
"""

import argparse
import sys

from tests.published.record import RECORD, committed, today, updated, write

parser = argparse.ArgumentParser(prog="python -m tests.published", description=__doc__)
parser.add_argument("--again", nargs="+", default=[], metavar="TYPE", help="types to take over")
try:
    write(updated(committed(), today(), parser.parse_args().again))
except ValueError as error:
    sys.exit(str(error))
print(f"{RECORD} is written")
