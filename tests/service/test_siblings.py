"""Recorded for several children at once: what is corrected for one shows on the others."""

from datetime import UTC, datetime

import pytest

from domain.findings import SHARED_RECORD, Finding, findings_of
from domain.siblings import ChangedElsewhere, Elsewhere
from ledger.draft import RefRequest
from ledger.family import Family
from ledger.views import PRESENT, AsOf, Views
from tests.service.world import NOON, World, reopened


@pytest.fixture
def together(world: World) -> tuple[str, str]:
    """Two children's enquiries, in both of which the mother was added at once."""
    other = world.new_enquiry()
    world.record(world.request(streams=(world.enquiry, other)))
    return world.enquiry, other


def shown(world: World, enquiry: str, as_of: AsOf = PRESENT) -> list[Finding]:
    """The findings about what was recorded together, as the operator reads them."""
    reading = Views(world.ledger).reading(enquiry, None, as_of=as_of)
    found = findings_of(reading.case, reading.statuses)
    return [one for one in found if one.row == SHARED_RECORD and "together" in one.words]


def test_a_correction_for_one_child_shows_on_the_other(
    world: World, together: tuple[str, str]
) -> None:
    """It names the entry there, who can put it right and since when, and nothing of the other."""
    here, there = together
    assert shown(world, there) == []
    world.record(world.corrects(2, relation="grandmother"))
    assert shown(world, here) == []
    (finding,) = shown(world, there)
    assert [entry.seq for entry in finding.entries] == [2]
    assert finding.since == datetime.fromtimestamp(NOON, UTC)
    assert here not in finding.words


def test_correcting_it_there_too_clears_it(world: World, together: tuple[str, str]) -> None:
    """Either child's record can be put right on its own."""
    here, there = together
    world.record(world.corrects(2, relation="grandmother"))
    refs = (RefRequest(rel="corrects", seq=2, stream=there),)
    data = {**world.request().data, "relation": "grandmother"}
    world.record(world.request(streams=(there,), data=data, because="As there.", refs=refs))
    assert shown(world, here) == shown(world, there) == []


def test_looking_at_it_clears_it_until_the_next_correction(
    world: World, together: tuple[str, str]
) -> None:
    """What stands here all the same says so, with reasons."""
    here, there = together
    world.record(world.corrects(2, relation="grandmother"))
    kept = {"concerns": 2, "reasons": "She is this child’s mother."}
    world.record(world.request("SharedEntryReviewed", streams=(there,), data=kept))
    assert shown(world, there) == []
    with reopened(world.settings, NOON + 60) as later:
        later.enquiry = here
        later.record(later.corrects(3, relation="stepmother"))
        assert len(shown(later, there)) == 1


def test_a_past_moment_knows_nothing_of_a_later_correction(
    world: World, together: tuple[str, str]
) -> None:
    """The other record is cut at the same size of the log as this one."""
    _, there = together
    before = world.ledger.store.log.size()
    world.record(world.corrects(2, relation="grandmother"))
    assert shown(world, there, AsOf(size=before)) == []
    assert len(shown(world, there, AsOf(size=before + 1))) == 1


def test_what_was_recorded_for_one_child_alone_is_nobody_elses(world: World) -> None:
    """Neighbours in the ledger's order are no act."""
    other = world.new_enquiry()
    world.record(world.request())
    world.record(world.request(streams=(other,)))
    world.record(world.corrects(2, relation="grandmother"))
    assert shown(world, other) == []
    assert Views(world.ledger).reading(other, None).elsewhere == Elsewhere()


def test_a_record_that_cannot_be_read_keeps_nobody_from_its_fellow(
    world: World, together: tuple[str, str]
) -> None:
    """It is told how many entries cannot be compared; restored, it is compared again."""
    here, there = together
    world.record(world.corrects(2, relation="grandmother"))
    taken = world.ledger.store.entries.sealed(here)[2]
    with world.ledger.store.database.write() as session:
        session.run("DELETE FROM sealed WHERE stream = ? AND seq = 2", (here,))
    with reopened(world.settings, NOON) as later:
        assert shown(later, there) == []
        views = Views(later.ledger)
        reading = views.reading(there, None)
        assert reading.as_known().unread_elsewhere == 1
        family = views.family(reading, later.worker.practitioner, "casework")
        assert family == Family((), unread=True)
        with later.ledger.store.database.write() as session:
            row = (here, 2, taken.wrapped_key, taken.box)
            session.run("INSERT INTO sealed VALUES (?, ?, ?, ?)", row)
        assert len(shown(later, there)) == 1
        assert views.reading(there, None).as_known().unread_elsewhere == 0


def test_a_change_is_known_by_its_place_and_time_alone() -> None:
    """Whose record it was is not for every reader of this one."""
    assert set(ChangedElsewhere.__slots__) == {"seq", "recorded"}
