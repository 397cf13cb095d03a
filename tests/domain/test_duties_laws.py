"""Laws that hold for every history, and what every duty of the code must satisfy."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from domain.duties import DUTIES, RULES, DutyStatus, State, evaluate
from domain.duties.case import Wanted, classes_of
from domain.duties.duty import Anchor, Duty, Rule
from domain.enquiry import Enquiry
from domain.events.base import Event
from domain.findings import Finding, findings
from domain.profiles import load_profile, shipped_profiles
from tests.domain.judging import CALENDAR, answer, discussion, instant, person, responsible
from tests.scenario import Scenario, given

START: Final = instant("2026-03-02T09:00Z")
PROFILES: Final = {name: load_profile(text) for name, text in shipped_profiles().items()}

STEPS: Final[tuple[dict[str, Any], ...]] = (
    {"event": "PersonAdded", "data": person("maya", "Maya Carter", "child")},
    {"event": "PersonAdded", "data": person("dawn", "Dawn Carter", "parent")},
    {"event": "PersonFact", "data": responsible("dawn")},
    {"event": "ReferralReceived"},
    {"event": "HarmSuspected"},
    {"event": "StrategyDiscussionHeld", "data": discussion({"unknown": True})},
    {"event": "Section47Initiated"},
    {"event": "ChildSeen"},
    {"event": "EnquiryExplained"},
    {"event": "ParentObjection"},
    {"event": "MedicalConsent"},
    {"event": "MedicalConducted"},
    {"event": "EmergencyTreatment"},
    {"event": "ParentInformed"},
    {"event": "AgencyCheckRequested"},
    {"event": "ConferencePlanned"},
    {"event": "ConferenceReportShared"},
    {"event": "ConferenceHeld"},
    {"event": "OutcomeDecided"},
    {"event": "AssessmentCompleted"},
)
UNRELATED: Final = ("LegalHold", "ChallengeRecorded")

Moves = Sequence[tuple[int, int, int]]
moves: Final = st.lists(
    st.tuples(
        st.integers(0, len(STEPS) - 1),
        st.integers(0, 40 * 60),
        st.integers(0, 20 * 60),
    ),
    max_size=12,
)
"""Steps, each with the minutes since the one before and the minutes from happening to recording."""


def told(steps: Moves, *, at_once: bool = False) -> Scenario:
    """A history of these steps; `at_once`: each recorded when it happens."""
    history, now = given(), START
    for step, pause, delay in steps:
        now += timedelta(minutes=pause)
        occurred = now if at_once else now - timedelta(minutes=delay)
        entry = dict(STEPS[step])
        if entry["event"] == "StrategyDiscussionHeld":
            entry["data"] = discussion(occurred.isoformat())
        history = history.at(now.isoformat(), occurred=occurred.isoformat(), **entry)
    return history


def judged(enquiry: Enquiry, now: datetime) -> tuple[DutyStatus, ...]:
    """Every answer under the fuller of the two procedures."""
    return evaluate(enquiry, PROFILES["hertfordshire"], CALENDAR, now)


@forall(moves, st.integers(0, 20 * 24 * 60))
def test_what_is_recorded_later_changes_nothing_known_before(steps: Moves, minutes: int) -> None:
    """Asked for a past moment, the whole history answers as the shorter one did then."""
    enquiry, then = told(steps).enquiry, START + timedelta(minutes=minutes)
    cut = tuple(entry for entry in enquiry.entries if entry.recorded <= then)
    assert judged(enquiry, then) == judged(Enquiry(enquiry.id, cut), then)


@forall(moves, st.sampled_from(UNRELATED))
def test_an_unrelated_entry_changes_nothing(steps: Moves, event: str) -> None:
    """No answer and no finding depends on how many entries there are, but that of drift."""
    history = told(steps)
    now = START + timedelta(days=60)
    longer = history.at(now.isoformat(), event=event)
    profile = history.profile
    assert but_drift(judged(longer.enquiry, now)) == but_drift(judged(history.enquiry, now))
    assert but_drift(findings(longer.enquiry, profile, CALENDAR, now)) == but_drift(
        findings(history.enquiry, profile, CALENDAR, now)
    )


def but_drift(told: Iterable[DutyStatus | Finding]) -> list[DutyStatus | Finding]:
    """All but ASM-07, which asks when anything at all was recorded last."""
    return [one for one in told if one.row != "ASM-07"]


@forall(moves, st.integers(0, 12))
def test_met_once_is_met_for_good(steps: Moves, length: int) -> None:
    """Recorded as it happens and with nothing undone, corrected or planned anew, it stays met."""
    lasting = [step for step in steps if STEPS[step[0]]["event"] != "ConferencePlanned"]
    history = told(lasting, at_once=True).enquiry
    earlier = history.at_version(length)
    then = earlier.entries[-1].recorded if earlier.entries else START
    met = {_name(status) for status in judged(earlier, then) if status.state is State.MET}
    later = judged(history, START + timedelta(days=90))
    assert met <= {_name(status) for status in later if status.state is State.MET}


def _name(status: DutyStatus) -> tuple[str, int]:
    return status.row, status.subject.trigger.seq


@forall(moves, st.integers(0, 60 * 24 * 60))
def test_nothing_fires_twice(steps: Moves, minutes: int) -> None:
    """Row, kind, person and entries name a finding."""
    history = told(steps)
    found = findings(history.enquiry, history.profile, CALENDAR, START + timedelta(minutes=minutes))
    names = [(f.row, f.kind, f.person, tuple(e.seq for e in f.entries)) for f in found]
    assert len(names) == len(set(names))


spans: Final = st.tuples(st.integers(0, 60 * 60), st.sampled_from([0, 0, 30, 600]))


@forall(spans, spans)
def test_the_answer_is_what_holds_for_every_time_within_the_bounds(
    started: tuple[int, int], seen: tuple[int, int]
) -> None:
    """Met only if in time however the times turn out, late only if late however, else not told."""
    (s0, s1), (m0, m1) = (_bounds(span) for span in (started, seen))
    recorded = "2026-03-10T12:00Z"
    history = given().at(recorded, event="StrategyDiscussionHeld", data=discussion(_when(s0, s1)))
    history = history.at(recorded, event="ChildSeen", occurred=_when(m0, m1))
    truths = {_truth(s, m) for s, m in product((s0, s1), (m0, m1))}
    expected = truths.pop() if len(truths) == 1 else State.CANNOT_TELL
    assert answer(history, "TIM-07", recorded).state is expected


def _bounds(span: tuple[int, int]) -> tuple[datetime, datetime]:
    start = START + timedelta(minutes=span[0])
    return start, start + timedelta(minutes=span[1])


def _when(earliest: datetime, latest: datetime) -> dict[str, str]:
    return {"from": earliest.isoformat(), "to": latest.isoformat()}


def _truth(start: datetime, seen: datetime) -> State:
    if seen < start:
        return State.OVERDUE  # the child was seen before the discussion, and not since
    return State.MET if seen <= start + timedelta(hours=24) else State.MET_LATE


def _arising(duty: Duty) -> tuple[Wanted, ...]:
    return (
        tuple(duty.arises.choices.values()) if isinstance(duty.arises, Anchor) else (duty.arises,)
    )


def _fields(event: type[Event]) -> set[str]:
    return set(event.model_fields)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.row)
def test_a_duty_speaks_of_fields_that_exist(duty: Duty) -> None:
    """A mistyped field would quietly count from another time, or for nobody."""
    arising = [event for wanted in _arising(duty) for event in classes_of(wanted)]
    if duty.since:
        assert any(duty.since in _fields(event) for event in arising)
    if duty.each == "entry" and duty.about:
        assert all(duty.about in _fields(event) for event in arising)
    if duty.each != "entry":
        for event in classes_of(duty.met_by):
            assert duty.person_field in _fields(event)
    arisen = type("Any", (), {"agency": "A", "discussion": 1, "level": 1})
    for profile in PROFILES.values():
        duty.what.format(subject="Maya", event=arisen, profile=profile)


@pytest.mark.parametrize("item", [*DUTIES, *RULES], ids=lambda item: item.row)
def test_a_duty_cites_its_source_and_reads_parameters_that_exist(item: Duty | Rule) -> None:
    """A quote has twelve words at most; a mistyped key must not look like silence."""
    assert item.quotes
    assert all(0 < len(quote.words.split()) <= 12 for quote in item.quotes.values())
    for profile in PROFILES.values():
        item.asked_by(profile)
        keys = item.due.keys() if isinstance(item, Duty) else ()
        for key in keys:
            profile.parameter(key)


def test_each_procedure_asks_what_it_states() -> None:
    """Whatever a procedure asks for is quoted from it, but for defaults of ours."""
    for profile in PROFILES.values():
        asked: tuple[Duty | Rule, ...] = (*DUTIES, *RULES)
        for item in asked:
            if item.asked_by(profile):
                assert profile.procedure.seed in item.quotes, item.row
