"""Who reads what, as of when: the one argument of every view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from domain.calendar import Calendar
from domain.clearance import Clearance, Readable
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.marks import MARKS, marks_at, marks_of
from domain.profiles import Profile
from domain.values import Mark
from projections.view import View

__all__ = ["AsKnown", "Cut", "Reading", "Sources"]

Sources = Callable[[Entry], Sequence[str | None]]
"""For each segment of an entry's statement the part that it came from (None: the template's own words)."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The past moment or tree size that was asked for; neither for the present."""

    as_of: datetime | None = None
    size: int | None = None


class AsKnown(View):
    """Which state of the record a view speaks of."""

    enquiry: str
    """The enquiry's id."""
    version: int
    """How many entries it had; 0 before the first."""
    head: str | None
    """Digest of the last of them."""
    recorded: datetime | None
    """When the last of them was recorded."""
    now: datetime
    """The moment for which clocks and ages are given."""
    as_of: datetime | None
    """The past moment asked for; null for the present."""
    size: int | None
    """The tree size asked for; null for the present."""
    profile: str
    """The procedure in force, by its id."""
    withheld_entries: int
    """How many entries are withheld whole from this reader."""
    withheld_parts: int
    """How many more entries have parts that are withheld."""


@dataclass(frozen=True)
class Reading:
    """An enquiry, already cut to what was known, and the reader's clearance.

    `now` is the moment for which clocks and ages are given: for a view of the past, that past moment.
    """

    enquiry: Enquiry
    profile: Profile
    calendar: Calendar
    now: datetime
    clearance: Clearance
    sources: Sources
    cut: Cut = Cut()

    @cached_property
    def hidden(self) -> Mapping[int, frozenset[Mark]]:
        """Position to the marks that hide something of that entry from the reader."""
        if self.clearance.marks.issuperset(MARKS):
            return {}
        hidden = {entry.seq: self._hidden_in(entry) for entry in self.enquiry.entries}
        return {seq: marks for seq, marks in hidden.items() if marks}

    def withholds(self, entry: Entry) -> Mark | None:
        """The mark for which an entry is withheld whole, if it is."""
        return entry.mark if entry.mark in self.hidden.get(entry.seq, ()) else None

    def sees(self, entry: Entry, *fields: str) -> bool:
        """Whether the reader sees the entry and all of these fields of its event."""
        if entry.seq not in self.hidden:
            return True
        needed = {entry.mark}.union(*(marks_at(entry, field) for field in fields))
        return not needed & self.hidden[entry.seq]

    def as_known(self) -> AsKnown:
        """Which state of the record this is."""
        last = self.enquiry.entries[-1] if self.enquiry.entries else None
        whole = sum(1 for entry in self.enquiry.entries if self.withholds(entry))
        return AsKnown(
            enquiry=self.enquiry.id,
            version=self.enquiry.version,
            head=last.digest if last else None,
            recorded=last.recorded if last else None,
            now=self.now,
            as_of=self.cut.as_of,
            size=self.cut.size,
            profile=self.profile.procedure.id,
            withheld_entries=whole,
            withheld_parts=len(self.hidden) - whole,
        )

    def _hidden_in(self, entry: Entry) -> frozenset[Mark]:
        marks = marks_of(entry)
        return frozenset(
            mark for mark in marks if not self.clearance.sees(Readable(mark, entry.author))
        )
