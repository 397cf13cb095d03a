"""Publishing: on a schedule, once each size, cosigned where somebody cosigns."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from ledger.publishing import Job, Publisher, Schedule, publications, published
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
