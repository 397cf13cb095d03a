"""What of an entry a recipient is given: every disclosure decided, `give` or `withhold(reason)`.

A disclosure is named by its path in the signed content: `words` a part, `words.v.2` the third
element of a field, `source.through.0` one of a part that every entry has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from domain.clearance import Clearance, Readable
from domain.disclosure.orders import Order, orders_in
from domain.disclosure.policy import FOUND, OF_MARK, Policy
from domain.disclosure.sources import FRAME, STATEMENT, segments_within
from domain.disposed import is_disposed
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.disclosure import BundleIssued
from domain.events.documents import DocumentDeposited
from domain.events.people import PersonAdded, PersonFact
from domain.events.records import OfflineNote
from domain.marks import mark_within, marks_of
from domain.values import Mark
from domain.wording import Json

__all__ = ["Deciding", "Outcome", "Sources"]

Sources = Callable[[], Sequence[str | None]]

_PERSON: Final = frozenset({"p", "as"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is decided of one entry."""

    whole: str | None = None
    """The reason for which the entry is withheld whole, if it is."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Otherwise the disclosures withheld, each by its path, with the reason."""
    document: str | None = None
    """The reason for which the file is withheld that the entry deposits, if it is."""
    orders: frozenset[int] = frozenset()
    """The entries with the orders without which more would be withheld."""


class Deciding:
    """One policy, applied to one enquiry as it stood.

    `clearance` is what the officer may see who issues it: nobody hands on what is kept from
    themselves, but for what an approved order lets leave.
    """

    def __init__(self, policy: Policy, enquiry: Enquiry, clearance: Clearance) -> None:
        self._policy = policy
        self._enquiry = enquiry
        self._clearance = clearance
        self._orders = orders_in(enquiry)
        self._rules = policy.withhold
        self._numbers = dict(self._numbered())
        self._places = {place: rule.reason for rule in self._rules for place in rule.segments}
        self._placed = {int(place.partition(":")[0]) for place in self._places}
        self.persons: Mapping[str, str] = dict(self._withheld_persons())
        """The people whom the recipient is not told of, by local id, with the reason."""

    def of(self, entry: Entry, content: Mapping[str, Json], sources: Sources) -> Outcome:
        """What is given of an entry.

        `content` is all that was signed; `sources` names for each segment of the statement the
        part that it came from, and is asked where it matters.
        """
        used: set[int] = set()
        whole = self._whole(entry, used)
        if whole:
            return Outcome(whole)
        only = self._policy.give.parts
        if only:
            rest = (name for name in content if name not in only)
            return Outcome(None, dict.fromkeys(rest, "not-asked"), "not-asked", frozenset(used))
        parts = dict(self._parts(entry, content, used))
        if isinstance(entry.event, OfflineNote):
            parts |= _note(parts)
        if parts or entry.seq in self._placed:
            parts |= dict(self._segments(entry, content, sources(), parts))
        return Outcome(None, parts, self._document(entry), frozenset(used))

    def whole(self, entry: Entry) -> str | None:
        """The reason for which an entry is withheld whole, if it is."""
        return self._whole(entry, set())

    def _whole(self, entry: Entry, used: set[int]) -> str | None:
        if is_disposed(entry):
            return "disposed"
        event = type(entry.event).__name__
        marks = {one.mark for one in (entry, *self._corrections(entry))}
        marks.add(self._policy.mark_of(event) or entry.mark)
        named = isinstance(entry.event, PersonAdded | PersonFact) and entry.event.person.p
        reasons = (
            *(self._mark(entry, mark, used) for mark in sorted(marks)),
            self._numbers.get(entry.seq),
            self.persons.get(named) if named else None,
            *(rule.reason for rule in self._rules if event in rule.events),
        )
        return next(filter(None, reasons), None)

    def _mark(self, entry: Entry, mark: Mark, used: set[int]) -> str | None:
        """Why a part of this mark is withheld, if it is."""
        if mark in self._policy.give.under_order:
            covering = [one for one in self._orders if self._covers(one, entry, mark)]
            used.update(order.seq for order in covering)
            return None if covering else OF_MARK[mark]
        given = mark in self._policy.give.marks
        seen = self._clearance.sees(Readable(mark, entry.author))
        return None if given and seen else OF_MARK[mark]

    def _covers(self, order: Order, entry: Entry, mark: Mark) -> bool:
        return order.covers(entry, mark, self._policy.policy.recipient)

    def _parts(
        self, entry: Entry, content: Mapping[str, Json], used: set[int]
    ) -> Iterator[tuple[str, str]]:
        walk = None if self._is_plain(entry, used) else _Walk(self, entry, used)
        for name, value in content.items():
            if name == STATEMENT:
                continue
            reason = self._field(entry, name, value, used)
            if reason:
                yield name, reason
            elif walk:
                yield from walk.disclosure(value, name)

    def _is_plain(self, entry: Entry, used: set[int]) -> bool:
        """Whether nothing within a part of this entry can be withheld: most are so."""
        if self.persons or entry.seq in self._placed:
            return False
        return not any(self._mark(entry, mark, used) for mark in marks_of(entry))

    def _field(self, entry: Entry, name: str, value: Json, used: set[int]) -> str | None:
        """Why a part is withheld as such, if it is."""
        if name == "decisions" and isinstance(entry.event, BundleIssued):
            return FOUND  # for any recipient: that a name was found somewhere would tell the name
        part = entry.parts.get(name)
        for one in (entry, *self._corrections(entry)):
            marked = one.parts.get(name)
            if marked and marked.mark and (reason := self._mark(entry, marked.mark, used)):
                return reason
        event = type(entry.event).__name__
        for rule in self._rules:
            if part and not set(part.about).isdisjoint(rule.about):
                return rule.reason
            if rule.names_field(event, name, value):
                return rule.reason
        return None

    def _segments(
        self,
        entry: Entry,
        content: Mapping[str, Json],
        sources: Sequence[str | None],
        parts: Mapping[str, str],
    ) -> Iterator[tuple[str, str]]:
        """The words of the statement that say what is withheld (docs/FORMAT.md, F2.12), and those
        that a rule names.
        """
        for index in range(len(sources)):
            path = f"{STATEMENT}.{index}"
            if reason := self._places.get(f"{entry.seq}:{path}"):
                yield path, reason
        yield from segments_within(content, sources, parts)

    def _document(self, entry: Entry) -> str | None:
        event = entry.event
        if not isinstance(event, DocumentDeposited):
            return None
        fitting = (
            rule.reason
            for rule in self._rules
            if entry.seq in rule.documents or event.form in rule.forms
        )
        return next(fitting, None)

    def _corrections(self, entry: Entry) -> Iterator[Entry]:
        """What corrects an entry, and so on: a mark that was forgotten is often what is put right,
        and the words without it stay in the record.
        """
        later = self._enquiry.replaced_by(entry)
        while later is not None and later.event.newest() is entry.event.newest():
            yield later
            later = self._enquiry.replaced_by(later)

    def _numbered(self) -> Iterator[tuple[int, str]]:
        """The entries that rules name, and what corrects them: it says nearly the same."""
        for rule in self._rules:
            for number in rule.entries:
                seq: int | None = number
                while seq is not None and seq <= self._enquiry.version:
                    yield seq, rule.reason
                    later = self._enquiry.replaced_by(self._enquiry.entry(seq))
                    seq = later.seq if later else None

    def _withheld_persons(self) -> Iterator[tuple[str, str]]:
        for person in self._enquiry.people.values():
            added = person.added
            hidden = (
                self._mark(added, mark, set()) for mark in (added.mark, added.mark_of("person"))
            )
            reason = next(filter(None, hidden), None) or self._numbers.get(added.seq)
            if reason:
                yield person.id, reason
        for rule in self._rules:
            yield from ((person, rule.reason) for person in rule.persons)
            for person in self._enquiry.people.values():
                if person.event.kind in rule.kinds_of_person:
                    yield person.id, rule.reason


