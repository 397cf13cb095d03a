"""The directory: everybody who may sign."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.entry import Entry
from domain.holding import Held, Key
from domain.practitioner import ImpossibleHistory, Practitioner

__all__ = ["Directory", "Held", "ImpossibleHistory", "Key", "Practitioner"]


@dataclass(frozen=True)
class Directory:
    """Everybody in the directory, by practitioner id."""

    people: Mapping[str, Practitioner] = field(default_factory=dict)

    @classmethod
    def fold(cls, entries: Iterable[Entry]) -> Directory:
        """The directory after these entries of directory streams, in the order of the log."""
        people: dict[str, Practitioner] = {}
        for entry in entries:
            person = people.get(entry.stream) or Practitioner(entry.stream)
            people[entry.stream] = person.after(entry)
        return cls(people)

    def practitioner(self, practitioner: str) -> Practitioner:
        """The practitioner of this id; one at version 0, without keys, if never enrolled."""
        return self.people.get(practitioner) or Practitioner(practitioner)

    def registered_as(self, number: str) -> Practitioner | None:
        """Who has this regulator's number, however it is spaced or capitalised."""
        wanted = _number(number)
        return next(
            (
                p
                for p in self.people.values()
                if p.registration and _number(p.registration) == wanted
            ),
            None,
        )

    def holder_of(self, kid: str) -> Practitioner | None:
        """Whose key this is or was."""
        return next((p for p in self.people.values() if kid in p.keys), None)


def _number(registration: str) -> str:
    return "".join(character for character in registration.casefold() if character.isalnum())
