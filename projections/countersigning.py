"""Which countersignatures an entry needs under a procedure, and which given ones meet them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.duties.acting import is_named, recorded_by
from domain.entry import Entry
from domain.events.base import Countersigning, CountersignKind
from domain.events.medical_report import MedicalReport
from domain.events.outcome import OutcomeDecided
from domain.events.records import Countersignature
from domain.profiles import Profile
from domain.values import Capacity, Professional
from projections.reading import Reading, once

__all__ = ["Need", "Standing", "can_give", "needs", "standing_of"]

EVERY_RECORDING: Final = "countersign.every_recording"
DECIDERS_KEY: Final = "outcome.deciders"


@dataclass(frozen=True, slots=True)
class Need:
    """One countersignature that an entry needs. No roles: the procedure names nobody."""

    kind: CountersignKind
    roles: frozenset[str]
    person: Professional | None = None
    """The one person who can give it, where it is their own decision or their own words."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The needs of one entry that are met, by which entries, and those that are not."""

    entry: Entry
    given: tuple[tuple[Entry, Countersignature], ...]
    outstanding: tuple[Need, ...]
    wrong: tuple[tuple[Entry, Countersignature, Need], ...]
    """Countersignatures of a kind that is needed, by somebody who could not give it."""
    deciders: frozenset[str]
    """The author, and for an outcome everybody who joined in deciding it: they cannot give one that
    is not asked of them by name."""


@once
def standing_of(entry: Entry, reading: Reading) -> Standing:
    """Where the countersignatures of a standing entry stand, by everything recorded."""
    wanted = tuple(needs(entry, reading.profile))
    found = [
        (other, other.event)
        for other in reading.case.referring(entry, "countersigns")
        if isinstance(other.event, Countersignature)
    ]
    deciders = _deciders(entry, found)
    met = {need: [one for one in found if _meets(one, need, deciders)] for need in wanted}
    counting = {other.seq for ones in met.values() for other, _ in ones}
    return Standing(
        entry=entry,
        given=tuple(one for one in found if one[0].seq in counting or not _asked(one[1], wanted)),
        outstanding=tuple(need for need in wanted if not met[need]),
        wrong=tuple(
            (other, event, next(need for need in wanted if need.kind == event.kind))
            for other, event in found
            if other.seq not in counting and _asked(event, wanted)
        ),
        deciders=deciders,
    )


def needs(entry: Entry, profile: Profile) -> Iterator[Need]:
    """Every countersignature that an entry needs."""
    for countersigning in entry.event.countersign:
        yield from _needs(entry, countersigning, profile)


def _needs(entry: Entry, asked: Countersigning, profile: Profile) -> Iterator[Need]:
    if asked.when == EVERY_RECORDING:
        if profile.countersign.every_recording and _by_childrens_services(entry, profile):
            yield Need(asked.kind, profile.roles_for(asked.by))
    elif asked.by == DECIDERS_KEY:
        roles = frozenset(role for choice in profile.outcome.deciders for role in choice)
        for decider in _others_deciding(entry):
            yield Need(asked.kind, roles, decider)
    elif asked.kind == "confirm_words" and isinstance(entry.event, MedicalReport):
        if not recorded_by(entry.event.examiner, entry):
            yield Need(asked.kind, profile.roles_for(asked.by), entry.event.examiner)
    else:
        yield Need(asked.kind, profile.roles_for(asked.by))


def _by_childrens_services(entry: Entry, profile: Profile) -> bool:
    role = profile.roles.get(entry.frame.capacity.role)
    return role is not None and role.agency == "childrens_services"


def _others_deciding(entry: Entry) -> Iterator[Professional]:
    """The author decides by recording; everybody else who decided signs too."""
    deciders = entry.event.deciders if isinstance(entry.event, OutcomeDecided) else ()
    return (decider for decider in deciders if not recorded_by(decider, entry))


def _deciders(entry: Entry, found: list[tuple[Entry, Countersignature]]) -> frozenset[str]:
    """Who decided an outcome, and so cannot authorise it; of any other entry, its author."""
    joined = (other.author for other, event in found if event.kind == "co_decide")
    return frozenset({entry.author, *joined})


def _asked(event: Countersignature, wanted: tuple[Need, ...]) -> bool:
    return any(need.kind == event.kind for need in wanted)


def _meets(given: tuple[Entry, Countersignature], need: Need, deciders: frozenset[str]) -> bool:
    entry, event = given
    return event.kind == need.kind and can_give(need, entry.author, entry.frame.capacity, deciders)


def can_give(need: Need, practitioner: str, acting: Capacity, deciders: frozenset[str]) -> bool:
    """Whether a practitioner who acts in this capacity would meet a need by countersigning."""
    if need.person is not None:
        return is_named(need.person, practitioner, acting)
    return (not need.roles or acting.role in need.roles) and practitioner not in deciders
