"""Duties and findings as readers see them: the gravest first, the most urgent before the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = ["Duties", "DutyView", "FindingView", "duties"]

StateName = Literal["met", "met_late", "running", "overdue", "not_applicable", "cannot_tell"]
GravityName = Literal["child_safety", "lawfulness", "procedure", "recording"]


class Moment(View):
    """A time as exactly as it is known: from the earliest instant to the latest."""

    earliest: datetime | None
    latest: datetime
    words: str


class ReadingView(View):
    """One way of reading a limit."""

    words: str
    due: Moment
    decides: bool
    """Whether missing it by this reading is the breach."""


class QuoteView(View):
    """The procedure's own words."""

    line: int
    """Line of the procedure's text."""
    words: str


class DutyView(View):
    """Where one duty stands for one subject."""

    row: str
    """Requirement id."""
    gravity: GravityName
    state: StateName
    words: str
    """The answer as a sentence or two."""
    person: str | None
    """Local id of the person for whom it counts."""
    name: str | None
    """Their name in use."""
    started: Moment | None
    due: Moment | None
    readings: tuple[ReadingView, ...]
    warned: int | None
    """The last warning mark passed, in the limit's unit."""
    beyond_guide: bool
    met_by: int | None
    """The entry that met it."""
    entries: tuple[int, ...]
    """The entries that the answer rests on."""
    remedy: str
    """The event that puts it right."""
    may_put_right: tuple[str, ...]
    """The roles that may record it; `any`: everybody."""
    quote: QuoteView | None


class FindingView(View):
    """Something that went wrong or against the procedure, recorded all the same."""

    row: str
    kind: Literal[
        "overdue", "late", "undecided", "slow", "deviation", "recorded_late", "limit_moved"
    ]
    gravity: GravityName
    words: str
    since: datetime | None
    entries: tuple[int, ...]
    person: str | None
    remedy: str
    may_put_right: tuple[str, ...]
    quote: QuoteView | None
    explained_by: tuple[int, ...]
    """Entries that explain it; an explanation clears nothing."""


class Duties(View):
    """Every duty that has arisen, and every finding."""

    known: AsKnown
    duties: tuple[DutyView, ...]
    """The gravest first; of one gravity the overdue, then the running by when they are due, then the rest."""
    findings: tuple[FindingView, ...]
    """The gravest first, then the oldest."""
    withheld_duties: int
    """How many rest on what this reader may not see."""
    withheld_findings: int


def duties(reading: Reading) -> Duties:
    """Where every duty stands, as far as it rests on what the reader may see."""
    raise NotImplementedError