@dataclass(frozen=True, slots=True)
class _Walk:
    """Looks through one part for what is withheld within it."""

    deciding: Deciding
    entry: Entry
    used: set[int]

    def disclosure(self, value: Json, path: str) -> Iterator[tuple[str, str]]:
        """The disclosures withheld in this one, or this one.

        What is withheld and is no disclosure of its own takes along the one that it lies in.
        """
        reason = self._reason(value, path)
        if reason:
            yield path, reason
            return
        for item, inner in _lists(value, path):
            for index, element in enumerate(item):
                yield from self.disclosure(element, f"{inner}.{index}")

    def _reason(self, value: Json, path: str) -> str | None:
        """Why this value must go, or something in it that is no element of a list."""
        found = self.deciding._places.get(f"{self.entry.seq}:{_told_path(path)}")
        if found or not isinstance(value, str | dict):
            return found
        if isinstance(value, str):  # whom a field is about stands there by the local id
            return self.deciding.persons.get(value) if ".about." in path else None
        if value.keys() == _PERSON:
            return self.deciding.persons.get(str(value["p"]))
        mark = mark_within(value)
        if mark and (reason := self.deciding._mark(self.entry, mark, self.used)):
            return reason
        inner = (self._reason(item, f"{path}.{name}") for name, item in value.items())
        return next(filter(None, inner), None)


def _lists(value: Json, path: str) -> Iterator[tuple[list[Json], str]]:
    """The lists within a value, with their paths, but for those within lists."""
    if isinstance(value, list):
        yield value, path
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _lists(item, f"{path}.{name}")


def _note(parts: Mapping[str, str]) -> dict[str, str]:
    """The signed note holds all of its words (F9.5)."""
    reason = _reason_around("words", parts)
    return {"note": reason} if reason else {}


def _reason_around(path: str, parts: Mapping[str, str]) -> str | None:
    """Why something in this part is withheld, or the part itself."""
    inside = (why for one, why in parts.items() if one == path or one.startswith(f"{path}."))
    return next(inside, None)


def _told_path(path: str) -> str:
    """The same the other way round: `words.2`, as policies name places."""
    name, _, rest = path.partition(".")
    told = name not in FRAME and (rest == "v" or rest.startswith("v."))
    return f"{name}{rest[1:]}" if told else path
