"""Who leads the enquiry: allocated, replaced, stood down, with the evidence of qualification."""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Day, EntryNumber, Person, Professional, Refers, Text, Value, Words

_MANAGER: Final = {
    "as": "Priya Nair, team manager",
    "role": "team_manager",
    "agency": "Hertfordshire Children’s Services",
}
_WORKER: Final = {
    "as": "Ruth Okafor",
    "role": "social_worker",
    "agency": "Hertfordshire Children’s Services",
    "registration": "SW100231",
}


class Qualification(Value):
    """What shows that somebody is a qualified social worker, and when it was looked at."""

    says: ClassVar[str] = "{evidence}, seen on {checked}"

    evidence: Words
    checked: Day


class FirstAllocation(Value):
    """Nobody led before."""

    says: ClassVar[str] = "as the first to lead"

    kind: Literal["first"]


class Replacement(Value):
    """Somebody led until now, and why that changes."""

    says: ClassVar[str] = "in place of whom entry {previous} allocated, because {reason}"

    kind: Literal["replacement"]
    previous: Annotated[EntryNumber, Refers("concerns", "LeadPractitionerAllocated")]
    reason: Words


class LeadPractitionerAllocated(
    Event,
    type="lead-practitioner-allocated/1",
    rows="REF-09 REF-10",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A social worker of the authority leads the enquiry from then on."""

    says = (
        "{occurred}, {allocated_by} allocated {worker} of {team} to lead the enquiries about "
        "{child}, {place}. Qualification: {qualification}."
    )
    example = {
        "child": "maya",
        "allocated_by": _MANAGER,
        "worker": _WORKER,
        "team": "Assessment Team 2",
        "qualification": {
            "evidence": "Social Work England register, SW100231",
            "checked": "2026-03-02",
        },
        "place": {"kind": "first"},
    }

    child: Person
    """The child."""
    allocated_by: Professional
    """The manager who allocated."""
    worker: Professional
    """Who leads, with the number in the regulator's register."""
    team: Words
    """The team."""
    qualification: Qualification
    """The evidence that the worker is a qualified social worker."""
    place: Annotated[FirstAllocation | Replacement, Field(discriminator="kind")]
    """Whether somebody led before: there is one lead at a time."""


class LeadPractitionerStoodDown(
    Event,
    type="lead-practitioner-stood-down/1",
    rows="REF-09",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """Whoever led the enquiry no longer does, and nobody has taken over yet."""

    says = (
        "{occurred}, {worker} no longer led the enquiries about {child} (entry {concerns}), and "
        "nobody had taken over. {reason}"
    )
    example = {
        "concerns": 5,
        "child": "maya",
        "worker": _WORKER,
        "reason": "Ruth is ill, and the duty team covers until somebody is allocated.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "LeadPractitionerAllocated")]
    """The entry that allocated the worker."""
    child: Person
    """The child."""
    worker: Professional
    """Who led."""
    reason: Text
    """Why, and who answers for the child meanwhile."""


class LeadChildProtectionPractitionerAllocated(
    Event,
    type="lead-child-protection-practitioner-allocated/1",
    rows="REF-14",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A Lead Child Protection Practitioner takes part, beside whoever leads the enquiry."""

    says = (
        "{occurred}, {allocated_by} allocated {worker} of {team} as Lead Child Protection "
        "Practitioner for {child}."
    )
    example = {
        "child": "maya",
        "allocated_by": _MANAGER,
        "worker": {
            "as": "Anneke Visser",
            "role": "lead_child_protection_practitioner",
            "agency": "Hertfordshire Children’s Services",
        },
        "team": "Family Help and Protection",
    }

    child: Person
    """The child."""
    allocated_by: Professional
    """The manager who allocated."""
    worker: Professional
    """Who holds the role."""
    team: Words
    """The team."""
