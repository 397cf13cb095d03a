"""Following: what a serving process does about entries that no admission brought into the log."""

import pytest

from ledger.serving.jobs import jobs
from ledger.serving.schedule import Schedule
from tests.ledger.checks import insert_beside_the_log
from tests.ledger.writing import Writer, stream
from tests.service.world import World


def test_a_serving_process_brings_in_what_lies_beside_the_log(world: World) -> None:
    """Nobody has to record anything for it to be proven from then on."""
    log = world.ledger.store.log
    schedule = Schedule(jobs(world.ledger, world.settings, {}))
    before = log.size()
    for _ in range(3):
        insert_beside_the_log(world.ledger.store, Writer(), stream())
    schedule.run_now()
    assert log.size() == before + 3


def test_a_serving_process_says_that_its_log_has_halted(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """An altered row becomes no leaf, and whoever runs the service reads so without being asked."""
    store = world.ledger.store
    schedule = Schedule(jobs(world.ledger, world.settings, {}))
    before = store.log.size()
    insert_beside_the_log(store, Writer(), stream())
    with store.database.write() as session:
        session.run(
            "UPDATE stored_events SET topic = 'os:system' WHERE notification_id = "
            "(SELECT max(notification_id) FROM stored_events)"
        )
    schedule.run_now()
    assert store.log.size() == before
    assert "follow: position" in caplog.text
    assert "was altered" in caplog.text
