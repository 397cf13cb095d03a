"""The current case view: who, where the enquiry stands, what was decided, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from domain.enquiry import CHILDREN
from domain.events.records import HoldPlaced, HoldReleased, LegalHold
from domain.profiles import Profile
from domain.values import Mark
from projections.agencies import Agency, agencies
from projections.decisions import Stand, standing_decisions
from projections.objections import Objection, objections
from projections.outstanding import Open, still_open
from projections.parts import Link, link_to
from projections.persons import PersonView, persons
from projections.reading import AsKnown, Reading
from projections.stage import Stage, stage
from projections.view import View

__all__ = [
    "CaseView",
    "Hold",
    "ProcedureView",
    "case_view",
    "holds_in_force",
    "marked",
]


class ProcedureView(View):
    """The procedure that the enquiry is under."""

    id: str
    title: str
    authority: str
    edition: str


class Hold(View):
    """A legal hold in force: nothing of this record may be disposed of (REC-04)."""

    proceedings: str | None
    """Null where the reader may not see them."""
    placed: Link


class CaseView(View):
    """One enquiry at a glance."""

    known: AsKnown
    stage: Stage
    people: tuple[PersonView, ...]
    children: tuple[str, ...]
    """Local ids of the child and of the other children of the family."""
    decided: tuple[Stand, ...]
    """The decisions that stand, in the order in which they were taken."""
    objections: tuple[Objection, ...]
    open: Open
    agencies: tuple[Agency, ...]
    procedure: ProcedureView
    holds: tuple[Hold, ...]
    marked: dict[Mark, int]
    """How many entries that the reader sees carry each mark other than ordinary."""
    last: Link | None
    """The entry recorded last."""


def case_view(reading: Reading) -> CaseView:
    """One enquiry at a glance, as a reader sees it."""
    people = tuple(persons(reading))
    entries = reading.enquiry.entries
    return CaseView(
        known=reading.as_known(),
        stage=stage(reading),
        people=people,
        children=tuple(person.id for person in people if person.kind in CHILDREN),
        decided=tuple(standing_decisions(reading)),
        objections=objections(reading),
        open=still_open(reading),
        agencies=tuple(agencies(reading)),
        procedure=_procedure(reading.profile),
        holds=tuple(holds_in_force(reading)),
        marked=marked(reading),
        last=link_to(entries[-1], reading) if entries else None,
    )


def _procedure(profile: Profile) -> ProcedureView:
    procedure = profile.procedure
    return ProcedureView(
        id=procedure.id,
        title=procedure.title,
        authority=procedure.authority,
        edition=procedure.edition,
    )


def holds_in_force(reading: Reading) -> Iterator[Hold]:
    """The legal holds that nobody released."""
    released = {
        event.action.hold
        for _, event in reading.enquiry.of(LegalHold)
        if isinstance(event.action, HoldReleased)
    }
    for entry, event in reading.enquiry.of(LegalHold):
        if isinstance(event.action, HoldPlaced) and entry.seq not in released:
            seen = reading.sees(entry, "action")
            yield Hold(
                proceedings=event.action.proceedings if seen else None,
                placed=link_to(entry, reading),
            )


def marked(reading: Reading) -> dict[Mark, int]:
    """How many entries that the reader sees carry each mark other than ordinary."""
    marks = Counter(entry.mark for entry in reading.enquiry.entries if reading.sees(entry))
    return {mark: count for mark, count in sorted(marks.items()) if mark != "ordinary"}
