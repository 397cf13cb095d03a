"""The kind of every part of an entry: somebody's own words, opinion, or fact."""

from typing import Any

import pytest

from domain.events import BY_NAME
from domain.kinds import kind_at, tells_kinds
from domain.values import KindOf
from domain.wording import metadata_of, model_fields
from projections.parts import Withheld, Words, plain, statement
from tests.projections.views import read, without
from tests.scenario import given

TALK = {
    "child": "maya",
    "place": "school",
    "company": {"kind": "alone"},
    "permission": {"kind": "given", "person": "dawn"},
    "words": "Craig grabbed me. It hurt.",
    "observed": "She held her sleeves down.",
}


def spoken(event: str, **data: Any) -> tuple[str, ...]:
    """The runs of verbatim words in the statement of an event."""
    example = dict(BY_NAME[event].example) | data
    reading = read(given().at("2026-03-03T12:00Z", event=event, data=example))
    shown = statement(reading.enquiry.entries[-1], reading)
    texts = [piece for piece in shown if not isinstance(piece, Withheld)]
    return tuple(piece.text for piece in texts if piece.said == "verbatim")


def test_words_of_the_child_are_told_from_what_was_seen() -> None:
    """Every sentence of them, and nothing else, not the marks of quotation either."""
    assert "".join(spoken("ChildSeen", words="It hurt. I cried.")) == "It hurt. I cried."


def test_words_within_a_list_are_told_too() -> None:
    """A conversation question by question: each question and each answer."""
    exchanges = BY_NAME["ChildConversation"].example["exchanges"]
    said = "".join(words for one in exchanges for words in (one["asked"], one["answered"]))
    assert "".join(spoken("ChildConversation")) == said != ""


def test_a_part_that_is_withheld_says_nothing_of_its_kind() -> None:
    """A gap where words were spoken is a gap like any other."""
    history = given().at(
        "2026-03-03T12:00Z", event="ChildSeen", data=TALK, marks={"words": "restricted"}
    )
    reading = read(history, clearance=without("restricted"))
    shown = statement(reading.enquiry.entries[-1], reading)
    assert "[…]" in plain(shown)
    assert {piece.said for piece in shown if isinstance(piece, Words)} == {"fact"}


@pytest.mark.parametrize("event", sorted(BY_NAME))
def test_every_field_has_the_kind_that_its_type_states(event: str) -> None:
    """By the path that statements name it with; an event said to tell no kinds has none."""
    model = BY_NAME[event]
    stated = {
        name: mark.kind
        for name, annotation in model_fields(model).items()
        for mark in metadata_of(annotation)
        if isinstance(mark, KindOf)
    }
    history = given().at("2026-03-03T12:00Z", event=event)
    entry = history.enquiry.entries[-1]
    assert {name: kind_at(entry, name) for name in stated} == stated
    assert tells_kinds(model) or not stated
    assert kind_at(entry, None) == kind_at(entry, "occurred") == "fact"
