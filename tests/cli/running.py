"""Running `countersign` as a process of its own, as users do, and what it answered."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.cli.zygote import PASSED, zygote

PROGRAM = (sys.executable, "-m", "ledger.cli")
ROOT = Path(__file__).resolve().parent.parent.parent
PASSPHRASE = "demonstration"
SECRETS = ("Traceback", PASSPHRASE)
"""What no error may show, whatever went wrong."""


@dataclass(frozen=True)
class Done:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """Standard output, which must be one JSON document."""
        return json.loads(self.out)

    def refused(self, code: int, *words: str) -> None:
        """It ended with this code and one line that holds these words, and printed nothing else."""
        assert self.code == code, self
        assert not self.out, self
        assert len(self.err.splitlines()) == 1, self
        assert all(word in self.err for word in words), self
        assert not any(secret in self.err for secret in SECRETS), self


def environment(**more: str) -> dict[str, str]:
    """The environment of a newcomer: nothing of ours is set but what is given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **more}


def run(
    *arguments: object,
    given: str | bytes = "",
    variables: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    limit: int | None = None,
) -> Done:
    """Run a command to its end. `limit` bounds the bytes of any file that it may write."""
    words = given.encode() if isinstance(given, str) else given
    told, more = [str(argument) for argument in arguments], variables or {}
    if limit is None and more.keys() <= PASSED:
        forks = zygote(ROOT, *environment().items())
        code, out, err = forks.run(told, words, environment(**more), cwd or Path.cwd())
        return Done(code, out.decode("utf-8"), err.decode("utf-8"))
    bounded = [] if limit is None else ["prlimit", f"--fsize={limit}"]
    done = subprocess.run(
        [*bounded, *PROGRAM, *told],
        input=words,
        capture_output=True,
        env=environment(**more),
        cwd=cwd,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def signing(passphrase: str = PASSPHRASE) -> dict[str, str]:
    """The variable from which a passphrase is taken where nobody is asked."""
    return {"COUNTERSIGN_PASSPHRASE": passphrase}


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, to the byte, without what SQLite keeps beside its files."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }
