"""Publishing: on a schedule, once each size, cosigned where somebody cosigns."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from api.app import create_app
from crypto.trust import parse_trust
from ledger.mirroring.mirror import Followed, Mirror
from ledger.mirroring.source import Source
from ledger.operating.opening import open_ledger
from ledger.operating.resetting import declare_reset
from ledger.publishing import Publisher, publications, published, reset_of
from ledger.serving.schedule import Job, Schedule
from tests.api.serving import ORIGIN, serving
from tests.service.test_resetting import backed_up, restored
from tests.service.world import NOON, World

COSIGNATURE = "— witness.example/w abcdefgh\n".encode()


def cosign(note: bytes) -> bytes:
    """A witness that adds its line once."""
    return note if note.endswith(COSIGNATURE) else note + COSIGNATURE


def test_each_size_is_published_once_and_sizes_rise(world: World) -> None:
    """What is published is the newest checkpoint, signed as receipts are; an idle ledger repeats
    nothing.
    """
    publisher = Publisher(world.ledger)
    assert published(world.ledger, 1) is None
    first = publisher.publish(NOON)
    assert publisher.publish(NOON + 60) is None
    world.record(world.request())
    second = publisher.publish(NOON + 120)
    assert first
    assert second
    assert first.size < second.size == world.ledger.store.log.size()
    assert second.note == world.ledger.store.log.checkpoint() == published(world.ledger, 1)
    assert published(world.ledger, 1, first.size) == first.note
    assert published(world.ledger, 1, first.size + second.size) is None
    assert publications(world.ledger, 1) == [first, second]


def test_of_many_publishers_one_publishes(world: World) -> None:
    """Several processes may publish at once: everybody is shown one checkpoint of a size."""
    with ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda _: Publisher(world.ledger).publish(NOON), range(8)))
    assert len([one for one in done if one]) == 1
    assert len(publications(world.ledger, 1)) == 1


def test_a_late_cosignature_joins_the_checkpoint_that_lacked_it(world: World) -> None:
    """A witness that was down delays nothing but its line."""
    bare = Publisher(world.ledger, lambda note: note).publish(NOON)
    assert bare
    later = Publisher(world.ledger, cosign).publish(NOON + 60)
    assert later
    assert later.note == bare.note + COSIGNATURE == published(world.ledger, 1)
    assert (later.size, later.at) == (bare.size, bare.at)
    assert Publisher(world.ledger, cosign).publish(NOON + 120) is None
    assert publications(world.ledger, 1) == [later]


@pytest.mark.parametrize("fails", [False, True])
def test_a_job_is_done_again_and_again_even_if_it_fails(
    fails: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """One that fails is logged by its kind, never by its words, and delays no other."""
    twice = Event()
    times: list[None] = []

    def run() -> None:
        times.append(None)
        if len(times) > 1:
            twice.set()
        if fails:
            raise ValueError("a child's name")

    schedule = Schedule([Job("job", 0.001, run)])
    schedule.start()
    assert twice.wait(30)
    schedule.stop()
    assert ("job: ValueError" in caplog.text) == fails
    assert "child" not in caplog.text


def test_a_declared_loss_reaches_whoever_keeps_a_copy(on_sqlite: World, tmp_path: Path) -> None:
    """From the restore to the copy: the ledger lost an entry and says so, the copy still has it."""
    backed_up(on_sqlite, tmp_path / "backup.sqlite")
    on_sqlite.record(on_sqlite.request())
    shown = Publisher(on_sqlite.ledger).publish(NOON)
    assert shown
    assert [one.size for one in copied(on_sqlite, tmp_path / "copy")] == [shown.size]
    on_sqlite.ledger = restored(on_sqlite, tmp_path / "backup.sqlite")
    on_sqlite.new_enquiry()
    declare_reset(on_sqlite.ledger, on_sqlite.settings, shown.note)
    assert published(on_sqlite.ledger, 2) is None
    again = Publisher(on_sqlite.ledger).publish(NOON)
    assert again
    assert reset_of(on_sqlite.ledger, 2) == shown.note
    first, second = copied(on_sqlite, tmp_path / "copy")
    assert (first.size, first.lost) == (shown.size, shown.size)
    assert (second.before, second.size) == (0, again.size)
    assert (tmp_path / "copy/2/reset").read_bytes() == shown.note


def copied(world: World, folder: Path) -> list[Followed]:
    """Follow the ledger over HTTP, trusting what its folder says now."""
    trust = parse_trust((world.settings.data / "trust.json").read_bytes())
    ledger = open_ledger(world.settings)  # the server closes its own
    with serving(create_app(ledger, ORIGIN)) as url, closing(Source(f"{url}/log")) as source:
        return list(Mirror(source, folder, trust).follow())
