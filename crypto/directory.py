"""The directory from its bytes: which keys and capacities were in force where (FORMAT chapter 4).

A fold over the disclosed parts of directory entries, in the order of the log, for those who have no
more than this package. It holds each entry to the rule that only some people may record it: whoever
could slip in a key would sign in somebody else's name. Where parts are withheld it decides by what
is shown, and never in favour of what is not.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from crypto.canonical import NotCanonical, unb64
from crypto.ed25519 import load_public_key
from crypto.english import TimeRefused, date_words, seconds_of
from crypto.entry import Claims
from crypto.errors import CryptoError, KeyRefused
from crypto.holding import Capacity, Content, Key, Person, covers, read_capacity, value
from crypto.jws import thumbprint

REGISTRAR: Final = "registrar"
"""The role that keeps the directory."""


class DirectoryRefused(CryptoError):
    """An entry of the directory that could not have been admitted."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """An entry that is to change the directory: its claims, its key and what is shown of it."""

    claims: Claims
    kid: str
    content: Content


class Directory:
    """Everybody, followed in the order of the log from the registrar of the genesis document."""

    def __init__(self, registrar: str, registrar_key: bytes) -> None:
        self._registrar = registrar
        self._registrar_kid = thumbprint(registrar_key)
        self._people: dict[str, Person] = {}
        self._kids: set[str] = set()
        self._numbers: dict[str, str] = {}
        """Whose each regulator's number is, as it is compared."""

    def person(self, practitioner: str) -> Person:
        """Somebody as they stand here; without keys if they were never enrolled."""
        return self._people.get(practitioner) or Person(practitioner)

    def author(self, entry: Recorded) -> Person:
        """The author just before an entry: the first registrar holds what their entry states."""
        if self._is_first(entry):
            return _enrol(Person(entry.claims.sub), entry, live=True)
        return self.person(entry.claims.iss)

    def is_registrar(self, entry: Recorded) -> bool:
        """Whether the author of an entry acts as a registrar."""
        by = self._acting(entry)
        return by is not None and by.role == REGISTRAR and not by.countersigning

    def follow(self, entry: Recorded) -> None:
        """Take in an entry of the directory, whose signature and place were verified.

        Raises:
            DirectoryRefused: it could not have been admitted, or a part that decides is withheld.
        """
        kind = entry.content.get("type")
        change = _CHANGES.get(kind) if isinstance(kind, str) else None
        if change is None:
            raise DirectoryRefused("type: not one of the directory's, or withheld")
        subject = self.person(entry.claims.sub)
        if (subject.version == 0) != (kind == "practitioner-enrolled/1"):
            raise DirectoryRefused("type: a stream begins with an enrolment, and has one")
        changed = change(self, subject, entry)
        self._renumber(subject, changed)
        self._kids |= changed.keys.keys()
        self._people[subject.id] = replace(changed, version=entry.claims.seq)

    def _renumber(self, before: Person, after: Person) -> None:
        """F4.6: no two people have one regulator's number."""
        number = _plain(after.registration)
        if number and self._numbers.get(number, after.id) != after.id:
            raise DirectoryRefused("registration: another person has this number")
        self._numbers.pop(_plain(before.registration), None)
        if number:
            self._numbers[number] = after.id

    def _is_first(self, entry: Recorded) -> bool:
        claims = entry.claims
        first = (claims.iss, claims.sub, claims.seq) == (self._registrar, self._registrar, 1)
        return first and entry.kid == self._registrar_kid

    def _acting(self, entry: Recorded) -> Capacity | None:
        """The capacity that an entry states, if its author holds it."""
        stated = entry.content.get("capacity")
        known = self.author(entry).capacities
        name = stated.get("id") if isinstance(stated, dict) else None
        return known.get(name) if isinstance(name, str) else None

    def _by_registrar(self, entry: Recorded) -> None:
        if entry.claims.iss == entry.claims.sub or not self.is_registrar(entry):
            raise DirectoryRefused("iss: not a registrar, or in their own stream")

    def _own_or_by_officer(self, subject: Person, entry: Recorded) -> None:
        if entry.claims.iss == subject.id:
            return
        by = self._acting(entry)
        theirs = {one.agency for one in subject.capacities.values()}
        if by is None or by.countersigning or by.agency not in theirs:
            raise DirectoryRefused("iss: neither the holder nor of their agency")

    def _new_key(self, entry: Recorded, at: int) -> Key:
        key = offered(entry.content)
        if key is None or key[0] in self._kids:
            raise DirectoryRefused("key: unsound, withheld, or offered before")
        return Key(*key, offered=at, since=at)

    def enrol(self, subject: Person, entry: Recorded) -> Person:
        """`practitioner-enrolled/1`."""
        if self._is_first(entry):
            return _enrol(subject, entry, live=True)
        self._by_registrar(entry)
        self._new_key(entry, entry.claims.seq)
        return _enrol(subject, entry, live=False)

    def correct(self, subject: Person, entry: Recorded) -> Person:
        """`details-corrected/1`."""
        self._by_registrar(entry)
        return replace(
            subject, name=_text(entry, "name"), registration=_text(entry, "registration")
        )

    def accept(self, subject: Person, entry: Recorded) -> Person:
        """`key-accepted/1`."""
        key = _key(subject, entry)
        if entry.claims.iss != subject.id or key.kid != entry.kid or key.state != "pending":
            raise DirectoryRefused("kid: accepted by another, with another key, or twice")
        return _with_key(subject, replace(key, state="live", since=entry.claims.seq))

    def add(self, subject: Person, entry: Recorded) -> Person:
        """`key-added/1`."""
        self._own_or_by_officer(subject, entry)
        return _with_key(subject, self._new_key(entry, entry.claims.seq))

    def revoke(self, subject: Person, entry: Recorded) -> Person:
        """`key-revoked/1`; a later one may say that it was compromised earlier than was thought."""
        if not self.is_registrar(entry):
            self._own_or_by_officer(subject, entry)
        key = _key(subject, entry)
        times = [time for time in (key.compromised, _instant(entry)) if time is not None]
        since = key.since if key.state == "revoked" else entry.claims.seq
        earliest = min(times, default=None)
        return _with_key(subject, replace(key, state="revoked", since=since, compromised=earliest))

    def grant(self, subject: Person, entry: Recorded) -> Person:
        """`capacity-granted/1`."""
        self._by_registrar(entry)
        return _with_capacities(subject, [read_capacity(value(entry.content, "granted"))])

    def delegate(self, subject: Person, entry: Recorded) -> Person:
        """`delegation/1`: by a registrar, or by who holds what they give."""
        scope = value(entry.content, "scope")
        given = read_capacity(value(entry.content, "granted"), countersigning=scope != "acting_up")
        by = self._acting(entry)
        own = by is not None and given is not None and covers(by, given)
        if entry.claims.iss == subject.id or not (own or self.is_registrar(entry)):
            raise DirectoryRefused("iss: neither a registrar nor the holder of what is delegated")
        return _with_capacities(subject, [given])

    def end(self, subject: Person, entry: Recorded) -> Person:
        """`capacity-ended/1`."""
        if not self.is_registrar(entry):
            raise DirectoryRefused("iss: not a registrar")
        name, last = value(entry.content, "id"), value(entry.content, "last_day")
        held = subject.capacities.get(name) if isinstance(name, str) else None
        if held is None or not isinstance(last, str):
            raise DirectoryRefused("id: a capacity that was never granted, or is withheld")
        _check_day("last_day", last)
        if entry.claims.iss == subject.id and held.last is not None and last > held.last:
            raise DirectoryRefused("last_day: more days, in one's own stream")
        ended = {**subject.capacities, held.id: replace(held, last=last)}
        return replace(subject, capacities=ended)

    def reaffirm(self, subject: Person, entry: Recorded) -> Person:
        """`entries-reaffirmed/1`."""
        if entry.claims.iss != subject.id or _key(subject, entry).state != "revoked":
            raise DirectoryRefused("iss, kid: not the holder of a revoked key")
        named = {(ref.sub, ref.seq, ref.digest): entry.claims.seq for ref in entry.claims.refs}
        return replace(subject, reaffirmed={**subject.reaffirmed, **named})


