"""How long a record is kept follows what came of the enquiry, and what happened since."""

from datetime import date
from typing import Any

import pytest

from domain.retention import Kept, kept
from tests.domain.judging import person
from tests.scenario import Scenario, given


def begun() -> Scenario:
    """Maya's enquiry."""
    maya = person("maya", "Maya Carter", "child")
    return given().at("2026-03-02T09:00Z", event="PersonAdded", data=maya)


def fact(history: Scenario, who: str = "maya", **data: Any) -> Scenario:
    """Something recorded of a person."""
    since = {"since": data.pop("since")} if "since" in data else {}
    given_data = {"person": who, "fact": data, **since}
    return history.at("2026-03-02T09:05Z", event="PersonFact", data=given_data)


def answer(history: Scenario) -> Kept:
    """What the procedure says of it."""
    return kept(history.enquiry, history.profile)


def test_an_open_enquiry_is_kept_until_it_is_closed() -> None:
    """Thirty-five years from a closure that has not come: no day can be given."""
    found = answer(begun())
    assert (found.retention.code, found.since, found.until) == ("child_protection", None, None)


def test_it_is_counted_from_the_outcome() -> None:
    """The day on which it was decided, as a calendar in England had it."""
    closed = begun().at(
        "2026-03-20T10:00Z", event="OutcomeDecided", occurred="2026-03-19T23:30:00Z"
    )
    assert answer(closed).until == date(2061, 3, 19)


def test_sexual_harm_keeps_it_for_a_lifetime() -> None:
    """Seventy-five years from birth, where that is longer than thirty-five from closure."""
    harm = {"child": "maya", "likelihood": "likely", "harms": ["sexual"], "immediate": False}
    history = begun().at(
        "2026-03-02T09:10Z", event="HarmSuspected", data={**harm, "grounds": "What Maya said."}
    )
    closed = fact(history, kind="born", on="2020-02-29").at(
        "2026-03-20T10:00Z", event="OutcomeDecided"
    )
    assert answer(closed).retention.code == "child_sexual_abuse"
    assert answer(closed).until == date(2095, 3, 1)


def test_a_class_that_cannot_be_counted_yet_is_not_a_shorter_one() -> None:
    """Looked after, and nobody has recorded when the child was born: it stays until they do."""
    looked_after = {"authority": "Hertfordshire", "basis": "section_20"}
    closed = fact(begun(), kind="looked_after", **looked_after).at(
        "2026-03-20T10:00Z", event="OutcomeDecided"
    )
    assert (answer(closed).retention.code, answer(closed).until) == ("looked_after", None)


@pytest.mark.parametrize("since", ["2027-01-15", None])
def test_an_adoption_counts_from_its_order(since: str | None) -> None:
    """A hundred years from the order, once the record says when it was made."""
    adopting = {"kind": "parental_responsibility", "child": "maya", "basis": "adoption"}
    more = {"since": since} if since else {}
    history = begun().at(
        "2026-03-02T09:02Z", event="PersonAdded", data=person("dawn", "Dawn Carter", "parent")
    )
    closed = fact(history, who="dawn", **adopting, **more).at(
        "2026-03-20T10:00Z", event="OutcomeDecided"
    )
    found = answer(closed)
    assert found.retention.code == "adopted"
    assert found.until == (date(2127, 1, 15) if since else None)
