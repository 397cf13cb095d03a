"""How far an enquiry has come."""

from __future__ import annotations

from typing import Final, Literal

from domain.entry import Entry
from domain.events.base import Event, Pattern
from domain.events.conference import ConferenceHeld, ConferencePlanned
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import Section47Initiated, Section47NotInitiated
from domain.events.strategy import StrategyDiscussionConvened, StrategyDiscussionHeld
from projections.countersigning import standing_of
from projections.reading import Reading
from projections.times import Happened, happened
from projections.view import View

__all__ = ["Stage", "stage"]

StageName = Literal[
    "referral",
    "strategy_discussion",
    "enquiries",
    "not_initiated",
    "outcome_decided",
    "conference_planned",
    "conference_held",
]


class Stage(View):
    """How far the enquiry has come."""

    name: StageName
    words: str
    entry: int | None
    """The entry that brought it there; null before any strategy discussion."""
    happened: Happened | None
    provisional: bool
    """Whether that entry waits for a countersignature."""


_Pattern = type[Event] | Pattern
_Step = tuple[StageName, str, tuple[_Pattern, ...]]

_STEPS: Final[tuple[_Step, ...]] = (
    ("conference_held", "Child protection conference held", (ConferenceHeld,)),
    ("conference_planned", "Child protection conference arranged", (ConferencePlanned,)),
    ("outcome_decided", "Outcome decided", (OutcomeDecided,)),
    (
        "enquiries",
        "Section 47 enquiries under way",
        (Section47Initiated, StrategyDiscussionHeld.where(initiating=True)),
    ),
    ("not_initiated", "No section 47 enquiries", (Section47NotInitiated,)),
    (
        "strategy_discussion",
        "Strategy discussion",
        (StrategyDiscussionHeld, StrategyDiscussionConvened),
    ),
)
"""The furthest first: what is behind stays behind, whatever is recorded later."""


def stage(reading: Reading) -> Stage:
    """How far the enquiry has come, by what the reader may see."""
    for name, words, steps in _STEPS:
        entry = _first(steps, reading)
        if entry:
            return Stage(
                name=name,
                words=words,
                entry=entry.seq,
                happened=happened(entry),
                provisional=bool(standing_of(entry, reading).outstanding),
            )
    return Stage(
        name="referral",
        words="Before any strategy discussion",
        entry=None,
        happened=None,
        provisional=False,
    )


def _first(steps: tuple[_Pattern, ...], reading: Reading) -> Entry | None:
    found = (
        entry
        for step in steps
        for entry in reading.case.all(step)
        if reading.sees(entry, *type(entry.event).model_fields)
    )
    return next(found, None)
