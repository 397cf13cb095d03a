"""What a second person may do about an entry: the countersignatures that would count, or a return.

Nothing is offered that admission refuses, nor what would be recorded and have no effect.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.disposed import is_disposed
from domain.entry import Entry
from domain.events.base import CountersignKind
from domain.events.records import Withdrawal
from domain.holding import Held
from domain.practitioner import Practitioner
from domain.references import COUNTERSIGNING
from projections.countersigning import Standing, can_give, needs, standing_of
from projections.parts import how_replaced
from projections.reading import Reading

__all__ = ["Offer", "Offers", "offers"]

MANAGER: Final = "countersign.responsible_manager"


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of countersignature that somebody may give, in each of these capacities."""

    kind: CountersignKind
    needed: bool
    """Whether the entry waits for it; otherwise it may be given all the same."""
    capacities: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything that somebody may do about an entry. Nothing: `because` says why."""

    kinds: tuple[Offer, ...] = ()
    returns: bool = False
    because: str = ""


def offers(entry: Entry, person: Practitioner, reading: Reading) -> Offers:
    """What a practitioner may do about an entry that they see."""
    because = _why_nothing(entry, person, reading)
    if because:
        return Offers(because=because)
    held = _acting(person, reading)
    if not held:
        return Offers(because="You record nothing in enquiries, so you cannot countersign.")
    standing = standing_of(entry, reading)
    needed = tuple(_needed(standing, person, held))
    return Offers(kinds=(*needed, *_besides(standing, person, held, reading)), returns=bool(needed))


def _why_nothing(entry: Entry, person: Practitioner, reading: Reading) -> str:
    """Why nobody like this person could countersign an entry; empty where they may."""
    replaced = reading.enquiry.replaced_by(entry)
    if is_disposed(entry):
        return "This entry was disposed of: nobody can read any more what would be signed for."
    if reading.cut.as_of is not None or reading.cut.size is not None:
        return "You see this as it was known in the past. Go to the present to countersign."
    if replaced is not None:
        how = how_replaced(replaced)
        return f"This entry was {how} by entry {replaced.seq}, so it is not countersigned any more."
    if isinstance(entry.event, (*COUNTERSIGNING, Withdrawal)):
        return "An entry of this kind is not itself countersigned."
    if entry.author == person.id:
        return "You recorded this. Nobody countersigns a record of their own (REC-02)."
    return ""


def _acting(person: Practitioner, reading: Reading) -> tuple[Held, ...]:
    """The capacities in which a practitioner may record in this enquiry now."""
    roles = reading.profile.roles
    return tuple(
        held
        for held in person.capacities_in_force(reading.now)
        if held.role in roles
        and not roles[held.role].is_read_only
        and not roles[held.role].is_registrar
    )


def _needed(standing: Standing, person: Practitioner, held: tuple[Held, ...]) -> Iterator[Offer]:
    for need in standing.outstanding:
        fitting = tuple(
            one
            for one in held
            if can_give(need, person.id, person.acting_as(one), standing.deciders)
        )
        if fitting:
            yield Offer(need.kind, needed=True, capacities=fitting)


def _besides(
    standing: Standing, person: Practitioner, held: tuple[Held, ...], reading: Reading
) -> Iterator[Offer]:
    """What the entry does not ask for and a person may do all the same, once."""
    asked = {need.kind for need in needs(standing.entry, reading.profile)}
    done = {event.kind for given, event in standing.given if given.author == person.id}
    managers = reading.profile.roles_for(MANAGER)
    managing = tuple(one for one in held if one.role in managers)
    if "countersign" not in asked | done and managing:
        yield Offer("countersign", needed=False, capacities=managing)
    if "acknowledge" not in asked | done:
        yield Offer("acknowledge", needed=False, capacities=held)
