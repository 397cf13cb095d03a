"""What a practitioner holds, as bytes show it: keys, and capacities from day to day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from crypto.canonical import Json
from crypto.english import LONDON

ACCEPTED: Final = "key-accepted/1"
"""The type of the entry that takes a key into use, which may come before the first day."""

State = Literal["pending", "live", "revoked"]
Content = Mapping[str, Json]
Referred = tuple[str, int, str]
"""Stream, seq and digest of an entry."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a practitioner; `since` is the position at which it came into its state.

    `compromised` (seconds since 1970) is from when on others may have signed with it.
    """

    kid: str
    raw: bytes
    offered: int
    since: int
    state: State = "pending"
    compromised: int | None = None


@dataclass(frozen=True, slots=True)
class Capacity:
    """A capacity from its first day to its last (ISO dates in London, both included)."""

    id: str
    role: str
    agency: str
    first: str
    last: str | None
    countersigning: bool = False

    def in_force(self, iat: int) -> bool:
        """Whether the London day of a time, in seconds since 1970, is one of its days."""
        day = day_of(iat)
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Person:
    """A practitioner as far as their stream was followed; `name` is empty where it is withheld.

    `complete` is false once a capacity was withheld: then one that is not known may still be.
    """

    id: str
    name: str = ""
    registration: str = ""
    keys: Mapping[str, Key] = field(default_factory=dict)
    capacities: Mapping[str, Capacity] = field(default_factory=dict)
    complete: bool = True
    reaffirmed: Mapping[Referred, int] = field(default_factory=dict)
    """What the person stands by, and at which position of their stream they say so."""
    version: int = 0

    def disputes(self, kid: str, entry: Referred, known: int) -> bool:
        """Whether an entry by this key is disputed (F4.5); `known` is the latest time that the log
        is seen to have reached there.
        """
        key = self.keys.get(kid)
        if key is None or key.compromised is None or known <= key.compromised:
            return False
        return self.reaffirmed.get(entry, 0) <= key.since


def capacity_fits(person: Person, content: Content, iat: int) -> bool:
    """Whether the capacity that an entry states is one of its author's and in force (F4.4).

    It states the author's name too, which the sentence to read begins with: whoever could state
    another would sign for somebody else with a key of their own. What is withheld speaks neither
    for it nor against it.
    """
    stated = content.get("capacity")
    if not isinstance(stated, dict):
        return "capacity" not in content
    if person.name and stated.get("as") != person.name:
        return False
    name = stated.get("id")
    held = person.capacities.get(name) if isinstance(name, str) else None
    if held is None:
        return not person.complete
    fits = (stated.get("role"), stated.get("agency")) == (held.role, held.agency)
    return fits and (content.get("type") == ACCEPTED or held.in_force(iat))


def read_capacity(given: Json, *, countersigning: bool = False) -> Capacity | None:
    """A grant as it is shown; None where a part of it is withheld."""
    if not isinstance(given, dict):
        return None
    match given, given.get("to"):
        case {"id": str(name), "role": str(role), "agency": str(agency), "from": str(first)}, (
            None | str()
        ) as last:
            return Capacity(name, role, agency, first, last, countersigning)
    return None


def covers(by: Capacity, given: Capacity) -> bool:
    """Whether who holds `by` has every day of what they would give."""
    days = by.last is None or (given.last is not None and given.last <= by.last)
    return (by.role, by.agency) == (given.role, given.agency) and days and not by.countersigning


def value(content: Content, name: str) -> Json:
    """The value of a field, None where there is none or it is withheld."""
    wrapped = content.get(name)
    return wrapped.get("v") if isinstance(wrapped, dict) else None


def day_of(iat: int) -> str:
    """The day in London of a time in seconds since 1970, as an ISO date."""
    return datetime.fromtimestamp(iat, UTC).astimezone(LONDON).date().isoformat()
