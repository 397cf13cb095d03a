"""Who acted: in which role, whether in person, and whether a manager stood by it."""

from __future__ import annotations

from domain.duties.case import Case
from domain.entry import Entry
from domain.events.records import Countersignature
from domain.profiles.roles import Role
from domain.values import Professional


def acted_as(entry: Entry, case: Case) -> Role | None:
    """The role in which somebody acted; `None` where a member of the family did."""
    actor = entry.frame.actor
    if actor is None:
        return case.profile.roles.get(entry.frame.capacity.role)
    return case.profile.roles.get(actor.role) if isinstance(actor, Professional) else None


def recorded_by(person: Professional, entry: Entry) -> bool:
    """Whether the author of an entry is the person named: by id, or where none is given by name.

    A name may be followed by a job title (`Priya Nair, team manager`).
    """
    if person.practitioner is not None:
        return person.practitioner == entry.author
    capacity = entry.frame.capacity
    return person.as_.split(",")[0] == capacity.as_ and person.agency == capacity.agency


def countersigned(entry: Entry, case: Case) -> bool:
    """Whether a responsible manager, who is not its author, countersigned exactly this entry."""
    managers = case.profile.roles_for("countersign.responsible_manager")
    return any(
        isinstance(other.event, Countersignature)
        and other.author != entry.author
        and other.frame.capacity.role in managers
        for other in case.referring(entry, "countersigns")
    )
