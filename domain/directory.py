"""Practitioners: their keys and capacities, folded from their directory streams.

Whether a key or a capacity was in force is decided by the order of entries: ask the practitioner
as folded up to the entry that the signed claim `dir` names. A time of its own making (`iat`) can
only tell days of a capacity apart, and admission holds it to the ledger's clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import singledispatch
from typing import Literal

from domain.calendar import local_date
from domain.entry import Entry
from domain.events.base import Event
from domain.events.directory import (
    CapacityEnded,
    CapacityGranted,
    Delegation,
    EntriesReaffirmed,
    Grant,
    KeyAccepted,
    KeyAdded,
    KeyRevoked,
    PractitionerEnrolled,
    PublicKey,
)
from domain.refusals import CAPACITY_NOT_IN_FORCE, KEY_PENDING, KEY_REVOKED, KEY_UNKNOWN
from domain.values import Capacity

__all__ = [
    "Directory",
    "Dispute",
    "Held",
    "ImpossibleHistory",
    "Key",
    "Practitioner",
    "Signed",
]


class ImpossibleHistory(ValueError):
    """A directory stream holds what admission refuses: the store was altered, or admission fails."""


Scope = Literal["granted", "acting_up", "countersigning"]
"""A capacity of one's own, somebody else's for a time, or only its countersigning."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a practitioner. `since` is the position (`seq`) at which it came into this state."""

    kid: str
    x: str
    offered: int
    since: int
    state: Literal["pending", "live", "revoked"] = "pending"
    compromised: datetime | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A capacity that a practitioner holds, from its first day to its last, both included."""

    id: str
    role: str
    title: str
    agency: str
    team: str | None
    first: date
    last: date | None
    scope: Scope = "granted"

    def in_force(self, at: datetime) -> bool:
        """Whether `at` lies within its days, as a calendar in England shows them."""
        day = local_date(at)
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry with the key that signed it and its index in the log (from 0)."""

    stream: str
    seq: int
    digest: str
    kid: str
    index: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """Why an entry is disputed: its key may have been in others' hands when it reached the log."""

    signed: Signed
    compromised: datetime
    anchored: int
    """The size of the log when the key was compromised: the entry came later."""


@dataclass(frozen=True)
class Practitioner:
    """Somebody of the directory, as their stream stands at `version` (0: never enrolled).

    `head` is the digest of the stream's last entry and `recorded` its time of recording.
    """

    id: str
    name: str = ""
    registration: str | None = None
    keys: Mapping[str, Key] = field(default_factory=dict)
    capacities: Mapping[str, Held] = field(default_factory=dict)
    reaffirmed: Mapping[tuple[str, int, str], int] = field(default_factory=dict)
    """What the person stands by, as (stream, seq, digest), and where in this stream they say so."""
    version: int = 0
    head: str | None = None
    recorded: datetime | None = None

    @classmethod
    def fold(cls, practitioner: str, entries: Iterable[Entry]) -> Practitioner:
        """The practitioner after these entries of their stream."""
        person = cls(practitioner)
        for entry in entries:
            person = person.after(entry)
        return person

    def after(self, entry: Entry) -> Practitioner:
        """The practitioner after one more entry of their stream.

        Raises:
            ImpossibleHistory: admission would never have let it stand here.
        """
        changed = _apply(entry.event, self, entry)
        return replace(changed, version=entry.seq, head=entry.digest, recorded=entry.recorded)

    def key_in_force(self, kid: str) -> Key:
        """The live key of this id.

        Raises:
            Refused: unknown, not yet accepted, or revoked.
        """
        key = self.keys.get(kid)
        if key is None:
            raise KEY_UNKNOWN.because("the directory holds no such key for the author")
        if key.state == "pending":
            raise KEY_PENDING.because("the key was offered but never accepted")
        if key.state == "revoked":
            raise KEY_REVOKED.because(f"the key was revoked (directory entry {key.since})")
        return key

    def capacity_in_force(self, capacity: str, at: datetime) -> Held:
        """The capacity of this id, which is in force on the day of `at`.

        Raises:
            Refused: never granted, ended, or not begun.
        """
        held = self.capacities.get(capacity)
        if held is None:
            raise CAPACITY_NOT_IN_FORCE.because("the directory does not show it for the author")
        if not held.in_force(at):
            raise CAPACITY_NOT_IN_FORCE.because("it has ended or has not begun")
        return held

    def capacities_in_force(self, at: datetime) -> tuple[Held, ...]:
        """Every capacity in force on the day of `at`."""
        return tuple(held for held in self.capacities.values() if held.in_force(at))

    def acting_as(self, held: Held) -> Capacity:
        """The capacity as every entry made in it states it: in the directory's own words."""
        return Capacity.model_validate(
            {"id": held.id, "role": held.role, "agency": held.agency, "as": self.name}
        )

    def dispute(self, signed: Signed, size_at: Callable[[datetime], int]) -> Dispute | None:
        """Why an entry that this person's key signed is disputed, if it is.

        `size_at` gives the size of the log at a time. A thief can write any time into an entry, but
        cannot put it into a tree that was published before the theft. Reaffirming counts only
        once the key was revoked: until then the thief could have done it.
        """
        key = self.keys.get(signed.kid)
        if key is None or key.compromised is None:
            return None
        anchored = size_at(key.compromised)
        said = self.reaffirmed.get((signed.stream, signed.seq, signed.digest), 0)
        if signed.index < anchored or said > key.since:
            return None
        return Dispute(signed, key.compromised, anchored)


