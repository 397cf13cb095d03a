"""Around consent: permission sought from parents, advice and decision on an order, an override."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.consent import Scopes
from domain.events.parents import Way
from domain.events.roles import CHILDRENS_SERVICES, HEALTH, LEGAL
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Value,
    Verbatim,
    Words,
    YesNo,
)
from domain.wording import Phrases


class PermissionAsked(Value):
    """Somebody was asked, and what came of it."""

    says: ClassVar[str] = (
        "{person} was asked {way} for permission and {result}[. In their own words: {words}]"
    )

    kind: Literal["asked"]
    person: Person
    way: Way
    result: Annotated[
        Literal["gave", "refused", "no_answer"],
        Phrases({"gave": "gave it", "refused": "refused it", "no_answer": "did not answer"}),
    ]
    words: Verbatim | None = None


class PermissionNotPossible(Value):
    """Nobody could be asked, and why (MED-18: wherever possible)."""

    says: ClassVar[str] = "It was not possible to ask a parent or carer for permission: {reason}"

    kind: Literal["not_possible"]
    reason: Words


class MedicalPermissionSought(
    Event,
    type="medical-permission-sought/1",
    rows="MED-18 MED-21",
    by=f"{CHILDRENS_SERVICES} {HEALTH}",
    countersign=RECORDING,
):
    """A parent or carer was asked before a medical or treatment, or could not be asked.

    Permission that also is the lawful consent is recorded as such, as consent to the medical.
    """

    says = "{occurred}, before {scope} for {child}: {sought}."
    example = {
        "child": "maya",
        "scope": ["whole"],
        "sought": {
            "kind": "asked",
            "person": "dawn",
            "way": "telephone",
            "result": "refused",
            "words": "Nobody is poking at her.",
        },
    }

    child: Person
    """The child."""
    scope: Scopes
    """For what."""
    sought: Annotated[PermissionAsked | PermissionNotPossible, Field(discriminator="kind")]
    """Who was asked and what came of it, or why nobody could be."""


class LitigationUnitConsulted(
    Event,
    type="litigation-unit-consulted/1",
    rows="MED-21",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=NONE,
):
    """Whether to ask a court for an order was discussed with the council's lawyers (MED-21).

    The advice is privileged; give it that mark.
    """

    says = (
        "{occurred}, {actor}, having consulted {manager}, asked {adviser} whether it is in the "
        "best interests of {child} to seek a court order for a medical. Best interests: "
        "{best_interests}[ Advice: {advice}]"
    )
    example = {
        "child": "maya",
        "manager": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "adviser": {
            "as": "Naomi Frost, solicitor",
            "role": "legal_adviser",
            "agency": "Child Litigation Unit",
        },
        "best_interests": "The bruises fade, and without a medical nobody can say how they came.",
        "advice": "An application for a child assessment order has good prospects.",
    }

    child: Person
    """The child."""
    manager: Professional
    """The manager whom the social worker consulted first."""
    adviser: Professional
    """The lawyer who was asked."""
    best_interests: Opinion
    """What speaks for and against an order in this child's interest."""
    advice: Opinion | None = None
    """The advice, where it was given at once."""


class CourtOrderDecision(
    Event,
    type="court-order-decision/1",
    rows="MED-21",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """Whether the court is asked for an order, so that a child can be examined."""

    says = (
        "{occurred}, {decided_by} decided {seek|to ask|not to ask} the court for an order so that "
        "{child} can be examined, following entry {concerns}. {reasons}"
    )
    example = {
        "child": "maya",
        "concerns": 14,
        "seek": True,
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "reasons": "Nobody who may consent will, and what the bruises show will soon be gone.",
    }

    child: Person
    """The child."""
    concerns: Annotated[EntryNumber, Refers("concerns", "LitigationUnitConsulted")]
    """The entry with the advice."""
    seek: YesNo
    """Whether an order is sought."""
    decided_by: Professional
    """Who decided."""
    reasons: Opinion
    """Why it is, or is not, in the child's best interests."""


class RefusalOverridden(
    Event,
    type="refusal-overridden/1",
    rows="MED-12",
    by=f"{CHILDRENS_SERVICES} {HEALTH} {LEGAL}",
    countersign=NONE,
):
    """A court ordered that a child who refused may be examined all the same, and how far."""

    says = (
        "{occurred}, {court} ordered (case {case_number}) that {scope} for {child} may go ahead "
        "despite the refusal in entry {concerns}. {terms}"
    )
    example = {
        "child": "maya",
        "concerns": 12,
        "court": "the High Court, Family Division",
        "case_number": "FD26P00117",
        "scope": ["examination"],
        "terms": "No force is to be used, and Maya chooses who is with her.",
    }

    child: Person
    """The child."""
    concerns: Annotated[EntryNumber, Refers("concerns", "MedicalConsent")]
    """The entry with the child's refusal."""
    court: Words
    """The court."""
    case_number: Words
    """The number of the case."""
    scope: Scopes
    """What it allows."""
    terms: Opinion
    """On what terms, as the order or whoever was in court says."""
