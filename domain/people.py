"""The people of an enquiry: names in use and dated facts, folded from its entries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.entry import Entry
from domain.events.circumstances import InHousehold
from domain.events.people import Alias, Born, Fact, Name, PersonAdded, PersonFact

_TOGETHER = {"no_parental_responsibility": "parental_responsibility"} | {
    "not_looked_after": "looked_after",
    "left_hospital": "in_hospital",
    "proceedings_ended": "court_proceedings",
    "protection_plan_ended": "protection_plan",
    "left_residential": "residential",
}
"""Facts that end what a fact of another kind began."""


@dataclass(frozen=True, slots=True)
class DatedFact:
    """One fact, since when it holds (`None`: nobody says), and the entry in which it stands."""

    fact: Fact
    since: date | None
    entry: Entry


@dataclass(frozen=True)
class PersonRecord:
    """Somebody of the enquiry as the record has them. `names`: the current one first."""

    id: str
    added: Entry
    event: PersonAdded
    names: tuple[str, ...]
    facts: tuple[DatedFact, ...] = ()

    @property
    def name(self) -> str:
        """The name in use."""
        return self.names[0]

    @property
    def household(self) -> str:
        """How the person belongs to the household, as last recorded."""
        changed = [
            dated.fact.household for dated in self.facts if isinstance(dated.fact, InHousehold)
        ]
        return changed[-1] if changed else self.event.household

    def age_on(self, day: date) -> int | None:
        """Full years on a day; `None` where no date of birth is recorded."""
        born = self.fact("born")
        if born is None or not isinstance(born.fact, Born):
            return None
        before_birthday = (day.month, day.day) < (born.fact.on.month, born.fact.on.day)
        return day.year - born.fact.on.year - before_birthday

    def history(self, kind: str) -> tuple[DatedFact, ...]:
        """Every fact of a kind, and of the kind that ends it, in the order of recording."""
        return tuple(fact for fact in self.facts if _subject(fact.fact) == _subject_of(kind))

    def fact(self, kind: str, on: date | None = None) -> DatedFact | None:
        """The fact of this kind that held on a day (`None`: the last recorded), if not ended."""
        held = self.history(kind)
        last = last_of(held, on) if on else next(reversed(held), None)
        return last if last and last.fact.kind == kind else None

    def with_fact(self, event: PersonFact, entry: Entry) -> "PersonRecord":
        """The record with one fact more."""
        facts = (*self.facts, DatedFact(event.fact, event.since, entry))
        names = self.names
        match event.fact:
            case Name(name=name):
                names = (name, *(other for other in names if other != name))
            case Alias(name=name) if name not in names:
                names = (*names, name)
        return replace(self, facts=facts, names=names)


def last_of(facts: Sequence[DatedFact], on: date) -> DatedFact | None:
    """The one that held on a day: what holds since later; of two since one day, the one recorded
    last. A fact without a date always held.
    """
    held = [fact for fact in facts if fact.since is None or fact.since <= on]
    return max(reversed(held), key=lambda fact: fact.since or date.min, default=None)


def _subject_of(kind: str) -> str:
    return _TOGETHER.get(kind, kind)


def _subject(fact: Fact) -> str:
    return _subject_of(fact.kind)


def people_of(entries: Iterable[Entry]) -> dict[str, PersonRecord]:
    """Everybody added, by local id, with their facts (facts about anybody else are left out).

    A correction of who was added is recorded later than facts that stand all the same.
    """
    standing = tuple(entries)
    people: dict[str, PersonRecord] = {}
    for entry in standing:
        if isinstance(event := entry.event, PersonAdded):
            people[event.person.p] = PersonRecord(event.person.p, entry, event, (event.person.as_,))
    for entry in standing:
        if isinstance(event := entry.event, PersonFact) and event.person.p in people:
            people[event.person.p] = people[event.person.p].with_fact(event, entry)
    return people


def whom_it_is_about(people: Iterable[PersonRecord]) -> PersonRecord | None:
    """The child whom an enquiry is about, or None before anybody added one."""
    return next((one for one in people if one.event.kind == "child"), None)
