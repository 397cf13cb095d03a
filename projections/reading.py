"""Who reads what, as of when: the one argument of every view."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from domain.calendar import WorkingDays
from domain.clearance import Clearance, Readable
from domain.disposed import disposed_entry
from domain.duties import Case, Duty, DutyStatus, asked_by, evaluate_case
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.people import PersonAdded, PersonFact
from domain.marks import MARKS, marks_at, marks_of
from domain.people import PersonRecord, people_of
from domain.profiles import Profile
from domain.siblings import Elsewhere
from domain.values import Mark
from projections.view import View

__all__ = ["AsKnown", "Cut", "Reading", "Sources", "once"]

Sources = Callable[[Entry], Sequence[str | None]]
"""For each segment of a statement the part it came from (None: the template's own words)."""


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
    """How many further entries have parts that are withheld."""
    unread_elsewhere: int
    """How many entries were recorded for other children, too, in a record that cannot be read:
    whether they were corrected there is not known. Verify the ledger."""


@dataclass(frozen=True)
class Reading:
    """An enquiry, already cut to what was known, and the reader's clearance.

    `now` is the moment for which clocks and ages are given: for a view of the past, that past
    moment. It is never earlier than the last entry, of which the view speaks.
    """

    enquiry: Enquiry
    profile: Profile
    calendar: WorkingDays
    now: datetime
    clearance: Clearance
    sources: Sources
    cut: Cut = Cut()
    elsewhere: Elsewhere = field(default=Elsewhere())
    """What was recorded for several children at once, and changed in another's record since."""
    kept: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was built once for this reading; see `once`."""

    def __post_init__(self) -> None:
        if self.enquiry.entries:
            latest = max(self.now, self.enquiry.entries[-1].recorded)
            object.__setattr__(self, "now", latest)

    @cached_property
    def hidden(self) -> Mapping[int, frozenset[Mark]]:
        """Position to the marks that hide something of that entry from the reader."""
        if self.clearance.marks.issuperset(MARKS):
            return {}
        found = ((entry.seq, self._hidden_in(entry)) for entry in self.enquiry.entries)
        return {seq: marks for seq, marks in found if marks}

    @cached_property
    def case(self) -> Case:
        """The standing entries as duties look at them: all of them, also those that are hidden."""
        return Case(self.enquiry, self.profile, self.calendar, self.now, self.elsewhere.changed)

    @cached_property
    def statuses(self) -> tuple[DutyStatus, ...]:
        """Where every duty stands, by everything recorded."""
        return evaluate_case(self.case)

    @cached_property
    def asked(self) -> tuple[Duty, ...]:
        """The duties that the procedure asks at all."""
        return asked_by(self.profile)

    @cached_property
    def open_case(self) -> Case:
        """The case as it would be, had no entry been recorded that is hidden (`hides`)."""
        entries = tuple(
            disposed_entry(entry.stream, entry.seq, entry.digest, int(entry.recorded.timestamp()))
            if self.hides(entry)
            else entry
            for entry in self.enquiry.entries
        )
        shown = Enquiry(self.enquiry.id, entries)
        return Case(shown, self.profile, self.calendar, self.now, self.elsewhere.changed)

    @cached_property
    def open_statuses(self) -> tuple[DutyStatus, ...]:
        """Where every duty would then stand."""
        return evaluate_case(self.open_case)

    @cached_property
    def people(self) -> Mapping[str, PersonRecord]:
        """Everybody of the enquiry, by what the reader may see of them."""
        return people_of(entry for entry in self.enquiry.in_turn if self.names(entry))

    def names(self, entry: Entry) -> bool:
        """Whether an entry adds somebody or a fact of them, and the reader sees it."""
        if isinstance(entry.event, PersonAdded):
            return self.sees(entry, "person", "kind")
        return isinstance(entry.event, PersonFact) and self.sees(entry, "person", "fact", "since")

    def hides(self, entry: Entry) -> bool:
        """Whether the entry or a field of it is hidden; a list may have hidden elements."""
        marks = {entry.mark, *(part.mark for part in entry.parts.values())}
        return not marks.isdisjoint(self.hidden.get(entry.seq, ()))

    def withholds(self, entry: Entry) -> Mark | None:
        """The mark for which an entry is withheld whole, if it is."""
        return entry.mark if entry.mark in self.hidden.get(entry.seq, ()) else None

    def sees(self, entry: Entry, *parts: str) -> bool:
        """Whether the reader sees the entry and, all of them whole, these parts of its event."""
        return self.gap(entry, *parts) is None

    def gap(self, entry: Entry, *parts: str) -> Mark | None:
        """A mark that hides the entry or one of these parts (`words`, `contributions.0`)."""
        if entry.seq not in self.hidden:
            return None
        needed = {entry.mark}.union(*(marks_at(entry, part) for part in parts))
        return min(needed & self.hidden[entry.seq], default=None)

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
            unread_elsewhere=sum(1 for seq in self.elsewhere.unread if self._shows(seq)),
        )

    def _shows(self, seq: int) -> bool:
        """Whether the view speaks of this entry, and the reader may know what stands there."""
        return seq <= self.enquiry.version and not self.withholds(self.enquiry.entry(seq))

    def _hidden_in(self, entry: Entry) -> frozenset[Mark]:
        return frozenset(
            mark
            for mark in marks_of(entry)
            if not self.clearance.sees(Readable(mark, entry.author))
        )


T = TypeVar("T")


def once(build: Callable[[Entry, Reading], T]) -> Callable[[Entry, Reading], T]:
    """Build once for each entry of a reading. What is built is frozen, so views share it."""

    @wraps(build)
    def built(entry: Entry, reading: Reading) -> T:
        key = (build, entry.seq)
        if key not in reading.kept:
            reading.kept[key] = build(entry, reading)
        return cast(T, reading.kept[key])

    return built
