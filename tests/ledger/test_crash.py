"""`kill -9` at each named point: nothing acknowledged is lost, and nothing needs repair."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ledger.faults import FAULTS
from ledger.settings import Settings
from ledger.store import Store
from tests.ledger.checks import check_whole_log
from tests.ledger.writing import opened

ROOT = Path(__file__).parent.parent.parent


def run_child(settings: Settings, task: str, times: int, fault: str = "") -> tuple[int, list[str]]:
    """Run a process that commits or follows; how it ended, and what it acknowledged."""
    arguments = [str(settings.data), str(settings.database), task, str(times)]
    child = subprocess.run(
        [sys.executable, "-m", "tests.ledger.committing", *arguments],
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_FAULT": fault},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    return child.returncode, child.stdout.splitlines()


def stored(store: Store) -> list[str]:
    """All entries, as the child acknowledges them."""
    return [f"{e.position} {e.stream} {e.seq} {e.digest}" for e in store.entries.range(0, 1000)]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_killed_process_loses_nothing_that_it_acknowledged(
    settings: Settings, fault: str
) -> None:
    """Whatever a group had reached, it is there whole, in the tree and once, or not at all."""
    ended, acknowledged = run_child(settings, "commit", 4, fault=f"{fault}:3")
    assert ended == -signal.SIGKILL
    assert len(acknowledged) == 4
    with opened(settings) as store:
        kept = stored(store)
        assert kept[:4] == acknowledged
        assert len(kept) == (6 if FAULTS.index(fault) > FAULTS.index("before-commit") else 4)
        check_whole_log(store)
    ended, later = run_child(settings, "commit", 1)
    assert ended == 0
    with opened(settings) as store:
        assert stored(store) == kept + later
        check_whole_log(store)


@pytest.mark.parametrize("fault", ["after-leaves-insert", "before-commit", "after-commit"])
def test_a_follower_that_died_resumes_exactly_once(settings: Settings, fault: str) -> None:
    """Entries brought in before the death are not brought in again; the others all are."""
    ended, _ = run_child(settings, "follow", 3, fault=f"{fault}:3")
    assert ended == -signal.SIGKILL
    with opened(settings) as store:
        check_whole_log(store)
        with store.database.read() as session:
            sizes = session.rows("SELECT size FROM log_checkpoints ORDER BY size")
        assert sizes == [(2,), (4,), *([(6,)] if fault == "after-commit" else []), (9,)]


def test_an_unknown_fault_is_refused() -> None:
    """A misspelt point would make a test that cannot fail."""
    child = subprocess.run(
        [sys.executable, "-c", "import ledger.faults"],
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_FAULT": "no-such-point"},
        capture_output=True,
        check=False,
    )
    assert b"no-such-point is not one of" in child.stderr
