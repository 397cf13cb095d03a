"""The register says of an enquiry what its views say to somebody who may see everything."""

from hypothesis import HealthCheck, given, settings

from domain.clearance import Clearance
from domain.marks import MARKS
from ledger.register import Register
from ledger.store import Store
from projections.countersignatures import countersignatures
from projections.decisions import decisions
from projections.reading import Reading
from projections.stage import stage
from tests.ledger.histories import START, Step, steps, told
from tests.ledger.telling import CALENDAR, Teller
from tests.ledger.writing import GENESIS, stream
from tests.projections.views import sources
from tests.scenario import Scenario

EVERYTHING = Clearance(frozenset(MARKS))
few = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def followed(store: Store, story: Scenario) -> tuple[Register, Reading]:
    """The register that has read a history, and the history as a reader of everything sees it."""
    teller = Teller(store)
    if not store.entries.last_position():
        teller.adopt()
    teller.tell(story.enquiry.entries)
    register = Register(store, GENESIS, b"m" * 32)
    register.catch_up()
    return register, Reading(story.enquiry, story.profile, CALENDAR, START, EVERYTHING, sources)


@few
@given(plan=steps)
def test_countersignatures_are_those_of_the_view(store: Store, plan: list[Step]) -> None:
    """Waiting, returned, given and void: each entry, kind and person, and for whom it waits."""
    story = told(stream(), plan)
    register, reading = followed(store, story)
    view = countersignatures(reading)
    listed = {
        state: sorted(
            (line.seq, line.kind, line.answered_by)
            for line in register.countersignatures(state, limit=500).items
            if line.stream == story.enquiry.id
        )
        for state in ("waiting", "returned", "given", "void")
    }
    open_ones = [(one.entry.entry, one.kind, one.returned) for one in view.outstanding]
    assert listed["waiting"] == sorted(
        (seq, kind, None) for seq, kind, back in open_ones if not back
    )
    assert [one[:2] for one in listed["returned"]] == sorted(one[:2] for one in open_ones if one[2])
    for state, ones in (("given", view.given), ("void", view.void)):
        expected = ((one.entry.entry, one.kind, one.by.practitioner) for one in ones)
        assert listed[state] == sorted(expected)
    for waiting in view.waiting:
        lines = register.waiting_for(waiting.role, limit=500).items
        mine = {line.seq for line in lines if line.stream == story.enquiry.id}
        returned = {seq for seq, _, back in open_ones if back}
        assert mine == set(waiting.entries) - returned


@few
@given(plan=steps)
def test_decisions_and_stage_are_those_of_the_views(store: Store, plan: list[Step]) -> None:
    """Every standing decision with everybody who took it, and how far the enquiry has come."""
    story = told(stream(), plan)
    register, reading = followed(store, story)
    lines = register.decisions(limit=500).items
    listed = {(line.seq, line.kind, line.role) for line in lines if line.stream == story.enquiry.id}
    shown = [one for one in decisions(reading).decisions if one.replaced_by is None]
    expected = {(one.entry, one.kind, by.role) for one in shown for by in one.decided_by}
    assert expected <= listed
    assert {(seq, kind) for seq, kind, _ in listed if kind in _SHOWN} == {
        (one.entry, one.kind) for one in shown
    }
    if story.enquiry.entries:
        states = register.enquiries(state=stage(reading).name, limit=500).items
        assert story.enquiry.id in {line.stream for line in states}


_SHOWN = frozenset(
    {"strategy_decision", "section_47_initiated", "section_47_not_initiated"}
    | {"outcome", "conference"}
)
