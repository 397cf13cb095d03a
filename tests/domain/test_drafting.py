"""From what an author types to what is signed: sentences, and the people recognised in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.drafting import People, sentences
from domain.values import Mention
from tests import scenario
from tests.domain.anything import TEXTS

FAMILY = People(scenario.FAMILY)
MAYA = {"p": "maya", "as": "Maya"}


def joined(parts: list[str | dict[str, str]]) -> str:
    """The words of segments."""
    return "".join(part if isinstance(part, str) else part["as"] for part in parts)


@given(st.one_of(TEXTS, st.text()))
def test_segments_are_the_words(words: str) -> None:
    """Joined again, sentences and segments are what was typed, to the letter."""
    assert "".join(sentences(words)) == words
    assert joined(FAMILY.text(words)) == words


@given(TEXTS)
def test_drafting_twice_changes_nothing(words: str) -> None:
    """Segments are drafted as they stand: the second draft is the first."""
    once = scenario.given().at("2026-03-02T12:00Z", event="ParentInformed", data=_told(words))
    told = scenario.content_of(once.enquiry.entries[-1]).as_json()["told"]
    assert isinstance(told, dict)
    again = scenario.given().at("2026-03-02T12:00Z", event="ParentInformed", data=_told(told["v"]))
    assert again.enquiry.entries[-1].event == once.enquiry.entries[-1].event


def _told(told: object) -> dict[str, object]:
    return {"person": "dawn", "way": "telephone", "told": told}


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Maya cried. Leo left.", [MAYA, " cried. ", {"p": "leo", "as": "Leo"}, " left."]),
        ("Maya’s arm", [MAYA, "’s arm"]),
        ("Mayan art", ["Mayan art"]),
        ("“Why?” Maya asked.", ["“Why?” ", MAYA, " asked."]),
        ("Maya Carter", [{"p": "maya", "as": "Maya Carter"}]),
        ("the Carters", ["the Carters"]),
        ("one\n\ntwo", ["one\n\n", "two"]),
    ],
)
def test_people_and_sentences_are_found(words: str, parts: list[object]) -> None:
    """Each sentence and each person has a segment of their own; the longest name wins."""
    assert FAMILY.text(words) == parts


def test_a_person_is_known_by_id_and_by_every_name() -> None:
    """An id gives the current name; a name gives the name as written."""
    assert FAMILY.person("maya") == {"p": "maya", "as": "Maya Carter"}
    assert FAMILY.person("Mr Doyle") == {"p": "craig", "as": "Mr Doyle"}


def test_a_name_that_two_bear_recognises_neither() -> None:
    """Nobody is taken for another: an ambiguous name stays text, and names nobody."""
    people = People({"sam": ("Sam Hill", "Sam"), "samuel": ("Samuel Roe", "Sam")})
    assert people.text("Sam left.") == ["Sam left."]
    with pytest.raises(ValueError, match="nobody"):
        people.person("Sam")


def test_nobody_known_is_told_without_the_name() -> None:
    """Somebody unknown must be recorded first; the message does not repeat who."""
    with pytest.raises(ValueError, match="PersonAdded") as refusal:
        FAMILY.person("Uncle Bob")
    assert "Bob" not in str(refusal.value)


def test_without_people_nothing_is_recognised() -> None:
    """An enquiry's first entry is drafted before anybody is known."""
    assert People({}).text("Maya cried.") == ["Maya cried."]


def test_names_are_not_patterns() -> None:
    """Signs that mean something to a regular expression are letters of a name like any other."""
    people = People({"x": ("J. (Jay) O’Neil+",)})
    assert people.text("Ask J. (Jay) O’Neil+") == ["Ask ", {"p": "x", "as": "J. (Jay) O’Neil+"}]


def test_a_recorded_name_is_used_from_then_on() -> None:
    """A person added, renamed and also known as somebody else is recognised by all three."""
    history = (
        scenario.given()
        .at("2026-03-02T12:00Z", event="PersonAdded", data=_added("nan", "Joan Carter"))
        .at("2026-03-02T12:01Z", event="PersonFact", data=_fact("nan", "alias", "Nan"))
        .at("2026-03-02T12:02Z", event="PersonFact", data=_fact("nan", "name", "Joan Lee"))
    )
    assert history.enquiry.names_in_use() == {"nan": ("Joan Lee", "Joan Carter", "Nan")}
    told = history.at("2026-03-02T12:03Z", event="ParentInformed", data=_told("Nan knows."))
    assert told.enquiry.entries[-1].event.told[0] == Mention(p="nan", as_="Nan")  # type: ignore[attr-defined]  # an entry does not know which event it holds


def _added(who: str, name: str) -> dict[str, object]:
    return {"person": {"p": who, "as": name}, "kind": "family", "household": "visits"}


def _fact(who: str, kind: str, name: str) -> dict[str, object]:
    return {"person": who, "fact": {"kind": kind, "name": name}}
