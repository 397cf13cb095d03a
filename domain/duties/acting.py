"""Who acted: in which role, whether in person, and whether a manager stood by it."""

from __future__ import annotations

from domain.duties.case import Case
from domain.entry import Entry
from domain.events.records import Countersignature
from domain.profiles.roles import Role
from domain.values import Capacity, Professional


def acted_as(entry: Entry, case: Case) -> Role | None:
    """The role in which somebody acted; `None` where a member of the family did."""
    actor = entry.frame.actor
    if actor is None:
        return case.profile.roles.get(entry.frame.capacity.role)
    return case.profile.roles.get(actor.role) if isinstance(actor, Professional) else None


def recorded_by(person: Professional, entry: Entry) -> bool:
    """Whether the author of an entry is the person named."""
    return is_named(person, entry.author, entry.frame.capacity)


def is_named(person: Professional, practitioner: str, acting: Capacity) -> bool:
    """Whether a practitioner is the person named: by id, or where none is given by name."""
    if person.practitioner is not None:
        return person.practitioner == practitioner
    return bare_name(person) == acting.as_ and person.agency == acting.agency


def bare_name(person: Professional) -> str:
    """The name that may be followed by a job title (`Priya Nair, team manager`), without it."""
    return person.as_.split(",")[0]


def countersigned(entry: Entry, case: Case) -> bool:
    """Whether a responsible manager, who is not its author, countersigned exactly this entry."""
    managers = case.profile.roles_for("countersign.responsible_manager")
    return any(
        isinstance(other.event, Countersignature)
        and other.author != entry.author
        and other.frame.capacity.role in managers
        for other in case.referring(entry, "countersigns")
    )
