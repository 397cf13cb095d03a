"""Chapter 4: who may sign, with which key, in which capacity, from what is disclosed."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from tests.reference.basics import No, need, sound_key, thumbprint, unb64u
from tests.reference.entries import Entry, field_of

ENROLLED = "practitioner-enrolled/1"
ACCEPTED = "key-accepted/1"


@dataclass
class Key:
    """A key: its state, where it came into it, and since when others may have had it."""

    raw: bytes
    state: str
    since: int
    compromised: int | None = None


@dataclass
class Person:
    """A practitioner; `hidden` once a capacity of theirs was withheld."""

    id: str
    keys: dict[str, Key] = field(default_factory=dict)
    capacities: dict[str, dict[str, Any]] = field(default_factory=dict)
    hidden: bool = False
    number: str = ""
    name: str = ""
    stands_by: dict[tuple[str, int, str], int] = field(default_factory=dict)
    entries: int = 0


class People:
    """The directory, followed entry by entry in the order of the log."""

    def __init__(self, genesis: dict[str, Any]) -> None:
        self.registrar = genesis["registrar"]
        self.registrar_kid = thumbprint(unb64u(genesis["registrar_key"]))
        self.people: dict[str, Person] = {}

    def author(self, entry: Entry) -> Person:
        """Who signs, just before the entry: of the first registrar what their entry says (F4.1)."""
        if not self._first(entry):
            return self.people.get(entry.iss, Person(entry.iss))
        person = Person(entry.iss)
        try:
            self._enrol(person, entry)
        except No:
            return Person(entry.iss)
        return person

    def follow(self, entry: Entry) -> None:
        """Take in an entry that was verified, or refuse it and change nothing."""
        kind = entry.content.get("type")
        known = self.people.get(entry.sub)
        need((known is None) == (kind == ENROLLED), "a stream begins with an enrolment")
        person = _copy(known or Person(entry.sub))
        need(isinstance(kind, str) and kind in CHANGES, "not a type of the directory")
        CHANGES[str(kind)](self, person, entry)
        others = [one for one in self.people.values() if one.id != person.id]
        need(not person.number or all(one.number != person.number for one in others), "F4.6")
        person.entries = entry.seq
        self.people[person.id] = person

    def is_registrar(self, entry: Entry) -> bool:
        """Whether the author acts as one."""
        by = self._acting(entry)
        return bool(by and by["role"] == "registrar" and not by["countersigning"])

    def _first(self, entry: Entry) -> bool:
        place = (entry.iss, entry.sub, entry.seq)
        first = place == (self.registrar, self.registrar, 1)
        return first and entry.jws.kid == self.registrar_kid

    def _acting(self, entry: Entry) -> dict[str, Any] | None:
        stated = entry.content.get("capacity")
        held = self.author(entry).capacities
        return held.get(str(stated.get("id"))) if isinstance(stated, dict) else None

    def _registrar_of_another(self, entry: Entry) -> None:
        need(entry.iss != entry.sub and self.is_registrar(entry), "a registrar, not of themselves")

    def _holder_or_officer(self, person: Person, entry: Entry) -> None:
        by = self._acting(entry)
        agencies = [one["agency"] for one in person.capacities.values()]
        officer = by and not by["countersigning"] and by["agency"] in agencies
        need(entry.iss == person.id or officer, "neither the holder nor of their agency")

    def _new_key(self, entry: Entry) -> tuple[str, bytes]:
        kid, raw = offered(entry)
        need(all(kid not in one.keys for one in self.people.values()), "F4.2: offered twice")
        return kid, raw

    def _enrol(self, person: Person, entry: Entry) -> None:
        first = self._first(entry)
        if not first:
            self._registrar_of_another(entry)
        kid, raw = self._new_key(entry)
        need(not first or kid == entry.jws.kid, "F4.1")
        person.keys = {kid: Key(raw, "live" if first else "pending", entry.seq)}
        self._details(person, entry)
        given = field_of(entry.content, "capacities")
        for one in given if isinstance(given, list) else [None]:
            _take(person, one, countersigning=False)

    def _details(self, person: Person, entry: Entry) -> None:
        number, name = (field_of(entry.content, one) for one in ("registration", "name"))
        person.name = name if isinstance(name, str) else ""
        person.number = _compared(number) if isinstance(number, str) else ""

    def _correct(self, person: Person, entry: Entry) -> None:
        self._registrar_of_another(entry)
        self._details(person, entry)

    def _accept(self, person: Person, entry: Entry) -> None:
        kid, key = _named(person, entry)
        need(entry.iss == person.id and kid == entry.jws.kid and key.state == "pending", "F4.2")
        person.keys[kid] = Key(key.raw, "live", entry.seq)

    def _add(self, person: Person, entry: Entry) -> None:
        self._holder_or_officer(person, entry)
        kid, raw = self._new_key(entry)
        person.keys[kid] = Key(raw, "pending", entry.seq)

    def _revoke(self, person: Person, entry: Entry) -> None:
        if not self.is_registrar(entry):
            self._holder_or_officer(person, entry)
        kid, key = _named(person, entry)
        times = [one for one in (key.compromised, _instant(entry)) if one is not None]
        since = key.since if key.state == "revoked" else entry.seq
        person.keys[kid] = Key(key.raw, "revoked", since, min(times, default=None))

    def _grant(self, person: Person, entry: Entry) -> None:
        self._registrar_of_another(entry)
        _take(person, field_of(entry.content, "granted"), countersigning=False)

    def _delegate(self, person: Person, entry: Entry) -> None:
        granted = field_of(entry.content, "granted")
        given = capacity(granted, countersigning=False)
        by = self._acting(entry)
        own = by and given and not by["countersigning"] and _covers(by, given)
        need(entry.iss != person.id and (own or self.is_registrar(entry)), "who may delegate")
        _take(person, granted, countersigning=field_of(entry.content, "scope") != "acting_up")

    def _end(self, person: Person, entry: Entry) -> None:
        need(self.is_registrar(entry), "a registrar")
        name, last = field_of(entry.content, "id"), field_of(entry.content, "last_day")
        need(isinstance(name, str) and name in person.capacities, "a capacity that was granted")
        need(isinstance(last, str) and _is_day(last), "its last day")
        held = person.capacities[name]
        longer = held["to"] is not None and last > held["to"]
        need(not (entry.iss == person.id and longer), "granted never by the holder")
        person.capacities[name] = {**held, "to": last}

    def _reaffirm(self, person: Person, entry: Entry) -> None:
        _, key = _named(person, entry)
        need(entry.iss == person.id and key.state == "revoked", "the holder, of a revoked key")
        for ref in entry.refs:
            person.stands_by[ref["sub"], ref["seq"], ref["digest"]] = entry.seq


Change = Callable[[People, Person, Entry], None]
CHANGES: dict[str, Change] = {
    ENROLLED: People._enrol,
    "details-corrected/1": People._correct,
    ACCEPTED: People._accept,
    "key-added/1": People._add,
    "key-revoked/1": People._revoke,
    "capacity-granted/1": People._grant,
    "capacity-ended/1": People._end,
    "delegation/1": People._delegate,
    "entries-reaffirmed/1": People._reaffirm,
}


def offered(entry: Entry) -> tuple[str, bytes]:
    """The key that an entry offers (F4.2)."""
    key = field_of(entry.content, "key")
    need(isinstance(key, dict) and isinstance(key.get("x"), str), "no key is shown")
    raw = unb64u(key["x"])
    sound_key(raw)
    need(key.get("kid") == thumbprint(raw), "F0.11")
    return thumbprint(raw), raw


def capacity(given: Any, *, countersigning: bool) -> dict[str, Any] | None:
    """A capacity; None where a part of it is not shown."""
    if not isinstance(given, dict):
        return None
    one = {name: given.get(name) for name in ("id", "role", "agency", "from", "to")}
    if not all(isinstance(one[name], str) for name in ("id", "role", "agency", "from")):
        return None
    if one["to"] is not None and not isinstance(one["to"], str):
        return None
    return {**one, "countersigning": countersigning}


def fits(person: Person, entry: Entry) -> bool:
    """F4.4, F16.24: the capacity stated is one of theirs, in force on that day, in their name."""
    if "capacity" not in entry.content:
        return True
    stated = entry.content["capacity"]
    if not isinstance(stated, dict):
        return False
    if person.name and stated.get("as") != person.name:
        return False
    held = person.capacities.get(str(stated.get("id")))
    if held is None:
        return person.hidden
    if (stated.get("role"), stated.get("agency")) != (held["role"], held["agency"]):
        return False
    day = datetime.fromtimestamp(entry.iat, UTC).astimezone(ZoneInfo("Europe/London")).date()
    last = held["to"] or "9999-12-31"
    return entry.content.get("type") == ACCEPTED or bool(held["from"] <= day.isoformat() <= last)


def _take(person: Person, given: Any, *, countersigning: bool) -> None:
    one = capacity(given, countersigning=countersigning)
    if one is None:
        person.hidden = True
        return
    need(one["id"] not in person.capacities, "one id for two capacities")
    need(_is_day(one["from"]) and (one["to"] is None or _is_day(one["to"])), "F4.4: days")
    person.capacities[one["id"]] = one


def _named(person: Person, entry: Entry) -> tuple[str, Key]:
    kid = field_of(entry.content, "kid")
    need(isinstance(kid, str) and kid in person.keys, "a key that was offered")
    return str(kid), person.keys[kid]


def _is_day(text: str) -> bool:
    """A date as F2.9 writes it."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _compared(number: str) -> str:
    """F4.6."""
    return re.sub(r"[\x00-\x7f]", lambda one: one[0].lower() if one[0].isalnum() else "", number)


def _covers(by: dict[str, Any], given: dict[str, Any]) -> bool:
    same = (by["role"], by["agency"]) == (given["role"], given["agency"])
    return same and (by["to"] is None or (given["to"] is not None and given["to"] <= by["to"]))


def _instant(entry: Entry) -> int | None:
    given = field_of(entry.content, "compromised")
    if not isinstance(given, str):
        return None
    try:
        time = datetime.strptime(f"{given}+0000", "%Y-%m-%dT%H:%M:%SZ%z")
        if f"{time.replace(tzinfo=None).isoformat()}Z" != given:
            raise No("not a time as it is written")
        return int(time.astimezone(ZoneInfo("Europe/London")).timestamp())
    except (ValueError, OverflowError) as error:
        raise No("not a time") from error


def _copy(person: Person) -> Person:
    return replace(
        person,
        keys=dict(person.keys),
        capacities=dict(person.capacities),
        stands_by=dict(person.stands_by),
    )
