"""Group commit: everything is written once, and everyone hears of their own."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from time import sleep

import pytest

from ledger.admission.groups import GroupCommit

WRITERS = 8
ITEMS = range(400)
LONG = 60
"""Seconds for what comes at once, on a machine that is busy."""


def test_each_item_is_written_once_and_its_caller_hears_its_outcome() -> None:
    """With many callers at once, no item is lost, doubled or answered with another's outcome."""
    written: list[int] = []
    writing = Lock()

    def write(group: Sequence[int]) -> list[int]:
        assert writing.acquire(blocking=False), "two groups are written at once"
        assert len(group) <= 5
        sleep(0.0005)
        written.extend(group)
        writing.release()
        return [-item for item in group]

    groups = GroupCommit(write, limit=5)
    with ThreadPoolExecutor(WRITERS) as threads:
        assert list(threads.map(groups.submit, ITEMS)) == [-item for item in ITEMS]
    assert sorted(written) == list(ITEMS)


def test_who_waits_is_written_together() -> None:
    """What queues while a group is written becomes the next group, whole."""
    groups_seen, first, release = [], Event(), Event()

    def write(group: Sequence[int]) -> Sequence[int]:
        groups_seen.append(sorted(group))
        if len(groups_seen) == 1:
            first.set()
            assert release.wait(LONG)
        return group

    groups = GroupCommit(write)
    with ThreadPoolExecutor(WRITERS) as threads:
        calls = [threads.submit(groups.submit, 0)]
        assert first.wait(LONG)
        calls += [threads.submit(groups.submit, item) for item in range(1, WRITERS)]
        while len(groups._queue) < WRITERS - 1:
            sleep(0.001)
        release.set()
        assert [call.result(LONG) for call in calls] == list(range(WRITERS))
    assert groups_seen == [[0], list(range(1, WRITERS))]


def test_an_error_reaches_its_group_and_nobody_else() -> None:
    """A group that fails fails for all of its callers; those behind it are written all the same."""

    def write(group: Sequence[int]) -> Sequence[int]:
        if len(group) > 1 or group[0] % 2:
            raise ValueError(str(sorted(group)))
        return group

    groups = GroupCommit(write, limit=1)

    def attempt(item: int) -> str:
        try:
            return str(groups.submit(item))
        except ValueError as error:
            return str(error)

    with ThreadPoolExecutor(WRITERS) as threads:
        found = list(threads.map(attempt, ITEMS))
    assert found == [f"[{item}]" if item % 2 else str(item) for item in ITEMS]


def test_the_leader_fails_with_its_own_error() -> None:
    """A caller alone hears what the writing raised, and the next call is not held up by it."""
    outcomes = iter([OSError("disk"), None])

    def write(group: Sequence[str]) -> Sequence[str]:
        error = next(outcomes)
        if error:
            raise error
        return group

    groups = GroupCommit(write)
    with pytest.raises(OSError, match="disk"):
        groups.submit("a")
    assert groups.submit("b") == "b"
