"""A practitioner: name, keys and capacities, folded from their directory stream.

Whether a key or a capacity was in force is decided by the order of entries: ask the practitioner
as folded up to the entry that the signed claim `dir` names. A time of its own making (`iat`) can
only tell days of a capacity apart, and admission holds it to the ledger's clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import singledispatch

from domain.entry import Entry
from domain.events.base import Event
from domain.events.directory import (
    CapacityEnded,
    CapacityGranted,
    Delegation,
    DetailsCorrected,
    EntriesReaffirmed,
    KeyAccepted,
    KeyAdded,
    KeyRevoked,
    PractitionerEnrolled,
)
from domain.holding import Held, Key
from domain.refusals import CAPACITY_NOT_IN_FORCE, KEY_PENDING, KEY_REVOKED, KEY_UNKNOWN
from domain.values import Capacity

__all__ = ["ImpossibleHistory", "Practitioner", "first_registrar"]


class ImpossibleHistory(ValueError):
    """A directory stream holds what admission refuses: the store was altered."""


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

    def key_for(self, kid: str, event: Event) -> Key:
        """The key by which an entry with this event is verified: a live one, or for the key's own
        acceptance the pending one.

        Raises:
            Refused: unknown, not yet accepted, or revoked.
        """
        key = self.keys.get(kid)
        if isinstance(event, KeyAccepted) and key and key.state == "pending":
            return key
        return self.key_in_force(kid)

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


@singledispatch
def _apply(event: Event, _person: Practitioner, _entry: Entry) -> Practitioner:
    raise ImpossibleHistory(f"{type(event).__name__} does not belong in a directory stream")


@_apply.register
def _(event: PractitionerEnrolled, person: Practitioner, entry: Entry) -> Practitioner:
    if person.version:
        raise ImpossibleHistory("enrolled twice")
    key = Key.offer(event.key, entry.seq)
    if entry.author == person.id:  # the first registrar: the key's own entry is its acceptance
        key = replace(key, state="live")
    return replace(
        person,
        name=event.name,
        registration=event.registration,
        keys={key.kid: key},
        capacities={grant.id: Held.by(grant) for grant in event.capacities},
    )


@_apply.register
def _(event: DetailsCorrected, person: Practitioner, _entry: Entry) -> Practitioner:
    return replace(person, name=event.name, registration=event.registration)


@_apply.register
def _(event: KeyAdded, person: Practitioner, entry: Entry) -> Practitioner:
    if event.key.kid in person.keys:  # offering a revoked key again would bring it back to life
        raise ImpossibleHistory("a key was offered twice")
    return _with_key(person, Key.offer(event.key, entry.seq))


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
    return _with_new_capacity(person, Held.by(event.granted))


@_apply.register
def _(event: Delegation, person: Practitioner, _entry: Entry) -> Practitioner:
    return _with_new_capacity(person, Held.by(event.granted, event.scope))


@_apply.register
def _(event: CapacityEnded, person: Practitioner, _entry: Entry) -> Practitioner:
    if event.id not in person.capacities:
        raise ImpossibleHistory("a capacity ended that was never granted")
    return _with_capacity(person, replace(person.capacities[event.id], last=event.last_day))


@_apply.register
def _(_event: EntriesReaffirmed, person: Practitioner, entry: Entry) -> Practitioner:
    named = {(ref.stream, ref.seq, ref.digest): entry.seq for ref in entry.refs}
    return replace(person, reaffirmed={**person.reaffirmed, **named})


def first_registrar(practitioner: str, event: PractitionerEnrolled) -> Practitioner:
    """The holder of the genesis key just before their own enrolment: what it states is in force.

    Admission lets nobody else begin so (`domain.enrolment.is_first_registrar`).
    """
    return Practitioner(
        practitioner,
        name=event.name,
        keys={event.key.kid: replace(Key.offer(event.key, 1), state="live")},
        capacities={grant.id: Held.by(grant) for grant in event.capacities},
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
