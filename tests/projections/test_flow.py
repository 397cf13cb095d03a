"""Where an enquiry stands in the procedure's flow, and whose it is."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.clearance import Clearance
from domain.events import BY_NAME
from domain.marks import MARKS
from domain.requirements import CHAPTERS
from projections import duties
from projections.chapters import chapter_of
from projections.flow import flow
from projections.identity import age_words, identity
from projections.stage import stage
from tests.projections.histories import histories
from tests.projections.views import read, without
from tests.scenario import Scenario
from tests.scenario import given as under

CLEARANCES = st.builds(Clearance, st.frozensets(st.sampled_from(MARKS)))


@settings(max_examples=60)
@given(histories(), CLEARANCES)
def test_an_enquiry_stands_at_one_step(history: Scenario, clearance: Clearance) -> None:
    """One step is current, those behind it are done or passed over, none ahead of it is done."""
    reading = read(history, clearance=clearance)
    steps = flow(reading, duties(reading)).steps
    states = [step.state for step in steps]
    assert states.count("current") == 1
    at = states.index("current")
    assert set(states[:at]) <= {"done", "passed_over"}
    assert set(states[at + 1 :]) <= {"to_come", "not_needed"}
    assert steps[at].entry == stage(reading).entry or stage(reading).entry is None


@settings(max_examples=60)
@given(histories(), CLEARANCES)
def test_the_flow_rests_on_what_the_reader_sees(history: Scenario, clearance: Clearance) -> None:
    """A step says which entry took it, and that entry is not withheld; the others name none."""
    reading = read(history, clearance=clearance)
    for step in flow(reading, duties(reading)).steps:
        if step.entry is not None:
            assert reading.sees(reading.enquiry.entry(step.entry))
        assert (step.entry is None) == (step.happened is None)
        assert step.state != "done" or step.entry is not None


@settings(max_examples=30)
@given(histories())
def test_every_duty_counts_in_one_step_or_in_none(history: Scenario) -> None:
    """Steps share no chapter, and count each duty and finding of theirs once."""
    reading = read(history)
    asked = duties(reading)
    steps = flow(reading, asked).steps
    letters = [letter for step in steps for letter in step.chapters]
    assert len(letters) == len(set(letters))
    assert set(letters) <= set(CHAPTERS)
    ours = [one for one in asked.duties if chapter_of(one.row) in letters]
    counted = sum(step.overdue + step.running + step.done for step in steps)
    assert counted == sum(1 for one in ours if one.state != "not_applicable")
    findings = [one for one in asked.findings if chapter_of(one.row) in letters]
    assert sum(step.findings for step in steps) == len(findings)


def test_an_enquiry_that_was_not_started_needs_no_further_step() -> None:
    """After a decision that there are no section 47 enquiries, no outcome or conference is due."""
    history = under("hertfordshire").at("2026-03-02T09:00Z", event="Section47NotInitiated")
    reading = read(history)
    steps = flow(reading, duties(reading)).steps
    assert [step.state for step in steps] == [
        *("passed_over", "passed_over"),
        "current",
        *("not_needed", "not_needed"),
    ]
    assert steps[2].title == "No section 47 enquiries"


def test_a_duplicate_owes_no_step() -> None:
    """What was not done in a duplicate is asked of the other enquiry: nothing was passed over."""
    link = {**BY_NAME["EnquiryLinked"].example, "relation": "duplicate_of"}
    history = (
        under("hertfordshire")
        .at("2026-03-02T09:00Z", event="ReferralReceived")
        .at("2026-03-02T10:00Z", event="EnquiryLinked", data=link)
        .at(
            "2026-03-02T11:00Z",
            by="tm",
            event="Countersignature",
            data={"countersigns": 2, "kind": "countersign"},
        )
    )
    reading = read(history)
    states = [step.state for step in flow(reading, duties(reading)).steps]
    assert states == ["done", *["not_needed"] * 4]


def test_a_time_limit_belongs_to_what_it_limits() -> None:
    """Seeing the child within 24 hours is about the child, and a conference's limit about that."""
    assert chapter_of("TIM-07") == "SEE"
    assert chapter_of("TIM-04") == "CPC"
    assert chapter_of("MED-09") == "MED"


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("2026-03-02", "0 days"),
        ("2026-03-01", "1 day"),
        ("2026-02-16", "2 weeks"),
        ("2025-12-03", "12 weeks"),
        ("2025-12-02", "3 months"),
        ("2024-03-03", "23 months"),
        ("2024-03-02", "2 years"),
        ("2010-03-03", "15 years"),
        ("2026-03-03", None),
    ],
)
def test_ages_are_rounded_down(born: str, words: str | None) -> None:
    """In weeks, then months until the second birthday, then years; none before the birth."""
    assert age_words(date.fromisoformat(born), date(2026, 3, 2)) == words


def test_an_unborn_child_has_an_expected_date_until_the_birth() -> None:
    """The expected date stands until a date of birth is recorded."""
    due = {"person": "maya", "fact": {"kind": "due", "on": "2026-05-01"}}
    born = {"person": "maya", "fact": {"kind": "born", "on": "2026-04-28"}}
    added = {"person": {"p": "maya", "as": "Baby Carter"}, "kind": "child"}
    history = (
        under("hertfordshire")
        .at("2026-03-02T09:00Z", event="PersonAdded", data=added | {"household": "lives_there"})
        .at("2026-03-02T10:00Z", event="PersonFact", data=due)
    )
    seen = identity(read(history))
    assert (seen.name, seen.born, seen.due) == ("Baby Carter", None, date(2026, 5, 1))
    later = identity(read(history.at("2026-04-28T10:00Z", event="PersonFact", data=born)))
    assert (later.born, later.due, later.age) == (date(2026, 4, 28), None, "0 days")


def test_a_name_that_may_not_be_read_is_not_shown() -> None:
    """Whoever may not see who was added learns no name, and that something is withheld."""
    added = {"person": {"p": "maya", "as": "Maya Carter"}, "kind": "child"}
    history = under("hertfordshire").at(
        "2026-03-02T09:00Z",
        event="PersonAdded",
        data=added | {"household": "lives_there"},
        marks={"person": "restricted"},
    )
    seen = identity(read(history, clearance=without("restricted")))
    assert seen.name is None
    assert seen.known.withheld_parts == 1
    assert "Maya" not in seen.model_dump_json()
