"""Many at once: threads and processes, and a process that is killed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ledger.create import record
from ledger.faults import FAULTS
from ledger.settings import Settings
from ledger.verify import verify_ledger
from tests.service.world import PERSON, World, reopened

ROOT = Path(__file__).parent.parent.parent
WRITERS = 8
EACH = 6
_UNPROVEN = {"unanchored", "no-trust-file", "pending"}
"""What verification notes where nobody gave it evidence, or notes wait to be written."""


def test_eight_writers_lose_and_repeat_nothing(world: World) -> None:
    """All write to one enquiry; those who come second sign again, and every entry is there once."""

    def write(writer: int) -> list[str]:
        return [
            record(world.ledger, world.worker, world.request(data=_somebody(writer, number)))[
                0
            ].digest
            for number in range(EACH)
        ]

    with ThreadPoolExecutor(WRITERS) as pool:
        written = [digest for digests in pool.map(write, range(WRITERS)) for digest in digests]
    history = world.ledger.reads.enquiry(world.enquiry)
    assert sorted(entry.digest for entry in history.entries[1:]) == sorted(written)
    assert len(history.people) == 1 + WRITERS * EACH
    assert not _altered(world.settings)


def test_several_processes_write_to_one_enquiry(world: World) -> None:
    """Each has its own memory of the streams; the database alone decides who comes first."""
    children = [_child(world.settings, str(writer), EACH) for writer in range(3)]
    written = []
    for child in children:
        output, _ = child.communicate()
        assert child.returncode == 0
        written += output.split()
    history = world.ledger.reads.enquiry(world.enquiry)
    assert sorted(entry.digest for entry in history.entries[1:]) == sorted(written)
    assert not _altered(world.settings)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_kill_between_admission_and_receipt_loses_nothing(world: World, fault: str) -> None:
    """What was acknowledged is there; what was not can be sent again; nothing needs repair."""
    # The stream's key exists already, so its commit is passed by another enquiry's first entry.
    child = _child(world.settings, "new" if "key" in fault else "0", EACH, fault=f"{fault}:2")
    output, _ = child.communicate()
    assert child.returncode == -signal.SIGKILL
    acknowledged = output.split()
    with reopened(world.settings) as again:
        positions = range(1, again.ledger.store.entries.last_position() + 1)
        stored = [e.digest for e in again.ledger.store.entries.range(0, len(positions))]
        assert set(acknowledged) <= set(stored)
        again.record(again.request(data=_somebody(7, 7)))
    assert not _altered(world.settings)


def _child(settings: Settings, writer: str, times: int, fault: str = "") -> "subprocess.Popen[str]":
    arguments = [str(settings.data), str(settings.database), writer, str(times)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.service.writer", *arguments],
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_FAULT": fault},
        stdout=subprocess.PIPE,
        text=True,
    )


def _somebody(writer: int, number: int) -> dict[str, object]:
    return {**PERSON, "person": {"p": f"p{writer}-{number}", "as": f"Person {writer} {number}"}}


def _altered(settings: Settings) -> list[str]:
    """What verification finds beyond what nobody gave it evidence for."""
    report = verify_ledger(settings)
    assert report.exit_code == 2
    return [f.kind.code for f in report.findings if f.kind.code not in _UNPROVEN]