def offered(content: Content) -> tuple[str, bytes] | None:
    """Thumbprint and bytes of the key that an entry offers, if it is shown and sound (F4.2)."""
    match value(content, "key"):
        case {"kid": str(kid), "x": str(x)}:
            try:
                raw = unb64(x)
                load_public_key(raw)
            except (NotCanonical, KeyRefused):
                return None
            return (kid, raw) if thumbprint(raw) == kid else None
    return None


def _enrol(subject: Person, entry: Recorded, *, live: bool) -> Person:
    key = offered(entry.content)
    if key is None or (live and key[0] != entry.kid):
        raise DirectoryRefused("key: unsound, withheld, or not the one it is signed with")
    first = Key(*key, offered=entry.claims.seq, since=entry.claims.seq)
    given = value(entry.content, "capacities")
    enrolled = replace(
        subject,
        name=_text(entry, "name"),
        registration=_text(entry, "registration"),
        keys={first.kid: replace(first, state="live") if live else first},
    )
    shown = given if isinstance(given, list) else [None]
    return _with_capacities(enrolled, [read_capacity(one) for one in shown])


def _key(person: Person, entry: Recorded) -> Key:
    kid = value(entry.content, "kid")
    key = person.keys.get(kid) if isinstance(kid, str) else None
    if key is None:
        raise DirectoryRefused("kid: a key that was never offered, or is withheld")
    return key


