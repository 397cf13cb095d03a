"""May this reader see this part? Every read of an enquiry passes here (design, section 2: marks).

Who takes part in an enquiry reads it, and so do the managers of their teams: those of children's
services all of it, those of another agency what its people may. Inspectors read and record nothing;
registrars, who could enrol anybody, see no case. A mark narrows this further. Who
records in an enquiry thereby takes part in it. To abuse that, somebody would need the enquiry's
random id, which only its readers learn, and would leave an entry under their own signature there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

from domain.directory import Directory, Held, Practitioner
from domain.enquiry import Enquiry
from domain.marks import MARKS, marks_of
from domain.profiles import Profile, Role
from domain.values import Mark

__all__ = [
    "Clearance",
    "Purpose",
    "Readable",
    "Reader",
    "Teams",
    "clearance_of",
    "may_see",
    "reader_among",
    "reader_of",
    "teams_of",
]

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

Team = tuple[str, str | None]
"""An agency and a team of it, or None for who is in none."""
Teams = frozenset[Team]

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
    own = {m for m in MARKS if may_see(reader, Readable(m, reader.id), purpose)} - marks
    wrote = own and any(
        entry.author == reader.id and not own.isdisjoint(marks_of(entry))
        for entry in enquiry.entries
    )
    return Clearance(marks, reader.id if wrote else None)


def reader_of(
    person: Practitioner, enquiry: Enquiry, directory: Directory, profile: Profile, at: datetime
) -> Reader:
    """What somebody is to an enquiry on the day of `at`, by the capacities then in force."""
    parties = enquiry.parties
    own = frozenset(agency for practitioner, agency in parties if practitioner == person.id)
    teams = frozenset[Team]().union(*(teams_of(*party, directory) for party in parties))
    return reader_among(person, own, teams, profile, at)


def reader_among(
    person: Practitioner, own: frozenset[str], teams: Teams, profile: Profile, at: datetime
) -> Reader:
    """As `reader_of`, for who knows for which agencies somebody takes part (`own`), and of which
    teams those are who do.
    """
    roles = [
        (held, profile.roles[held.role])
        for held in person.capacities_in_force(at)
        if held.role in profile.roles
    ]
    if any(role.is_registrar for _, role in roles):
        return Reader(person.id, frozenset())
    standings = (
        standing
        for held, role in roles
        for standing in _standings(held, role, held.agency in own, teams)
    )
    return Reader(person.id, frozenset(standings))


def _standings(held: Held, role: Role, takes_part: bool, teams: Teams) -> Iterator[Standing]:
    if role.is_read_only:
        yield "inspector"
        return
    manages = role.is_manager and _manages(held, teams)
    if takes_part or manages:
        yield "participant"
        if role.is_qualified_social_worker and role.agency == "childrens_services":
            yield "social_worker"
        if role.agency in {"police", "btp"}:
            yield "police"
        if role.agency == "legal":
            yield "legal"
    if manages and role.agency == "childrens_services":  # whose record it is
        yield "manager"


def _manages(held: Held, teams: Teams) -> bool:
    """A manager without a team of their own manages every team of the agency."""
    if held.team is None:
        return any(agency == held.agency for agency, _ in teams)
    return (held.agency, held.team) in teams


def teams_of(practitioner: str, agency: str, directory: Directory) -> Teams:
    """The teams of an agency that somebody is in or was in."""
    capacities = directory.practitioner(practitioner).capacities.values()
    return frozenset((agency, held.team) for held in capacities if held.agency == agency)
