"""The chronology: every entry in order, with what was said of it since beside it (PD12A; REC-05).

Serial number, date, event and source are the columns that family courts expect. What was corrected or withdrawn stays
in its place; an entry that the reader may not see keeps a row that says so, placed by when it was recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from domain.values import How, Mark
from projections.parts import (
    Author,
    Link,
    Pieces,
    Somebody,
)
from projections.reading import AsKnown, Reading
from projections.times import Happened
from projections.view import View

__all__ = ["Chronology", "Late", "Row", "Wanted", "WithheldRow", "chronology"]

Order = Literal["happened", "recorded"]
Relation = Literal[
    "countersigned_by",
    "returned_by",
    "answered_by",
    "dissented_from_by",
    "named_by",
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: each limit that is given narrows the answer. Bounds of the period are included.

    `kinds` are event names (`ChildSeen`); `agency` that of the author or the actor; the period is that in which
    something can have happened.
    """

    order: Order = "happened"
    person: str | None = None
    kinds: frozenset[str] = frozenset()
    agency: str | None = None
    first: datetime | None = None
    last: datetime | None = None


class Late(View):
    """Recorded long after its author came to know of it (REF-12)."""

    words: str
    """How long after, and the limit."""
    minutes: int
    """From knowing to recording."""
    limit_hours: int
    """The limit of the authority's procedure."""


class KnownBy(View):
    """How the author knows."""

    how: How
    told_by: Somebody | None = None
    witness: Somebody | None = None
    through: tuple[Somebody, ...] = ()
    """Through whom it passed on its way (Criminal Justice Act 2003, section 117)."""


class Replacement(View):
    """The entry that corrects or withdraws this one."""

    how: Literal["corrected", "withdrawn"]
    by: Link
    because: Pieces
    """The reason given."""


class Beside(View):
    """An entry that concerns this one, to be read beside it."""

    relation: Relation
    by: Link


class NameSince(View):
    """Somebody's name was recorded anew after this entry; its words stay as signed."""

    person: str
    written: tuple[str, ...]
    """The name or names in the signed words."""
    now: str
    """The name in use now."""
    entry: int
    """The entry that records it."""


class Row(View):
    """One entry of the chronology."""

    kind: Literal["entry"] = "entry"
    number: int
    """Serial number in this chronology, from 1."""
    entry: int
    """Its number in the enquiry."""
    digest: str
    """SHA-256 of the signed entry, as base64url."""
    event: str
    """Name of the event class."""
    title: str
    """What it is, in words."""
    happened: Happened
    known: datetime
    """When the author came to know."""
    recorded: datetime
    """When it was recorded."""
    late: Late | None
    """Present only on a late entry: mark it unmistakably."""
    author: Author
    actor: Somebody | None
    """Who did it; null where the author did."""
    source: KnownBy
    mark: Mark
    act: str | None
    """Shared by the entries that were signed together into siblings' enquiries."""
    people: tuple[str, ...]
    """Local ids of everybody whom it names, as far as the reader may see."""
    statement: Pieces
    """The words as they were signed."""
    corrects: Link | None
    """What this entry corrects or withdraws."""
    replaced: Replacement | None
    """What corrected or withdrew this entry."""
    beside: tuple[Beside, ...]
    """Countersignatures, returns, answers, dissent and whatever else concerns it, in the order of recording."""
    names_since: tuple[NameSince, ...]


class WithheldRow(View):
    """An entry that this reader may not see. It is counted and keeps its place by when it was recorded."""

    kind: Literal["withheld"] = "withheld"
    number: int
    entry: int
    recorded: datetime
    mark: Mark


AnyRow = Annotated[Row | WithheldRow, Field(discriminator="kind")]


class Chronology(View):
    """The rows that were asked for, and of which state of the record."""

    known: AsKnown
    order: Order
    rows: tuple[AnyRow, ...]
    late: int
    """How many of these rows are late entries."""
    withheld: int
    """How many of these rows are withheld whole."""


def chronology(reading: Reading, wanted: Wanted = Wanted()) -> Chronology:
    """The chronology that a reader sees.

    With a filter by person, kind, agency or period, an entry withheld whole is left out, because even
    that it fits would tell something of it.
    """
    raise NotImplementedError