def _with_key(person: Person, key: Key) -> Person:
    return replace(person, keys={**person.keys, key.kid: key})


def _with_capacities(person: Person, given: Sequence[Capacity | None]) -> Person:
    held = dict(person.capacities)
    for one in given:
        if one is not None and one.id in held:
            raise DirectoryRefused("id: one id names two capacities")
        if one is not None:
            _check_days(one)
            held[one.id] = one
    return replace(person, capacities=held, complete=person.complete and None not in given)


def _check_days(given: Capacity) -> None:
    _check_day("from", given.first)
    if given.last is not None:
        _check_day("to", given.last)


def _check_day(name: str, day: str) -> None:
    """Days are compared as texts, which only dates can be (F4.4)."""
    try:
        date_words(day)
    except TimeRefused as error:
        raise DirectoryRefused(f"{name}: not a date") from error


def _text(entry: Recorded, name: str) -> str:
    given = value(entry.content, name)
    return given if isinstance(given, str) else ""


def _instant(entry: Recorded) -> int | None:
    given = value(entry.content, "compromised")
    if not isinstance(given, str):
        return None
    try:
        return seconds_of(given)
    except TimeRefused as error:
        raise DirectoryRefused("compromised: not a time") from error


def _plain(number: str) -> str:
    """A regulator's number as it is compared (F4.6), by no table of letters: each version of
    Unicode has another, and two verifiers would differ.
    """
    kept = (one for one in number if one.isalnum() or not one.isascii())
    return "".join(one.lower() if one.isascii() else one for one in kept)


_CHANGES: Final[Mapping[str, Callable[[Directory, Person, Recorded], Person]]] = {
    "practitioner-enrolled/1": Directory.enrol,
    "details-corrected/1": Directory.correct,
    "key-accepted/1": Directory.accept,
    "key-added/1": Directory.add,
    "key-revoked/1": Directory.revoke,
    "capacity-granted/1": Directory.grant,
    "capacity-ended/1": Directory.end,
    "delegation/1": Directory.delegate,
    "entries-reaffirmed/1": Directory.reaffirm,
}
