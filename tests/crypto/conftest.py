"""Go's own note and tlog packages, built once, as a peer that answers questions."""

import base64
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import require

Answer = dict[str, Any]
AskGo = Callable[..., Answer]

SOURCE = Path(__file__).parent / "go_tlog"


@pytest.fixture(scope="session")
def go_tlog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program under `go_tlog`, built; what it imports is pinned by its go.sum."""
    require(shutil.which("go") is not None, "Go is not installed")
    modules = subprocess.run(["go", "mod", "download"], cwd=SOURCE, check=False)
    require(modules.returncode == 0, "the Go module golang.org/x/mod cannot be had")
    program = tmp_path_factory.mktemp("go") / "go_tlog"
    subprocess.run(["go", "build", "-o", program, "."], cwd=SOURCE, check=True)
    return program


@pytest.fixture
def ask_go(go_tlog: Path) -> AskGo:
    """Ask one question: `ask_go("open", note=…, keys=[…])`; bytes travel as base64."""

    def ask(do: str, **fields: object) -> Answer:
        question = json.dumps([{"do": do, **fields}], default=_base64)
        run = subprocess.run([go_tlog], input=question.encode(), capture_output=True, check=True)
        answers: list[Answer] = json.loads(run.stdout)
        return answers[0]

    return ask


def _base64(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(type(value))
