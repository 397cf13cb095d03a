"""Several processes at once: every entry is followed, in commit order, and none twice."""

import subprocess
import sys
from pathlib import Path

from ledger.settings import Settings
from ledger.store import Store
from tests.ledger.checks import check_whole_log

ROOT = Path(__file__).parent.parent.parent
WRITERS = 4
GROUPS = 40


def start(settings: Settings, task: str, times: int) -> "subprocess.Popen[str]":
    """Start a process on the same folder and database."""
    arguments = [str(settings.data), str(settings.database), task, str(times)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.ledger.committing", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def race(settings: Settings, store: Store, tasks: list[str]) -> list[str]:
    """Run the tasks at once, following here meanwhile; all that was acknowledged, by position."""
    children = [start(settings, task, GROUPS) for task in tasks]
    followed: list[tuple[int, str, int]] = []
    ended = False
    while not ended:  # looked at first: whoever grows the log does so until its last moment
        ended = all(child.poll() is not None for child in children)
        while store.log.follow_once():
            pass
        leaves = store.log.leaves(len(followed), 1000)
        followed += [(leaf.position, leaf.stream, leaf.seq) for leaf in leaves]
    lines = [line for child in children for line in child.communicate()[0].splitlines()]
    assert [child.returncode for child in children] == [0] * len(tasks)
    entries = store.entries.range(0, 10_000)
    assert followed == [(entry.position, entry.stream, entry.seq) for entry in entries]
    return sorted(lines, key=lambda line: int(line.split()[0]))


def test_writers_race_the_follower(settings: Settings, store: Store) -> None:
    """Four processes commit while another follows: ids, order and tree agree for every entry."""
    acknowledged = race(settings, store, ["commit"] * WRITERS)
    entries = store.entries.range(0, 10_000)
    assert acknowledged == [f"{e.position} {e.stream} {e.seq} {e.digest}" for e in entries]
    assert len(acknowledged) == WRITERS * GROUPS * 2
    check_whole_log(store)


def test_writers_that_do_not_grow_the_log_race_the_follower(
    settings: Settings, store: Store
) -> None:
    """Entries committed through the library's interface are all followed: none is passed over."""
    race(settings, store, ["insert"] * WRITERS)
    assert store.log.size() == WRITERS * GROUPS * 3
    check_whole_log(store)
