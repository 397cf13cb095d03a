"""The current case view: who, where the enquiry stands, what was decided, what is open."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal

from projections.countersignatures import Outstanding
from projections.decisions import DecisionKind, DissentView, Objection
from projections.duties import DutyView
from projections.parts import Link, Pieces, Somebody
from projections.reading import AsKnown, Reading
from projections.times import Happened
from projections.view import View

__all__ = ["CaseView", "case_view"]

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
    """The entry that brought it there; null where nothing is recorded yet or the reader may not see it."""
    happened: Happened | None
    provisional: bool
    """Whether that entry waits for a countersignature."""


class FactView(View):
    """A dated fact as now believed."""

    kind: str
    since: date | None
    """Since when it holds; null: always, or nobody knows."""
    value: dict[str, Any]
    """The fact as it was signed."""
    statement: Pieces
    """The signed words."""
    entry: int
    earlier: tuple[int, ...]
    """Entries that recorded the same kind of fact before."""


class PersonView(View):
    """Somebody of the enquiry as the record now has them."""

    id: str
    name: str
    names: tuple[str, ...]
    """Every name in use, the current one first."""
    kind: str
    """child, parent, carer, sibling, family, household_adult, professional or other."""
    relation: str | None
    household: str | None
    entry: int
    """The entry that added them."""
    facts: tuple[FactView, ...]


class Decided(View):
    """A decision in short; `decisions` has on what information it was taken."""

    entry: int
    kind: DecisionKind
    title: str
    what: Pieces
    decided_by: tuple[Somebody, ...]
    happened: Happened
    provisional: bool
    dissent: tuple[DissentView, ...]
    objections: tuple[Objection, ...]


class OpenAction(View):
    """An agreed action that nobody recorded as completed."""

    number: int
    what: Pieces
    owner: Somebody
    due: datetime
    """The last instant in time."""
    overdue: bool
    entry: int


class OpenRequest(View):
    """An agency's check, or an objection, that has no answer yet."""

    request: Link
    to: str | None
    """The agency asked; null for an objection."""
    due: datetime | None
    overdue: bool
    chased: tuple[int, ...]
    """Entries that chased it."""


class Open(View):
    """What is still to be done."""

    actions: tuple[OpenAction, ...]
    checks: tuple[OpenRequest, ...]
    objections: tuple[OpenRequest, ...]
    countersignatures: tuple[Outstanding, ...]
    duties: tuple[DutyView, ...]
    """Running and overdue duties, and those of which nobody can tell."""


class Involved(View):
    """A practitioner who takes part."""

    somebody: Somebody
    recorded: int
    """How many entries they recorded."""
    last_recorded: datetime | None
    invited: tuple[int, ...]
    """Strategy discussions to which they were invited."""
    attended: tuple[int, ...]
    """Strategy discussions that they attended."""


class Agency(View):
    """An agency that takes part, and by whom."""

    name: str
    kind: str | None
    """What it is to the procedure: childrens_services, police, health, ...; null where no role tells."""
    people: tuple[Involved, ...]


class ProcedureView(View):
    """The procedure that the enquiry is under."""

    id: str
    title: str
    authority: str
    edition: str


class Hold(View):
    """A legal hold in force: nothing of this record may be disposed of."""

    proceedings: str
    placed: Link


class CaseView(View):
    """One enquiry at a glance."""

    known: AsKnown
    stage: Stage
    people: tuple[PersonView, ...]
    children: tuple[str, ...]
    """Local ids of the child and the other children of the family."""
    decided: tuple[Decided, ...]
    """Decisions that stand, in the order in which they were taken."""
    open: Open
    agencies: tuple[Agency, ...]
    procedure: ProcedureView
    holds: tuple[Hold, ...]
    marks: dict[str, int]
    """How many visible entries carry each mark other than ordinary."""
    last_entry: Link | None


def case_view(reading: Reading) -> CaseView:
    """One enquiry at a glance, as a reader sees it."""
    raise NotImplementedError
