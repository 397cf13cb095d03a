"""Many at once: threads and processes, and a process that is killed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from crypto.jws import thumbprint
from domain.directory import Directory
from ledger.draft import DraftRequest
from ledger.faults import FAULTS
from ledger.keys.keyfile import KeyFile
from ledger.operating.recording import record
from ledger.reading.reads import Reads
from ledger.refusing import NotAdmitted
from ledger.settings import Settings
from ledger.verify import verify_ledger
from tests.service.world import PERSON, World, reopened

ROOT = Path(__file__).parent.parent.parent
WRITERS = 8
EACH = 6
_RAW = Ed25519PrivateKey.from_private_bytes(b"\x09" * 32).public_key().public_bytes_raw()
_NEW_KEY = {"key": {"kid": thumbprint(_RAW), "x": b64(_RAW)}, "reason": "another_device"}
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


def test_no_key_becomes_two_peoples_at_one_instant(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process has judged by the directory and not yet committed; another must wait for it."""
    judged, read = Event(), Reads.directory

    def offered(to: KeyFile) -> DraftRequest:
        return world.request("KeyAdded", streams=(to.practitioner,), data=_NEW_KEY)

    def slowly(reads: Reads, size: int | None = None) -> Directory:
        directory = read(reads, size)
        judged.set()
        sleep(1)  # long enough for the other to commit first, were it not kept waiting
        return directory

    with reopened(world.settings) as other, ThreadPoolExecutor(1) as pool:
        mine = world.sign(offered(world.worker))
        second = other.sign(offered(world.manager), by=other.manager)
        monkeypatch.setattr(Reads, "directory", slowly)
        first = pool.submit(world.ledger.admit, mine)
        assert judged.wait(30)
        monkeypatch.setattr(Reads, "directory", read)
        with pytest.raises(NotAdmitted, match="key"):
            other.ledger.admit(second)
        assert first.result()


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
