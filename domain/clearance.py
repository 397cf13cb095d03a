"""May this reader see this part? Every read of an enquiry passes here (design, section 2: marks).

Who takes part in an enquiry reads it, and so do the managers of their teams; inspectors read and
record nothing; registrars, who could enrol anybody, see no case. A mark narrows this further. Who
records in an enquiry thereby takes part in it. To abuse that, somebody would need the enquiry's
random id, which only its readers learn, and would leave an entry under their own signature there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from domain.directory import Directory, Held, Practitioner
from domain.enquiry import Enquiry
from domain.events.strategy import ParticipantAttended, ParticipantInvited
from domain.marks import MARKS, marks_of
from domain.profiles import Profile, Role
from domain.values import Mark

__all__ = ["Clearance", "Purpose", "Readable", "Reader", "clearance_of", "may_see", "reader_of"]

Purpose = Literal["casework", "inspection"]
"""Why somebody reads: to work on the case, or to inspect how it was worked on."""

Standing = Literal["participant", "social_worker", "manager", "police", "legal", "inspector"]
"""What a reader is to an enquiry; a social worker, police officer or lawyer who takes part in it is
a participant besides."""

SEES: Final[Mapping[Mark, frozenset[Standing]]] = {
    "ordinary": frozenset(get_args(Standing)),
    "third_party": frozenset({"social_worker", "manager", "police", "legal", "inspector"}),
    "police_sensitive": frozenset({"social_worker", "manager", "police"}),
    "privileged": frozenset({"social_worker", "manager", "legal"}),
    "restricted": frozenset({"manager"}),
}
"""Who may read parts of each mark. Whoever wrote a part may read it again."""

_READS_FOR: Final[Mapping[Purpose, frozenset[Standing]]] = {
    "casework": frozenset(get_args(Standing)) - {"inspector"},
    "inspection": frozenset({"inspector"}),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads an enquiry, and what they are to it. No standing: they may see nothing."""

    id: str
    standings: frozenset[Standing]


@dataclass(frozen=True, slots=True)
class Readable:
    """A part of an enquiry: its mark and the practitioner who recorded it."""

    mark: Mark
    author: str


@dataclass(frozen=True, slots=True)
class Clearance:
    """What a reader may see of one enquiry; views are cached by it, so equal ones share them.

    `own` is the reader's id where they recorded parts that only their author and others see.
    """

    marks: frozenset[Mark]
    own: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether the reader may not even know that the enquiry exists."""
        return not self.marks and self.own is None

    def sees(self, part: Readable) -> bool:
        """Whether the reader may see this part."""
        return part.mark in self.marks or part.author == self.own


def may_see(reader: Reader, part: Readable, purpose: Purpose) -> bool:
    """The policy: whether this reader may see this part for this purpose."""
    reads_as = reader.standings & _READS_FOR[purpose]
    return bool(reads_as & SEES[part.mark]) or (bool(reads_as) and part.author == reader.id)


def clearance_of(reader: Reader, enquiry: Enquiry, purpose: Purpose) -> Clearance:
    """Everything that the policy lets this reader see of an enquiry."""
    marks = frozenset(m for m in MARKS if may_see(reader, Readable(m, author=""), purpose))
    own = {
        mark
        for entry in enquiry.entries
        if entry.author == reader.id
        for mark in marks_of(entry)
        if may_see(reader, Readable(mark, reader.id), purpose)
    }
    return Clearance(marks, reader.id if own - marks else None)


def reader_of(
    person: Practitioner, enquiry: Enquiry, directory: Directory, profile: Profile, at: datetime
) -> Reader:
    """What somebody is to an enquiry on the day of `at`, by the capacities then in force."""
    roles = [
        (held, profile.roles[held.role])
        for held in person.capacities_in_force(at)
        if held.role in profile.roles
    ]
    if any(role.is_registrar for _, role in roles):
        return Reader(person.id, frozenset())
    taking_part = frozenset(_participants(enquiry))
    teams = _teams(taking_part, directory)
    standings = (
        standing
        for held, role in roles
        for standing in _standings(held, role, (person.id, held.agency) in taking_part, teams)
    )
    return Reader(person.id, frozenset(standings))


def _standings(
    held: Held, role: Role, takes_part: bool, teams: frozenset[tuple[str, str | None]]
) -> Iterator[Standing]:
    if role.is_read_only:
        yield "inspector"
        return
    if takes_part:
        yield "participant"
        if role.is_qualified_social_worker and role.agency == "childrens_services":
            yield "social_worker"
        if role.agency in {"police", "btp"}:
            yield "police"
        if role.agency == "legal":
            yield "legal"
    if role.is_manager and _manages(held, teams):
        yield "manager"


def _manages(held: Held, teams: frozenset[tuple[str, str | None]]) -> bool:
    """A manager without a team of their own manages every team of the agency."""
    if held.team is None:
        return any(agency == held.agency for agency, _ in teams)
    return (held.agency, held.team) in teams


def _participants(enquiry: Enquiry) -> Iterator[tuple[str, str]]:
    """Who takes part, and for which agency: who recorded, was invited or attended."""
    for entry in enquiry.entries:
        yield entry.author, entry.frame.capacity.agency
    for entry in enquiry.standing():
        if isinstance(entry.event, ParticipantInvited | ParticipantAttended):
            participant = entry.event.participant
            if participant.practitioner:
                yield participant.practitioner, participant.agency


def _teams(
    participants: Iterable[tuple[str, str]], directory: Directory
) -> frozenset[tuple[str, str | None]]:
    """The teams of those who take part, also where they have left them since."""
    return frozenset(
        (agency, held.team)
        for practitioner, agency in participants
        for held in directory.practitioner(practitioner).capacities.values()
        if held.agency == agency
    )
