"""One target under mutations alone, where atheris is not installed (`python -m tests.fuzz`)."""

import resource
import signal
import sys
import time
from pathlib import Path
from random import Random

from tests.fuzz.mutate import mutated
from tests.fuzz.target import hold
from tests.fuzz.targets import TARGETS


def main(name: str, folder: Path, seconds: int, longest: int, megabytes: int) -> None:
    """Fuzz for so many seconds, each input for no longer than `longest` and in so much memory.

    An input that breaks something is kept as `folder`/crash-kept, and ends this process.
    """
    target = next(one for one in TARGETS if one.name == name)
    seeds, random = target.seeds(), Random()
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    runs, end = 0, time.monotonic() + seconds
    while time.monotonic() < end:
        data = mutated(seeds, random)
        signal.alarm(longest)  # ends this process: what was being read is in the file
        try:
            hold(target, data)
        except BaseException:
            (folder / "crash-kept").write_bytes(data)
            raise
        signal.alarm(0)
        runs += 1
    sys.stdout.write(f"stat::number_of_executed_units: {runs}\n")


main(sys.argv[1], Path(sys.argv[2]), *map(int, sys.argv[3:]))
