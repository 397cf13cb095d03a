"""Two versions of one event: the registry keeps both, and whoever asks for the newer finds both."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import new_class
from typing import Any

import pytest

from domain.docstrings import field_docs
from domain.duties.case import Case
from domain.entry import ContentRefused, read_content
from domain.events import BY_NAME, BY_TYPE, Event
from domain.schema import describe_all
from domain.wording import WordingError
from tests import scenario
from tests.domain.judging import CALENDAR, instant
from tests.releases import another_release, first_release, second_release

NOON = "2026-03-02T12:00:00Z"
ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("domain", "projections", "ledger", "api")
_TYPE = r"type\([\w.]*event\)"
EXACT = re.compile(
    rf"\b(is|is not|in|==|!=) {_TYPE}(?!\.)|{_TYPE} (is|in|==|!=|not)\b|(\[|get\(){_TYPE}[\])]"
    r"|return type\(.*event\)$",
    re.MULTILINE,
)


@pytest.fixture(autouse=True)
def _released() -> Iterator[None]:
    """What a test enters in the registry is gone after it."""
    with another_release():
        yield


def _older() -> dict[str, Any]:
    """Content of the first version, as the first release signed it."""
    first_release()
    entry = scenario.given().at(NOON, event="ToyLeft").enquiry.entries[-1]
    return scenario.content_of(entry).as_json()


def test_both_are_read_and_the_newest_is_recorded() -> None:
    """Under one name, by which policies, references and views know it."""
    signed = _older()
    newest = second_release()
    read = read_content(signed)
    assert read.as_json() == signed
    assert type(read.event) is BY_TYPE["toy-left/1"] is not newest
    assert isinstance(read.event, newest)
    assert read.event.newest() is BY_NAME["ToyLeft"] is BY_TYPE["toy-left/2"]
    assert {type(read.event).__name__, newest.__name__} == {"ToyLeft"}
    assert (read.event.rows, read.event.by) == (newest.rows, newest.by)
    assert [one["type"] for one in describe_all() if one["event"] == "ToyLeft"] == ["toy-left/2"]
    assert field_docs(type(read.event))["place"] == "Where it was left."


def test_each_has_the_fields_that_it_was_signed_with() -> None:
    """A field that came with the newer cannot be put into the older, nor one that went."""
    signed = _older()
    second_release()
    with pytest.raises(ContentRefused, match="keeper"):
        read_content(signed | {"keeper": {"v": "Joan"}})
    with pytest.raises(ContentRefused, match="place"):
        read_content(signed | {"type": "toy-left/2", "keeper": {"v": "Joan"}})


def test_a_duty_finds_the_older_where_it_asks_for_the_newer() -> None:
    """Otherwise a new release would raise findings against those who kept the procedure."""
    signed = _older()
    newest = second_release()
    history = scenario.given().at(NOON, event="ToyLeft").at(NOON, event="ToyLeft")
    first, second = history.enquiry.entries
    older = replace(first, event=read_content(signed).event)
    enquiry = scenario.given().enquiry.with_entry(older).with_entry(second)
    case = Case(enquiry, history.profile, CALENDAR, instant("2026-03-03T12:00:00Z"))
    assert case.all(newest) == case.all(newest.where(toy="the bear")) == [older, second]


@pytest.mark.parametrize(
    ("base", "event_type"),
    [
        (Event, "toy-left/2"),
        ("Withdrawal", "toy-left/0"),
        ("ToyLeft", "toy-left/3"),
        ("ToyLeft", "toy-kept/0"),
        (Event, "toy-kept"),
        (Event, "toy-kept/01"),
    ],
)
def test_versions_that_do_not_belong_together_are_found_on_import(
    base: type[Event] | str, event_type: str
) -> None:
    """Under a type stand a name and a number, and under the newer version the next older one."""
    first_release()
    before = dict(BY_TYPE)
    event = BY_NAME[base] if isinstance(base, str) else base
    with pytest.raises(WordingError, match=event_type):
        new_class("Elsewhere", (event,), {"type": event_type})
    assert before == BY_TYPE


def test_nothing_is_recorded_under_a_number_left_out() -> None:
    """The versions of each event are 1 to the newest, each below the next."""
    for name, event in BY_TYPE.items():
        stem, _, number = name.partition("/")
        newer = BY_TYPE.get(f"{stem}/{int(number) + 1}")
        assert (newer is None) == (event.newest() is event)
        assert newer is None or issubclass(event, newer)
        assert number == "1" or f"{stem}/{int(number) - 1}" in BY_TYPE


def test_nobody_asks_for_the_exact_class_of_an_event() -> None:
    """By `isinstance`, `newest()` or the name, but not by its type: that tells versions apart, and
    what was recorded as the older would be passed over.
    """
    files = [file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")]
    asking = [file.name for file in files if EXACT.search(file.read_text("utf-8"))]
    assert asking == ["admission.py"], "the refusal of the older alone tells them apart"
