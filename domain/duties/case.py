"""What duties look at: a history up to a moment, indexed once, with procedure and calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property

from domain.calendar import WorkingDays
from domain.enquiry import REPLACES, Enquiry
from domain.entry import Entry
from domain.events.base import Event, Pattern
from domain.events.people import NoParentalResponsibility, ParentalResponsibility
from domain.people import PersonRecord
from domain.profiles import Profile
from domain.siblings import ChangedElsewhere
from domain.values import Mention


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Entries that fit one of several patterns: any of them meets, undoes or excuses."""

    patterns: tuple[type[Event] | Pattern, ...]

    def matches(self, event: Event, /) -> bool:
        """Whether an event fits one of them."""
        return any(pattern.matches(event) for pattern in self.patterns)


Wanted = type[Event] | Pattern | AnyOf
"""What a duty can be about: an event class, a pattern of one, or any of several."""


def any_of(*patterns: type[Event] | Pattern) -> AnyOf:
    """A pattern that fits what any of these fits."""
    return AnyOf(patterns)


def classes_of(wanted: Wanted) -> tuple[type[Event], ...]:
    """The event classes that a pattern is about, the first one the usual one."""
    if isinstance(wanted, AnyOf):
        return tuple(name for pattern in wanted.patterns for name in classes_of(pattern))
    return (wanted.event,) if isinstance(wanted, Pattern) else (wanted,)


class Case:
    """An enquiry as known at `now`. Entries that were corrected or withdrawn by then do not count.

    Reads no clock: `now` is given, so that a past moment is judged exactly as it stood.
    """

    def __init__(
        self,
        enquiry: Enquiry,
        profile: Profile,
        calendar: WorkingDays,
        now: datetime,
        elsewhere: tuple[ChangedElsewhere, ...] = (),
    ) -> None:
        self.enquiry = _cut(enquiry, now)
        self.profile = profile
        self.calendar = calendar
        self.now = now
        self.elsewhere = elsewhere
        self._by_class: defaultdict[type[Event], list[Entry]] = defaultdict(list)
        self._found: dict[Wanted, list[Entry]] = {}
        self._referring: defaultdict[tuple[str, int], list[Entry]] = defaultdict(list)
        for entry in self.enquiry.in_turn:
            self._by_class[entry.event.newest()].append(entry)
            for ref in entry.refs:
                if ref.stream == self.enquiry.id:
                    self._referring[ref.rel, ref.seq].append(entry)

    @cached_property
    def replaced(self) -> tuple[Entry, ...]:
        """The entries that were corrected or withdrawn and had themselves replaced nothing."""
        return tuple(
            entry
            for entry in self.enquiry.entries
            if self.enquiry.replaced_by(entry) and not any(r.rel in REPLACES for r in entry.refs)
        )

    @cached_property
    def children(self) -> tuple[str, ...]:
        """The local ids of the children whom the enquiry is about."""
        people = self.enquiry.people.values()
        return tuple(person.id for person in people if person.event.kind == "child")

    @cached_property
    def parents(self) -> tuple[str, ...]:
        """The local ids of those with parental responsibility for one of the children."""
        people = self.enquiry.people.values()
        return tuple(person.id for person in people if self._is_responsible(person))

    @cached_property
    def household_children(self) -> tuple[str, ...]:
        """The local ids of other children who live in the household or regularly visit it."""
        people = self.enquiry.people.values()
        return tuple(
            person.id
            for person in people
            if person.event.kind == "sibling" and person.household in {"lives_there", "visits"}
        )

    def _is_responsible(self, person: PersonRecord) -> bool:
        """Whether somebody is; not an authority under a care order, who is nobody’s parent."""
        last = {
            dated.fact.child.p: isinstance(dated.fact, ParentalResponsibility)
            and dated.fact.basis != "care_order"
            for dated in person.history("parental_responsibility")
            if isinstance(dated.fact, ParentalResponsibility | NoParentalResponsibility)
        }
        children = self.children or tuple(last)
        return any(last.get(child, False) for child in children)

    def name_of(self, person: str | None) -> str | None:
        """The name in use of somebody of the enquiry."""
        record = self.enquiry.people.get(person or "")
        return record.name if record else None

    def all(self, wanted: Wanted) -> list[Entry]:
        """The standing entries that fit, in the order of recording.

        A correction stands in the place of what it corrects.
        """
        if wanted not in self._found:
            self._found[wanted] = self._find(wanted)
        return self._found[wanted]

    def _find(self, wanted: Wanted) -> list[Entry]:
        found = [
            entry
            for event_class in dict.fromkeys(classes_of(wanted))
            for entry in self._by_class.get(event_class, ())
            if wanted.matches(entry.event)
        ]
        return sorted(found, key=self.enquiry.place) if isinstance(wanted, AnyOf) else found

    def referring(self, entry: Entry, rel: str) -> list[Entry]:
        """The standing entries that answer, countersign, … exactly this entry."""
        return self._referring.get((rel, entry.seq), [])

    def answering(self, entry: Entry, rel: str) -> list[Entry]:
        """As `referring`, and to what this entry corrects: an answer outlives a correction."""
        return [found for version in self.versions(entry) for found in self.referring(version, rel)]

    def versions(self, entry: Entry) -> Iterator[Entry]:
        """The entry, what it corrects, what that corrects, and so on back to the first."""
        yield entry
        for ref in entry.refs:
            if ref.rel in REPLACES and ref.stream == self.enquiry.id and ref.seq < entry.seq:
                yield from self.versions(self.enquiry.entry(ref.seq))


def _cut(enquiry: Enquiry, now: datetime) -> Enquiry:
    late = bool(enquiry.entries) and enquiry.entries[-1].recorded > now
    return enquiry.as_known_at(now) if late else enquiry


@cache
def has_field(event: type[Event], name: str) -> bool:
    """Whether events of a class have a field: asked for each duty of each entry, and a model takes
    long to say, and ten times as long to say that it has none.
    """
    return name in event.model_fields


def persons_in(event: Event, field: str) -> frozenset[str]:
    """The local ids that a field of an event names: one person, several, or none."""
    value = getattr(event, field) if has_field(type(event), field) else None
    people = value if isinstance(value, tuple) else (value,)
    return frozenset(person.p for person in people if isinstance(person, Mention))
