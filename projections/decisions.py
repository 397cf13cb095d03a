"""Who decided what, when, and on what information: what the record held then, and what came later."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from projections.countersignatures import Given, Outstanding
from projections.duties import DutyView
from projections.parts import Author, Link, Pieces, Somebody
from projections.reading import AsKnown, Reading
from projections.times import Happened
from projections.view import View

__all__ = ["Decision", "Decisions", "Information", "decisions"]

DecisionKind = Literal[
    "strategy_decision",
    "section_47_initiated",
    "section_47_not_initiated",
    "outcome",
    "conference",
]


class DissentView(View):
    """Somebody did not agree."""

    by: Somebody
    reasons: Pieces
    entry: int
    """The entry that keeps it."""


class Objection(View):
    """A parent's or carer's objection, and its answers."""

    objection: Link
    before: bool
    """Whether it was known when the decision was taken."""
    answers: tuple[Link, ...]


class Item(View):
    """One entry as information for a decision."""

    entry: int
    event: str
    happened: Happened
    known: datetime
    recorded: datetime
    later: str | None
    """How much after the decision it became known (or, if known, was recorded)."""


class Information(View):
    """On what information a decision was taken. An entry stands in exactly one of the three lists.

    The moment that divides them is the latest at which the decision can have been taken.
    """

    decided: datetime
    """That moment."""
    version: int
    """How many entries the record held then."""
    relied_on: tuple[Link, ...]
    """The entries on which the decision says that it relies."""
    in_record: tuple[Item, ...]
    """In the record by then."""
    known_not_recorded: tuple[Item, ...]
    """Known to somebody by then, and recorded only afterwards."""
    came_later: tuple[Item, ...]
    """Known to nobody who records here until afterwards."""
    already_due: tuple[DutyView, ...]
    """What was overdue at that moment, by what was in the record then."""


class Decision(View):
    """One decision, with everything that stands against it beside it."""

    entry: int
    part: int | None
    """Which of several decisions of that entry, from 1; null where it holds one."""
    kind: DecisionKind
    title: str
    what: Pieces
    """What was decided."""
    rationale: Pieces
    decided_by: tuple[Somebody, ...]
    author: Author
    happened: Happened
    recorded: datetime
    provisional: bool
    """Whether a countersignature that it needs is outstanding."""
    given: tuple[Given, ...]
    outstanding: tuple[Outstanding, ...]
    dissent: tuple[DissentView, ...]
    objections: tuple[Objection, ...]
    replaced_by: Link | None
    """The entry that corrected or withdrew it."""
    information: Information


class Decisions(View):
    """Every decision of the enquiry, in the order in which they were taken."""

    known: AsKnown
    decisions: tuple[Decision, ...]
    withheld: int
    """How many decisions this reader may not see."""


def decisions(reading: Reading) -> Decisions:
    """Every decision that the reader may see, corrected and withdrawn ones included."""
    raise NotImplementedError
