"""What a chronology can be narrowed by: kinds, people and agencies that its reader sees in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from domain.entry import Entry
from domain.values import Professional
from projections.parts import statement, title_of
from projections.reading import Reading
from projections.rows import people_in

__all__ = ["Choice", "Choices", "choices"]


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to narrow by, and how many entries it leaves."""

    value: str
    title: str
    count: int

    @property
    def option(self) -> tuple[str, str]:
        """The value, and the words of a list to choose from."""
        return self.value, f"{self.title} ({self.count})"


@dataclass(frozen=True, slots=True)
class Choices:
    """Each in the order of its titles."""

    kinds: tuple[Choice, ...]
    people: tuple[Choice, ...]
    agencies: tuple[Choice, ...]


def choices(reading: Reading) -> Choices:
    """Every choice that leaves something which the reader may see."""
    seen = [entry for entry in reading.enquiry.entries if not reading.withholds(entry)]
    kinds = Counter(type(entry.event).__name__ for entry in seen)
    titles = {type(entry.event).__name__: title_of(entry) for entry in seen}
    people = Counter(
        person
        for entry in seen
        for person in people_in(entry, statement(entry, reading), reading)
        if person in reading.people
    )
    agencies = Counter(agency for entry in seen for agency in agencies_of(entry))
    return Choices(
        kinds=_titled(kinds, titles),
        people=_titled(people, {person.id: person.name for person in reading.people.values()}),
        agencies=_titled(agencies, {name: name for name in agencies}),
    )


def agencies_of(entry: Entry) -> set[str]:
    """The agencies of the author and the actor."""
    actor = entry.frame.actor
    acting = {actor.agency} if isinstance(actor, Professional) else set()
    return {entry.frame.capacity.agency, *acting}


def _titled(counts: Counter[str], titles: dict[str, str]) -> tuple[Choice, ...]:
    found = [Choice(value, titles[value], count) for value, count in counts.items()]
    return tuple(sorted(found, key=lambda choice: choice.title.casefold()))
