"""`python -m benchmarks [NAME ...] [--quick]`: what Countersign costs, as ratios of one run."""

import argparse
import os
import platform
import sys
from time import perf_counter

from benchmarks import BENCHMARKS
from benchmarks.report import Result


def main() -> int:
    """Run the benchmarks named, or all; 1 if a target was missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHMARKS))
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller ledgers")
    chosen = parser.parse_args()
    unknown = set(chosen.names) - set(BENCHMARKS)
    if unknown:
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}")
    python, cores, load = platform.python_version(), os.cpu_count(), os.getloadavg()[0]
    print(f"Python {python} on {platform.system()}, {cores} cores, load {load:.1f} at the start")
    print("median of the rounds’ ratios (lowest–highest)\n")
    began, missed = perf_counter(), 0
    for name in chosen.names or BENCHMARKS:
        for result in BENCHMARKS[name](quick=chosen.quick):
            lines = result.lines() if isinstance(result, Result) else [result]
            print(*lines, sep="\n", flush=True)
            missed += isinstance(result, Result) and result.missed
        print()
    print(f"{missed} targets missed; {perf_counter() - began:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
