"""Every parser for a while each, or those that are named: nothing but the documented errors.

With atheris (libFuzzer) where it is installed, which learns which inputs reach new code; otherwise
with the mutations of the test. What is found is kept in .fuzz/PARSER, and tried first thereafter.
"""

import argparse
import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.fuzz.mutate import MAX_BYTES
from tests.fuzz.target import Target, hold
from tests.fuzz.targets import TARGETS

KEPT: Final = Path(".fuzz")
MAX_SECONDS: Final = 10
"""Longest for one input of at most 128 KiB: a hundred times what the slowest parser needs."""
MAX_MEGABYTES: Final = 2048
"""Most memory: what the interpreter, the parsers and the fuzzer itself need, many times over."""


def main() -> int:
    """Fuzz, a line for each parser; 1 where something broke."""
    asked = _arguments()
    chosen = [one for one in TARGETS if not asked.parsers or one.name in asked.parsers]
    guided = importlib.util.find_spec("atheris") is not None
    print("guided by atheris" if guided else "atheris is not installed: without guidance")
    broken = [one.name for one in chosen if not _fuzz(one, asked.seconds, guided=guided)]
    print(f"broken: {', '.join(broken)}" if broken else "nothing found")
    return 1 if broken else 0


def _arguments() -> argparse.Namespace:
    names = [one.name for one in TARGETS]
    parser = argparse.ArgumentParser(prog="make fuzz ARGS=…", description=__doc__)
    parser.add_argument("parsers", nargs="*", metavar="PARSER", help=f"of {', '.join(names)}")
    parser.add_argument("--seconds", type=int, default=10, metavar="N", help="for each parser")
    asked = parser.parse_args()
    if not set(asked.parsers) <= set(names):
        parser.error(f"a parser is one of {', '.join(names)}")
    return asked


def _fuzz(target: Target, seconds: int, *, guided: bool) -> bool:
    folder = KEPT / target.name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for found in folder.glob("*-*"):
        hold(target, found.read_bytes())
    run = subprocess.run(
        _guided(target, folder, seconds) if guided else _unguided(target, folder, seconds),
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"{target.name:16} {_runs(run.stdout + run.stderr):>9,} inputs", flush=True)
    if run.returncode:
        print(run.stdout[-4000:], run.stderr[-4000:], sep="\n")
    return run.returncode == 0


def _guided(target: Target, folder: Path, seconds: int) -> list[str]:
    for number, seed in enumerate(target.seeds()):
        (folder / "corpus" / f"seed-{number}").write_bytes(seed)
    options = {
        "max_total_time": seconds,
        "timeout": MAX_SECONDS,
        "rss_limit_mb": MAX_MEGABYTES,
        "max_len": MAX_BYTES,
        "artifact_prefix": f"{folder}/",
        "print_final_stats": 1,
    }
    told = [f"-{name}={value}" for name, value in options.items()]
    return [sys.executable, "-m", "tests.fuzz.guided", target.name, *told, f"{folder}/corpus"]


def _unguided(target: Target, folder: Path, seconds: int) -> list[str]:
    bounds = (str(seconds), str(MAX_SECONDS), str(MAX_MEGABYTES))
    return [sys.executable, "-m", "tests.fuzz.unguided", target.name, str(folder), *bounds]


def _runs(output: str) -> int:
    label = "stat::number_of_executed_units:"
    found = [line.removeprefix(label) for line in output.splitlines() if line.startswith(label)]
    return int(found[-1]) if found else 0


if __name__ == "__main__":
    sys.exit(main())
