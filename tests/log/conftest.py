"""Tessera's fsck, built once, and a ledger whose log is long enough to have full tiles."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from api.app import create_app
from crypto.note import NoteKey
from ledger.ledger import Ledger
from ledger.publishing import Publisher
from ledger.register import open_register
from tests.api.serving import ORIGIN, serving
from tests.conftest import require
from tests.ledger.writing import GENESIS, RAW, Writer, make_folder, opened, stream

SOURCE = Path(__file__).parent / "fsck"
FSCK = "github.com/transparency-dev/tessera/cmd/fsck"
NOW = 1_700_000_009

Fsck = Callable[[str], str]
"""Reads the whole log at an address or in a folder, and says what it found."""


@pytest.fixture(scope="session")
def fsck_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Tessera's fsck, as it is; its version, and what it imports, are pinned by go.sum."""
    require(shutil.which("go") is not None, "Go is not installed")
    modules = subprocess.run(["go", "mod", "download"], cwd=SOURCE, check=False)
    require(modules.returncode == 0, "the Go module of Tessera cannot be had")
    program = tmp_path_factory.mktemp("go") / "fsck"
    subprocess.run(["go", "build", "-o", program, FSCK], cwd=SOURCE, check=True)
    return program


@pytest.fixture
def fsck(fsck_program: Path, tmp_path: Path) -> Fsck:
    """Check a log with no more than its vkey."""
    vkey = tmp_path / "vkey"
    vkey.write_text(NoteKey(GENESIS.origin(), RAW).vkey, encoding="ascii")

    def check(url: str) -> str:
        # With one worker it waits for ever once that worker has found something.
        arguments = ["--ui=false", "--N=8", f"--public_key={vkey}", f"--storage_url={url}"]
        run = subprocess.run([fsck_program, *arguments], capture_output=True, text=True, check=True)
        return run.stderr

    return check


@dataclass
class Publishing:
    """A ledger, whoever writes to it, and the address at which it is served."""

    ledger: Ledger
    url: str
    publisher: Publisher
    writer: Writer = field(default_factory=Writer)
    stream: str = field(default_factory=stream)

    def grow(self, entries: int, *, publish: bool = True) -> None:
        """Commit entries, and publish what there is then."""
        self.writer.commit(self.ledger.store, *[self.stream] * entries)
        if publish:
            assert self.publisher.publish(NOW)


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Publishing]:
    """The same ledger on SQLite, for tests that write nothing to it."""
    folder = tmp_path_factory.mktemp("published")
    with _published(folder, f"sqlite:///{folder / 'ledger.sqlite'}") as served:
        yield served


@pytest.fixture
def house(tmp_path: Path, database_url: str) -> Iterator[Publishing]:
    """A ledger of 600 entries, published at 300 and at 600, served; once on each database."""
    with _published(tmp_path, database_url) as served:
        yield served


@contextmanager
def _published(folder: Path, database_url: str) -> Iterator[Publishing]:
    settings = make_folder(folder / "data", database_url)
    with opened(settings) as store:
        ledger = Ledger(GENESIS, store, open_register(settings, store, GENESIS), lambda: NOW)
        with serving(create_app(ledger, ORIGIN)) as url:
            served = Publishing(ledger, url, Publisher(ledger))
            served.grow(300)
            served.grow(300)
            yield served
