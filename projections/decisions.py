"""Who decided what, when, and on what information; dissent and objections stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from domain.duties.spans import happened as span_of
from domain.entry import Entry
from domain.events.base import Event
from domain.events.differences import ConferenceRequested
from domain.events.escalation import EscalationRaised
from domain.events.parents import ParentObjection
from domain.events.records import ProfessionalDissent
from projections.countersignatures import Given, Outstanding, given_of, outstanding_of
from projections.countersigning import standing_of
from projections.information import Information, information
from projections.objections import Objection, objections
from projections.parts import (
    Author,
    Link,
    Pieces,
    Somebody,
    author_of,
    link_to,
    somebody,
    text_of,
    title_of,
)
from projections.reading import AsKnown, Reading
from projections.taken import DecisionKind, Taken, taken
from projections.times import Happened, happened, sorting
from projections.view import View

__all__ = ["Decision", "DecisionKind", "Decisions", "Dissent", "Stand", "decisions"]


class Dissent(View):
    """Somebody did not agree (DIS-06)."""

    by: Somebody
    reasons: Pieces
    entry: int
    """The entry that keeps it."""


class Stand(View):
    """A decision that was taken, and everything that stands against it."""

    entry: int
    part: int | None
    """Which of several decisions of that entry, from 1; null where it holds one."""
    kind: DecisionKind
    title: str
    what: Pieces
    """What was decided."""
    rationale: Pieces
    decided_by: tuple[Somebody, ...]
    """Empty where the reader may not see who."""
    happened: Happened
    recorded: datetime
    provisional: bool
    """Whether a countersignature that it needs is outstanding."""
    dissent: tuple[Dissent, ...]
    objections_before: tuple[int, ...]
    """Entries with objections that were known when it was taken."""
    objections_after: tuple[int, ...]
    """Entries with objections that became known later."""


class Decision(Stand):
    """One decision with its countersignatures and the information that it was taken on."""

    author: Author
    given: tuple[Given, ...]
    outstanding: tuple[Outstanding, ...]
    replaced_by: Link | None
    """The entry that corrected or withdrew it."""
    information: Information


class Decisions(View):
    """Every decision of the enquiry, in the order in which they were taken."""

    known: AsKnown
    decisions: tuple[Decision, ...]
    objections: tuple[Objection, ...]
    """Every objection that the reader may see, with its answers."""


def decisions(reading: Reading) -> Decisions:
    """Every decision that the reader may see, corrected and withdrawn ones included."""
    found = [one for entry in reading.enquiry.entries for one in taken(entry, reading)]
    found.sort(key=lambda one: sorting(one.entry))
    return Decisions(
        known=reading.as_known(),
        decisions=tuple(_decision(one, reading) for one in found),
        objections=objections(reading),
    )


def standing_decisions(reading: Reading) -> Iterator[Stand]:
    """The decisions that stand, in short, in the order in which they were taken."""
    found = [one for entry in reading.enquiry.standing() for one in taken(entry, reading)]
    for one in sorted(found, key=lambda one: sorting(one.entry)):
        yield _stand(one, reading)


def _stand(one: Taken, reading: Reading) -> Stand:
    entry = one.entry
    before, after = _objected(entry, reading)
    return Stand(
        entry=entry.seq,
        part=one.part,
        kind=one.kind,
        title=title_of(entry),
        what=one.what,
        rationale=one.rationale,
        decided_by=tuple(somebody(who, reading.profile) for who in one.decided_by),
        happened=happened(entry),
        recorded=entry.recorded,
        provisional=bool(standing_of(entry, reading).outstanding),
        dissent=tuple(_dissent(one, reading)),
        objections_before=before,
        objections_after=after,
    )


def _decision(one: Taken, reading: Reading) -> Decision:
    entry, standing = one.entry, standing_of(one.entry, reading)
    replaced = reading.enquiry.replaced_by(entry)
    stand = _stand(one, reading)
    return Decision(
        **{name: getattr(stand, name) for name in Stand.model_fields},
        author=author_of(entry, reading.profile),
        given=tuple(given_of(standing, reading)),
        outstanding=() if replaced else tuple(outstanding_of(standing, reading)),
        replaced_by=link_to(replaced, reading) if replaced else None,
        information=information(one, reading),
    )


def _dissent(one: Taken, reading: Reading) -> Iterator[Dissent]:
    """What the decision's own record keeps, and what was recorded of it separately."""
    entry = one.entry
    for dissent in one.dissent:
        yield Dissent(
            by=somebody(dissent.by, reading.profile),
            reasons=text_of(entry, one.dissent_part, dissent.reasons, reading),
            entry=entry.seq,
        )
    for other in reading.case.answering(entry, "concerns"):
        part = _DISSENTING.get(other.event.newest())
        if part and reading.sees(other):
            yield Dissent(
                by=somebody(other.frame.actor or other.frame.capacity, reading.profile),
                reasons=text_of(other, part, getattr(other.event, part), reading),
                entry=other.seq,
            )


_DISSENTING: Final[Mapping[type[Event], str]] = {
    ProfessionalDissent: "reasons",
    ConferenceRequested: "grounds",
    EscalationRaised: "reasons",
}
"""Entries in which a practitioner opposes a decision, each with the field that says why."""


def _objected(entry: Entry, reading: Reading) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The objections known when a decision was taken, and the later ones."""
    decided = span_of(entry).latest
    seen = [one for one in reading.case.all(ParentObjection) if reading.sees(one)]
    return (
        tuple(one.seq for one in seen if one.frame.known <= decided),
        tuple(one.seq for one in seen if one.frame.known > decided),
    )
