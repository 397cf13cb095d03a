"""The words of every event, as a reader sees them: a page of examples, and what holds for all."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.events import BY_NAME, Event
from domain.wording import Phrases, bare_of, metadata_of, model_fields
from tests import scenario
from tests.domain.anything import data_for
from tests.domain.pages import EXAMPLES, FRAMES, VARIANTS
from tests.domain.test_events import each_event

NOON = "2026-03-02T12:00:00Z"


def statement(event: str, data: dict[str, Any] | None = None, **frame: Any) -> str:
    """What Ruth Okafor's entry says, recorded at noon, of an event's example or of `data`."""
    return scenario.words_of(
        scenario.given().at(NOON, event=event, data=data, **frame).enquiry.entries[-1]
    )


def test_every_event_has_a_page() -> None:
    """Nobody adds an event without reading its words."""
    events = [name for name, event in BY_NAME.items() if event.__module__ not in _ELSEWHERE]
    assert sorted(events) == sorted(EXAMPLES)


_ELSEWHERE = {"domain.events.directory", "domain.events.authority"}


@pytest.mark.parametrize("event", sorted(EXAMPLES))
def test_example_reads(event: str) -> None:
    """The example of each event says this, to the letter."""
    assert statement(event) == EXAMPLES[event]


@pytest.mark.parametrize("variant", sorted(VARIANTS))
def test_variant_reads(variant: str) -> None:
    """Other values of the same fields read as well as the example."""
    event, changes, words = VARIANTS[variant]
    data = {**BY_NAME[event].example, **changes}
    given_data = {key: value for key, value in data.items() if value not in (None, [])}
    assert words in statement(event, given_data)


@pytest.mark.parametrize("frame", sorted(FRAMES))
def test_frame_reads(frame: str) -> None:
    """When it happened, who did it, how the author knows and why it corrects, all in words."""
    given_frame, words = FRAMES[frame]
    assert words in statement("ParentInformed", **given_frame)


@each_event
@settings(max_examples=15)
@given(data=st.data())
def test_sentences_are_well_formed(event: type[Event], data: st.DataObject) -> None:
    """Whatever the data: a capital first, a stop last, no gap and no code left in our own words."""
    entry = scenario.given().at(NOON, event=event.__name__, data=data.draw(data_for(event)))
    ours = scenario.words_of(entry.enquiry.entries[-1])
    assert ours
    assert ours.rstrip('”’") ')[-1] in ".?!…"
    assert ours[0] == ours[0].upper()


@pytest.mark.parametrize("words", [*EXAMPLES.values()])
def test_no_code_and_no_gap_is_left(words: str) -> None:
    """No doubled stop or space, no space before a stop, no underscore, no brace, no None."""
    assert not re.search(r"\.\.|  | [.,;:)]|\( |_|\{|\}|None|True|False|: \.|, ,", words)


def _annotations(annotation: Any, seen: set[Any]) -> Iterator[Any]:
    bare = bare_of(annotation)
    yield annotation
    for inner in get_args(bare):
        if inner is not ... and get_origin(bare) is not Literal:
            yield from _annotations(inner, seen)
    if isinstance(bare, type) and bare not in seen:
        seen.add(bare)
        for field in model_fields(bare).values():
            yield from _annotations(field, seen)


@each_event
def test_every_value_of_a_closed_list_has_words(event: type[Event]) -> None:
    """A value that is not a word itself has a phrase; nobody reads `la_s20`."""
    for annotation in _annotations(event, set()):
        values = get_args(bare_of(annotation)) if get_origin(bare_of(annotation)) is Literal else ()
        phrases = [mark for mark in metadata_of(annotation) if isinstance(mark, Phrases)]
        told = {value for mark in phrases for value in mark.words}
        codes = {value for value in values if isinstance(value, str) and "_" in value} - told
        assert not codes or len(values) == 1 or values[0] == "ordinary"


@each_event
def test_every_field_is_told(event: type[Event]) -> None:
    """What is signed is also said: no field of an event is missing from its statement."""
    assert set(model_fields(event)) - _names(event.template) <= _UNSAID.get(event.__name__, set())


_UNSAID = {"OfflineNote": {"note"}}
"""The signed note, whose words and time are said from the fields beside it."""


def _names(parts: Any) -> set[str]:
    """The fields that a template speaks of."""
    if isinstance(parts, dict):
        paths = [parts[key] for key in ("get", "each", "one") if key in parts]
        paths += parts.get("if", [])
        inner = [_names(value) for value in parts.values()]
        return {str(path).split(".")[0] for path in paths}.union(*inner)
    return set().union(*map(_names, parts)) if isinstance(parts, list) else set()
