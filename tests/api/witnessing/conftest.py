"""A stock witness and a stock client of witnesses, built with Go from their module."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import require

SOURCE = Path(__file__).parent / "go_witness"


@dataclass(frozen=True)
class GoWitness:
    """The program under `go_witness`."""

    program: Path

    def run(self, *arguments: object, note: bytes = b"") -> list[str]:
        """Run a command; what it prints."""
        command = [str(self.program), *map(str, arguments)]
        done = subprocess.run(command, input=note, capture_output=True, check=True)
        return done.stdout.decode().splitlines()

    def new_key(self, name: str) -> tuple[str, str]:
        """A signing key, and its vkey."""
        private, public = self.run("key", name)
        return private, public

    @contextmanager
    def serving(self, private: str, logs: Sequence[str]) -> Iterator[str]:
        """The URL of a witness that watches the logs of these vkeys."""
        command = [str(self.program), "serve", private, *logs]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as child:
            try:
                assert child.stdout
                yield child.stdout.readline().strip()
            finally:
                child.kill()


@pytest.fixture(scope="session")
def go_witness(tmp_path_factory: pytest.TempPathFactory) -> GoWitness:
    """The program, built; what it imports is pinned by its go.sum."""
    require(shutil.which("go") is not None, "Go is not installed")
    modules = subprocess.run(["go", "mod", "download"], cwd=SOURCE, check=False)
    require(modules.returncode == 0, "the Go modules of a stock witness cannot be had")
    program = tmp_path_factory.mktemp("go") / "go_witness"
    subprocess.run(["go", "build", "-o", program, "."], cwd=SOURCE, check=True)
    return GoWitness(program)
