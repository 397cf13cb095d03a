"""Which agencies take part in an enquiry, by whom, and what each of them has been told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from domain.entry import Entry
from domain.events.information import InformationShared, PoliceInformationShared
from domain.events.observation import AgencyParticipation
from domain.events.strategy import Attended, ParticipantAttended, ParticipantInvited
from domain.profiles import AgencyKind, Profile
from domain.values import Capacity, Professional
from projections.parts import Somebody, somebody
from projections.reading import Reading
from projections.view import View

__all__ = ["Agency", "Involved", "agencies"]


class Involved(View):
    """A practitioner who takes part, for one agency."""

    somebody: Somebody
    recorded: int
    """How many entries they recorded."""
    last_recorded: datetime | None
    invited: tuple[int, ...]
    """Strategy discussions to which they were invited, by number."""
    attended: tuple[int, ...]
    """Strategy discussions that they attended, by number."""
    told: tuple[int, ...]
    """Entries that say what was shared with them: whoever is not named there has not been told."""


class Agency(View):
    """An agency that takes part."""

    name: str
    kind: AgencyKind | None
    """What it is to the procedure; null where no role tells."""
    people: tuple[Involved, ...]


@dataclass
class _Part:
    """What one practitioner did, gathered while the entries are read."""

    who: Somebody
    recorded: list[datetime] = field(default_factory=list)
    invited: dict[int, None] = field(default_factory=dict)
    attended: dict[int, None] = field(default_factory=dict)
    told: dict[int, None] = field(default_factory=dict)


def agencies(reading: Reading) -> Iterator[Agency]:
    """Every agency, in the order in which it first appears in what the reader may see."""
    parts: dict[tuple[str, str], _Part] = {}
    for entry in reading.enquiry.standing():
        if reading.sees(entry):
            _gather(entry, parts, reading)
    for name in dict.fromkeys(agency for agency, _ in parts):
        people = [part for (agency, _), part in parts.items() if agency == name]
        yield Agency(
            name=name,
            kind=_kind(people, reading.profile),
            people=tuple(_involved(part) for part in people),
        )


def _gather(entry: Entry, parts: dict[tuple[str, str], _Part], reading: Reading) -> None:
    author = somebody(entry.frame.capacity, reading.profile)
    author = author.model_copy(update={"practitioner": entry.author})
    _part_of(author, entry.frame.capacity, parts).recorded.append(entry.recorded)
    event = entry.event
    if isinstance(event, ParticipantInvited | ParticipantAttended):
        if reading.sees(entry, "participant", "discussion", "attendance"):
            _take_part(_named(event.participant, parts, reading), event)
    elif isinstance(event, InformationShared | PoliceInformationShared):
        for who in event.recipients if reading.sees(entry, "recipients") else ():
            if isinstance(who, Professional):
                _named(who, parts, reading).told[entry.seq] = None
    elif isinstance(event, AgencyParticipation) and reading.sees(entry, "participant"):
        _named(event.participant, parts, reading)


def _take_part(part: _Part, event: ParticipantInvited | ParticipantAttended) -> None:
    if isinstance(event, ParticipantInvited):
        part.invited[event.discussion] = None
    elif isinstance(event.attendance, Attended):
        part.attended[event.discussion] = None


def _named(who: Professional, parts: dict[tuple[str, str], _Part], reading: Reading) -> _Part:
    return _part_of(somebody(who, reading.profile), who, parts)


def _part_of(
    shown: Somebody, named: Professional | Capacity, parts: dict[tuple[str, str], _Part]
) -> _Part:
    """By id where they have one; a name without a job title finds who has one."""
    name = named.as_.split(",")[0]
    for (agency, known), part in parts.items():
        if agency == named.agency and (
            known == shown.practitioner or part.who.name.split(",")[0] == name
        ):
            return part
    return parts.setdefault((named.agency, shown.practitioner or name), _Part(shown))


def _involved(part: _Part) -> Involved:
    return Involved(
        somebody=part.who,
        recorded=len(part.recorded),
        last_recorded=max(part.recorded, default=None),
        invited=tuple(part.invited),
        attended=tuple(part.attended),
        told=tuple(part.told),
    )


def _kind(people: list[_Part], profile: Profile) -> AgencyKind | None:
    roles = (profile.roles.get(part.who.role or "") for part in people)
    return next((role.agency for role in roles if role), None)
