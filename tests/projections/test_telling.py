"""What a gap tells: nothing but that something is withheld."""

import re
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.events import BY_NAME
from domain.wording import model_fields
from projections.chronology import Row, chronology
from projections.parts import Withheld
from tests.big import big
from tests.domain.anything import data_for
from tests.projections.views import read, without, words
from tests.scenario import Scenario
from tests.scenario import given as under

FIELDS = [
    (name, field)
    for name, event in sorted(BY_NAME.items())
    for field in model_fields(event)
    if event.__module__ not in {"domain.events.authority", "domain.events.directory"}
]


BEFORE = under().at("2026-03-02T10:00Z", event="HarmSuspected")
"""So that there is an entry to which generated data can refer."""


def statement(history: Scenario, *marks: Any) -> str:
    """The words of the last entry as shown to somebody who may not see these marks."""
    row = chronology(read(history, clearance=without(*marks))).rows[-1]
    assert isinstance(row, Row)
    return words(row.statement)


def told(event: str, data: dict[str, Any], field: str) -> str:
    """The words of an entry to somebody who may not see that field.

    A full stop is left out where the words before it end a sentence, withheld or not; so stops
    beside a gap, and its neighbours' spaces, are not compared.
    """
    history = BEFORE.at("2026-03-09T10:00Z", event=event, data=data, marks={field: "restricted"})
    words_shown = statement(history, "restricted")
    return re.sub(r"[\s.?!…]*(\[…\][”’\")]*)[\s.?!…]*", r"\1", words_shown)


REFERRING = {"withdraws", "countersigns", "returns", "answers", "concerns", "hold", "action"} | {
    "entry",
    "competence",
}


def referring(data: Any, name: str = "") -> Any:
    """The data with every reference to an entry that exists: others are not admitted."""
    if isinstance(data, dict):
        return {key: referring(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [referring(value, name) for value in data[: 1 if name in REFERRING else None]]
    return 1 if name in REFERRING and type(data) is int else data


@settings(max_examples=60)
@given(st.sampled_from(FIELDS), st.data())
def test_two_values_that_are_withheld_cannot_be_told_apart(
    part: tuple[str, str], data: st.DataObject
) -> None:
    """Whatever a withheld field holds, its reader sees the same statement with the same gaps."""
    event, field = part
    one, other = (referring(data.draw(data_for(BY_NAME[event]))) for _ in range(2))
    # A field that says nothing is not recorded, so nothing of it can be withheld.
    assume(all(values.get(field) not in (None, []) for values in (one, other)))
    assert told(event, one, field) == told(event, one | {field: other[field]}, field)


def test_the_outcome_cannot_be_read_from_the_template_s_words() -> None:
    """The words of the chosen case are no part of the outcome, yet they are withheld with it."""
    example = BY_NAME["OutcomeDecided"].example
    history = under().at(
        "2026-03-02T10:00Z", event="OutcomeDecided", data=example, marks={"outcome": "privileged"}
    )
    assert "are substantiated" in statement(history)
    assert "substantiated" not in statement(history, "privileged")
    assert "Maya says that" in statement(history, "privileged")


def test_own_words_stay_where_they_tell_nothing() -> None:
    """A withheld quotation leaves the sentence around it legible."""
    example = BY_NAME["ParentObjection"].example
    history = under().at(
        "2026-03-02T10:00Z", event="ParentObjection", data=example, marks={"words": "restricted"}
    )
    assert statement(history, "restricted") == statement(history).replace(example["words"], "[…]")


def test_a_gap_names_its_mark_and_no_more() -> None:
    """One gap, however many sentences it hides."""
    example = BY_NAME["ParentInformed"].example | {"told": "One. Two. Dawn Carter. Three."}
    history = under().at(
        "2026-03-02T10:00Z", event="ParentInformed", data=example, marks={"told": "third_party"}
    )
    row = chronology(read(history, clearance=without("third_party"))).rows[-1]
    assert isinstance(row, Row)
    gaps = [piece for piece in row.statement if isinstance(piece, Withheld)]
    assert gaps == [Withheld(mark="third_party")]


def test_nothing_is_withheld_where_nothing_is_marked() -> None:
    """Without a mark a statement is whole, also for a reader with the least clearance."""
    history = big(40)  # so that what the examples refer to exists
    for event in {event for event, _ in FIELDS} - {"StrategyRecord"}:  # its example has a mark
        longer = history.at("2026-03-09T10:00Z", event=event)
        assert "[…]" not in statement(longer, "police_sensitive", "privileged", "restricted")
