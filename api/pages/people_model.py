"""The directory as pages show it: who is in it, and what the reader may change of whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from api.enrolling import Enrolling
from api.web.reader import Reader
from domain.enrolment import may_add_keys, may_enrol
from domain.holding import Held
from domain.practitioner import Practitioner


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the directory: what they are today, and how many keys they can sign with."""

    id: str
    name: str
    registration: str | None
    held: tuple[Held, ...]
    keys: int


@dataclass(frozen=True, slots=True)
class Rights:
    """What the reader may record about somebody; admission decides again, at the entry."""

    enrols: bool
    """Grants and ends capacities, and corrects details."""
    vouches: bool
    """Adds a key for them, as an officer of their agency."""
    revokes: bool
    delegates: tuple[Held, ...]
    """The reader's own capacities that they can pass on."""


def rows(enrolling: Enrolling, words: str) -> list[PersonRow]:
    """Everybody in whose name, number, titles or agencies all the words stand, by name."""
    wanted = words.casefold().split()
    found = (row for row in _everybody(enrolling) if _matches(row, wanted))
    return sorted(found, key=lambda row: row.name.casefold())


def rights(reader: Reader, person: Practitioner, enrolling: Enrolling) -> Rights:
    """What this reader may record about this person; about oneself, nothing but keys."""
    now = enrolling.ledger.moment()
    if reader.id == person.id:
        return Rights(enrols=False, vouches=False, revokes=True, delegates=())
    enrols = may_enrol(reader.person, now)
    vouches = may_add_keys(reader.person, person, now, enrolling.profile())
    whole = tuple(held for held in reader.capacities if held.scope != "countersigning")
    return Rights(
        enrols=enrols,
        vouches=vouches,
        revokes=enrols or vouches,
        delegates=() if enrols else whole,
    )


def agencies(enrolling: Enrolling) -> list[str]:
    """Every agency that somebody of the directory has acted for."""
    people = enrolling.ledger.reads.directory().people.values()
    return sorted({held.agency for person in people for held in person.capacities.values()})


def _everybody(enrolling: Enrolling) -> Iterator[PersonRow]:
    for person in enrolling.ledger.reads.directory().people.values():
        live = sum(key.state == "live" for key in person.keys.values())
        held = enrolling.held_today(person)
        yield PersonRow(person.id, person.name, person.registration, held, live)


def _matches(row: PersonRow, wanted: list[str]) -> bool:
    parts = [row.name, row.registration or ""]
    parts += [f"{held.title} {held.agency} {held.team or ''}" for held in row.held]
    text = " ".join(parts).casefold()
    return all(word in text for word in wanted)
