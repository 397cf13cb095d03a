"""How far an enquiry has come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, Literal

from domain.duties.case import Wanted
from domain.duties.counted import DUPLICATE, counted_elsewhere
from domain.entry import Entry
from domain.events.base import Event, Pattern
from domain.events.conference import ConferenceHeld, ConferencePlanned
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import Section47Initiated, Section47NotInitiated
from domain.events.strategy import StrategyDiscussionConvened, StrategyDiscussionHeld
from projections.countersigning import standing_of
from projections.reading import Reading
from projections.times import Happened, happened, sorting
from projections.view import View

__all__ = ["Stage", "StageName", "own_entries", "stage"]

StageName = Literal[
    "referral",
    "strategy_discussion",
    "enquiries",
    "not_initiated",
    "outcome_decided",
    "conference_planned",
    "conference_held",
    "duplicate",
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

_UNDER_WAY: Final = "Section 47 enquiries under way"
_INITIATING: Final = StrategyDiscussionHeld.where(initiating=True)
_STEPS: Final[tuple[_Step, ...]] = (
    ("conference_held", "Child protection conference held", (ConferenceHeld,)),
    ("conference_planned", "Child protection conference arranged", (ConferencePlanned,)),
    ("outcome_decided", "Outcome decided", (OutcomeDecided,)),
    ("enquiries", _UNDER_WAY, (Section47Initiated,)),
)
"""The furthest first: what is behind stays behind, whatever is recorded later."""
_EARLIER: Final[tuple[_Step, ...]] = (
    ("enquiries", _UNDER_WAY, (_INITIATING,)),
    ("not_initiated", "No section 47 enquiries", (Section47NotInitiated,)),
)
"""A discussion may start enquiries about one child and not about a brother who is discussed at it,
so what was decided about this child counts, until a later discussion starts enquiries after all.
"""
_BEFORE: Final[_Step] = (
    "strategy_discussion",
    "Strategy discussion",
    (StrategyDiscussionHeld, StrategyDiscussionConvened),
)

_DUPLICATE: Final[_Step] = ("duplicate", "A duplicate, counted in another enquiry", (DUPLICATE,))


def stage(reading: Reading) -> Stage:
    """How far the enquiry has come for its child, by what the reader may see.

    A duplicate has come nowhere of its own: it counts in the other enquiry.
    """
    for (name, words, _), entry in _taken(reading):
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


def _taken(reading: Reading) -> Iterator[tuple[_Step, Entry]]:
    """The steps taken and the entries that took them, the furthest first."""
    link = counted_elsewhere(reading.case)
    yield from (taken for taken in _entries((_DUPLICATE,), reading) if taken[1] is link)
    yield from _entries(_STEPS, reading)
    in_turn = sorted(_entries(_EARLIER, reading), key=lambda taken: sorting(taken[1])[0])
    turns = [list(same) for _, same in groupby(in_turn, key=lambda taken: taken[0])]
    yield from turns[-1] if turns else ()
    yield from _entries((_BEFORE,), reading)


def _entries(steps: tuple[_Step, ...], reading: Reading) -> Iterator[tuple[_Step, Entry]]:
    return ((step, entry) for step in steps for entry in own_entries(step[2], reading))


def own_entries(wanted: Iterable[Wanted], reading: Reading) -> Iterator[Entry]:
    """What the reader sees whole of what fits, and is about the child of the enquiry."""
    return (
        entry
        for pattern in wanted
        for entry in reading.case.all(pattern)
        if reading.sees(entry, *type(entry.event).model_fields) and _is_own(entry, reading)
    )


def _is_own(entry: Entry, reading: Reading) -> bool:
    """Whether an entry that names a child names the one whom the enquiry is about."""
    own = {person.id for person in reading.people.values() if person.event.kind == "child"}
    child = getattr(entry.event, "child", None)
    return not own or child is None or child.p in own
