"""Following: what a serving process does about entries that no admission brought into the log."""

import pytest

from ledger.register import open_register
from ledger.register.following import TRACKED
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


def test_a_serving_process_says_which_records_are_missing_from_every_list(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Again and again, until they are restored; then they are listed at once."""
    store, register = world.ledger.store, world.ledger.register
    schedule = Schedule(jobs(world.ledger, world.settings, {}))
    box = store.entries.sealed(world.enquiry)[1]
    with store.database.write() as session:
        session.run("DELETE FROM sealed WHERE stream = ? AND seq = 1", (world.enquiry,))
        begin = "UPDATE tracking SET notification_id = 0 WHERE application_name = ?"
        session.run(begin, (TRACKED,))
    reading = open_register(world.settings, store, world.ledger.genesis)
    reading.catch_up()
    assert reading.unreadable() == (world.enquiry,)
    world.ledger.reads.history.forget(world.enquiry)
    schedule.run_now()
    assert "read again: record: 1 cannot be read" in caplog.text
    assert world.enquiry not in {line.stream for line in register.enquiries().items}
    caplog.clear()
    with store.database.write() as session:
        values = (world.enquiry, 1, box.wrapped_key, box.box)
        session.run("INSERT INTO sealed VALUES (?, ?, ?, ?)", values)
    schedule.run_now()
    assert caplog.text == ""
    assert world.enquiry in {line.stream for line in register.enquiries().items}
