"""The form that answers each finding and duty, with what is known of it filled in."""

from collections.abc import Iterator

from hypothesis import given, settings

from domain.events import BY_NAME
from domain.events.base import marked_numbers
from projections import Reading, duties
from projections.answering import Answer
from tests.big import big
from tests.projections.histories import histories
from tests.projections.views import read
from tests.scenario import Scenario
from tests.scenario import given as under


def answers(reading: Reading) -> Iterator[Answer]:
    """Every answer that a view offers."""
    view = duties(reading)
    yield from (one.answer for one in view.duties)
    yield from (one.answer for one in view.findings)


def holds(answer: Answer, reading: Reading) -> bool:
    """Whether a form can begin with this: its own fields, of entries and persons that there are."""
    event = BY_NAME[answer.event]
    marks = dict(marked_numbers(event))
    for field, said in answer.given.items():
        assert field in event.model_fields
        if field in marks:
            assert isinstance(said, int)
            entry = reading.enquiry.entry(said)
            assert not marks[field].to or type(entry.event).__name__ in marks[field].to
    if answer.corrects is not None:
        assert type(reading.enquiry.entry(answer.corrects).event) is event
    return True


@settings(max_examples=40)
@given(histories())
def test_every_form_begins_with_what_can_be_signed(history: Scenario) -> None:
    """Fields exist, entries are of the kind asked for, and what is corrected is its like."""
    reading = read(history)
    assert all(holds(answer, reading) for answer in answers(reading))


def test_a_long_enquiry_offers_forms_that_hold() -> None:
    """As above, over an enquiry of 300 entries under either procedure."""
    for profile in ("hertfordshire", "standard"):
        reading = read(big(300, profile))
        assert all(holds(answer, reading) for answer in answers(reading))


def test_what_an_agency_owes_is_answered_to_its_request() -> None:
    """A late check offers the answer to exactly that request."""
    history = under("hertfordshire").at(
        "2026-03-02T09:00Z", event="AgencyCheckRequested", data=_check("2026-03-03")
    )
    late = next(
        one for one in duties(read(history, "2026-03-09T09:00Z")).findings if one.row == "CHK-01"
    )
    assert (late.answer.event, late.answer.given["answers"]) == ("AgencyCheckReceived", 1)


def test_an_action_is_answered_by_its_number() -> None:
    """Each overdue action of one record offers its own completion."""
    found = duties(read(_with_actions(), "2026-06-01T09:00Z")).findings
    numbers = [one.answer.given["action"] for one in found if one.row == "TIM-16"]
    assert numbers == sorted(set(numbers))
    assert numbers


def test_a_delay_is_explained_under_its_requirement() -> None:
    """What was done late can only be explained: for the requirement and the person."""
    history = (
        under("hertfordshire")
        .at("2026-03-02T09:00Z", event="StrategyDiscussionHeld")
        .at("2026-03-09T09:00Z", event="ChildSeen")
    )
    late = next(one for one in duties(read(history)).findings if one.row == "TIM-07")
    assert late.answer.event == "DelayExplained"
    assert late.answer.given["duty"] == "TIM-07"


def test_what_was_recorded_late_is_explained_for_nobody_by_name() -> None:
    """An explanation that names somebody would not be one of a limit that runs for nobody."""
    history = under("hertfordshire").at(
        "2026-03-09T09:00Z", event="EnquiryExplained", known="2026-03-02T09:00Z", source="present"
    )
    late = next(one for one in duties(read(history)).findings if one.kind == "recorded_late")
    assert late.answer.given == {"duty": "REF-12"}


def _check(due: str) -> dict[str, object]:
    return dict(BY_NAME["AgencyCheckRequested"].example) | {"due": due}


def _with_actions() -> Scenario:
    return (
        under("hertfordshire")
        .at("2026-03-02T09:00Z", event="StrategyDiscussionHeld")
        .at("2026-03-02T11:00Z", event="StrategyRecord")
    )