@singledispatch
def _apply(event: Event, _person: Practitioner, _entry: Entry) -> Practitioner:
    raise ImpossibleHistory(f"{type(event).__name__} does not belong in a directory stream")


@_apply.register
def _(event: PractitionerEnrolled, person: Practitioner, entry: Entry) -> Practitioner:
    if person.version:
        raise ImpossibleHistory("enrolled twice")
    key = _offered(event.key, entry.seq)
    if entry.author == person.id:  # the first registrar: the key's own entry is its acceptance
        key = replace(key, state="live")
    return replace(
        person,
        name=event.name,
        registration=event.registration,
        keys={key.kid: key},
        capacities={grant.id: _held(grant) for grant in event.capacities},
    )


@_apply.register
def _(event: KeyAdded, person: Practitioner, entry: Entry) -> Practitioner:
    if event.key.kid in person.keys:  # offering a revoked key again would bring it back to life
        raise ImpossibleHistory("a key was offered twice")
    return _with_key(person, _offered(event.key, entry.seq))


@_apply.register
def _(event: KeyAccepted, person: Practitioner, entry: Entry) -> Practitioner:
    key = _key(person, event.kid)
    if key.state != "pending":
        raise ImpossibleHistory("a key was accepted that was not pending")
    return _with_key(person, replace(key, state="live", since=entry.seq))


@_apply.register
def _(event: KeyRevoked, person: Practitioner, entry: Entry) -> Practitioner:
    """Revoke, or learn later that a revoked key was compromised earlier than was thought."""
    key = _key(person, event.kid)
    times = [time for time in (key.compromised, event.compromised) if time is not None]
    since = key.since if key.state == "revoked" else entry.seq
    earliest = min(times, default=None)
    return _with_key(person, replace(key, state="revoked", since=since, compromised=earliest))


@_apply.register
def _(event: CapacityGranted, person: Practitioner, _entry: Entry) -> Practitioner:
    return _with_new_capacity(person, _held(event.granted))


@_apply.register
def _(event: Delegation, person: Practitioner, _entry: Entry) -> Practitioner:
    return _with_new_capacity(person, _held(event.granted, event.scope))


@_apply.register
def _(event: CapacityEnded, person: Practitioner, _entry: Entry) -> Practitioner:
    if event.id not in person.capacities:
        raise ImpossibleHistory("a capacity ended that was never granted")
    return _with_capacity(person, replace(person.capacities[event.id], last=event.last_day))


@_apply.register
def _(_event: EntriesReaffirmed, person: Practitioner, entry: Entry) -> Practitioner:
    named = {(ref.stream, ref.seq, ref.digest): entry.seq for ref in entry.refs}
    return replace(person, reaffirmed={**person.reaffirmed, **named})


def _offered(key: PublicKey, seq: int) -> Key:
    return Key(kid=key.kid, x=key.x, offered=seq, since=seq)


def _held(grant: Grant, scope: Scope = "granted") -> Held:
    return Held(
        id=grant.id,
        role=grant.role,
        title=grant.title,
        agency=grant.agency,
        team=grant.team,
        first=grant.from_,
        last=grant.to,
        scope=scope,
    )


def _key(person: Practitioner, kid: str) -> Key:
    if kid not in person.keys:
        raise ImpossibleHistory("a key changed that was never offered")
    return person.keys[kid]


def _with_key(person: Practitioner, key: Key) -> Practitioner:
    return replace(person, keys={**person.keys, key.kid: key})


def _with_new_capacity(person: Practitioner, held: Held) -> Practitioner:
    if held.id in person.capacities:
        raise ImpossibleHistory("one id names two capacities")
    return _with_capacity(person, held)


def _with_capacity(person: Practitioner, held: Held) -> Practitioner:
    return replace(person, capacities={**person.capacities, held.id: held})


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

    def after(self, entry: Entry) -> Directory:
        """The directory after one more entry of a directory stream."""
        return Directory(
            {**self.people, entry.stream: self.practitioner(entry.stream).after(entry)}
        )

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

    def holding(self, role: str, at: datetime) -> Iterator[Practitioner]:
        """Who holds a capacity of this role on the day of `at`."""
        for person in self.people.values():
            if any(held.role == role for held in person.capacities_in_force(at)):
                yield person


def _number(registration: str) -> str:
    return "".join(character for character in registration.casefold() if character.isalnum())
