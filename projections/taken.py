"""Which entries hold decisions, and where in them: what, why, by whom, and who did not agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from domain.entry import Entry
from domain.events.base import Event
from domain.events.conference import (
    ConferenceHeld,
    ConferenceNotRequired,
    ConferenceProgressionDecided,
)
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import Section47Initiated, Section47NotInitiated
from domain.events.strategy_record import Dissent, StrategyRecord
from domain.values import Professional
from projections.parts import Pieces, statement, text_of
from projections.reading import Reading

__all__ = ["DecisionKind", "Taken", "taken"]

DecisionKind = Literal[
    "strategy_decision",
    "section_47_initiated",
    "section_47_not_initiated",
    "outcome",
    "conference",
]


@dataclass(frozen=True, slots=True)
class Taken:
    """A decision as far as the reader may see it."""

    entry: Entry
    kind: DecisionKind
    what: Pieces
    rationale: Pieces
    decided_by: tuple[Professional, ...]
    part: int | None = None
    dissent: tuple[Dissent, ...] = ()
    dissent_part: str = "dissent"
    relied_on: tuple[int, ...] = ()


def taken(entry: Entry, reading: Reading) -> Iterator[Taken]:
    """The decisions that an entry holds; none where it is withheld whole."""
    if not reading.sees(entry):
        return
    event = entry.event
    if isinstance(event, StrategyRecord):
        yield from _at_discussion(entry, event, reading)
        return
    single = _single(entry, event, reading)
    if single:
        yield single


def _at_discussion(entry: Entry, event: StrategyRecord, reading: Reading) -> Iterator[Taken]:
    for index, decision in enumerate(event.decisions):
        part = f"decisions.{index}"
        seen = reading.sees(entry, part)
        yield Taken(
            entry,
            "strategy_decision",
            text_of(entry, part, decision.what, reading),
            text_of(entry, part, decision.rationale, reading),
            decision.decided_by if seen else (),
            part=index + 1,
            dissent=decision.dissent if seen else (),
            dissent_part=part,
        )


def _single(entry: Entry, event: Event, reading: Reading) -> Taken | None:
    def seen(part: str, who: tuple[Professional, ...]) -> tuple[Professional, ...]:
        return who if reading.sees(entry, part) else ()

    match event:
        case Section47Initiated():
            why = text_of(entry, "grounds", event.grounds, reading)
            by = seen("decided_by", (event.decided_by,))
            return Taken(entry, "section_47_initiated", statement(entry, reading), why, by)
        case Section47NotInitiated():
            why = text_of(entry, "rationale", event.rationale, reading)
            by = seen("decided_by", (event.decided_by,))
            what = statement(entry, reading)
            return Taken(entry, "section_47_not_initiated", what, why, by)
        case ConferenceHeld() | ConferenceNotRequired() | ConferenceProgressionDecided():
            return _of_conference(entry, event, reading)
        case OutcomeDecided():
            return Taken(
                entry,
                "outcome",
                statement(entry, reading),
                text_of(entry, "rationale", event.rationale, reading),
                seen("deciders", event.deciders),
                dissent=event.dissent if reading.sees(entry, "dissent") else (),
                relied_on=event.concerns if reading.sees(entry, "concerns") else (),
            )
    return None


_OfConference = ConferenceHeld | ConferenceNotRequired | ConferenceProgressionDecided


def _of_conference(entry: Entry, event: _OfConference, reading: Reading) -> Taken:
    """That there is to be one, or none, and what it decided."""
    held = isinstance(event, ConferenceHeld)
    deciders = (event.chair,) if isinstance(event, ConferenceHeld) else event.deciders
    dissent = event.dissent if isinstance(event, ConferenceNotRequired) else ()
    return Taken(
        entry,
        "conference",
        statement(entry, reading),
        text_of(entry, "rationale", event.rationale, reading),
        deciders if reading.sees(entry, "chair" if held else "deciders") else (),
        dissent=dissent if reading.sees(entry, "dissent") else (),
    )
