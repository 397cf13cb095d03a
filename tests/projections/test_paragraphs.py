"""Paragraphs of long statements: each item anew, and every word where it was signed."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from domain.clearance import Clearance
from domain.events import BY_NAME
from projections import chronology
from projections.chronology import Row
from tests.projections.views import EVERYTHING, read, without, words
from tests.scenario import given, professional

BY = professional("sw")
LONG = "The house was warm and there was food, and both children were in bed when we came. " * 2


def told(data: dict[str, Any], clearance: Clearance = EVERYTHING) -> list[str]:
    """The paragraphs of a strategy record, as a reader of the chronology has them."""
    example = {**BY_NAME["StrategyRecord"].example, **data}
    history = given().at("2026-03-02T17:00Z", event="StrategyRecord", data=example)
    (row,) = chronology(read(history, clearance=clearance)).rows
    assert isinstance(row, Row)
    found = list(parted(row))
    assert "".join(found) == words(row.statement)
    return [one.strip() for one in found]


def parted(row: Row) -> Iterator[str]:
    """The words of a row between the places at which a paragraph begins."""
    places = (0, *row.paragraphs, len(row.statement))
    assert list(places) == sorted(set(places))
    for begins, ends in pairwise(places):
        yield words(row.statement[begins:ends])


def contributions(*texts: str, **marks: str) -> dict[str, Any]:
    """What was told, each with its mark, by its number: `_1="privileged"`."""
    several = [{"by": BY, "text": text} for text in texts]
    for number, mark in marks.items():
        several[int(number[1:])]["mark"] = mark
    return {"contributions": several}


def test_each_contribution_decision_and_action_begins_anew() -> None:
    """And what comes before the first and after the last stands by itself; what is one sentence of
    an item stays with it, also where a sentence within it ended.
    """
    found = told(contributions(LONG, "Nobody answered. We left a card."))
    assert found[0] == "Record of strategy discussion 1."
    assert [one.startswith(BY["as"]) for one in found[1:3]] == [True, True]
    assert found[2].endswith("told the discussion: Nobody answered. We left a card.")
    rest = found[3:]
    assert [one.split(" ")[0] for one in rest] == ["Decided"] * _many("decisions") + [
        "Action"
    ] * _many("actions")


def _many(field: str) -> int:
    return len(BY_NAME["StrategyRecord"].example[field])


def test_a_contribution_that_is_withheld_is_a_paragraph_of_its_own() -> None:
    """It does not look like the end of what the one before said, nor the next like its end."""
    data = contributions(LONG, LONG, "We left a card.", _1="police_sensitive")
    found = told(data, without("police_sensitive"))
    assert found[:2] == ["Record of strategy discussion 1.", "[…]"]
    assert found[2].endswith("when we came.")
    assert found[3] == "[…]"
    assert found[4].endswith("We left a card.")
    assert found[5].startswith("Decided by")


def test_a_short_statement_stays_whole() -> None:
    """One that is taken in at a look gains nothing."""
    example = {"discussion": 1, "contributions": [{"by": BY, "text": "No."}] * 2}
    data = {**BY_NAME["StrategyRecord"].example, **example, "decisions": [], "actions": []}
    history = given().at("2026-03-02T17:00Z", event="StrategyRecord", data=data)
    (row,) = chronology(read(history)).rows
    assert isinstance(row, Row)
    assert row.paragraphs == ()
