"""When support is not enough: legal steps, pre-proceedings, a child who is looked after."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, Event
from domain.events.roles import CHILDRENS_SERVICES, LEGAL
from domain.values import (
    Opinion,
    Person,
    Professional,
    Text,
    Value,
    Words,
    YesNo,
)
from domain.wording import Phrases


class StepsTaken(Value):
    """Legal steps are taken."""

    says: ClassVar[str] = "These are taken: {steps}"

    kind: Literal["taken"]
    steps: Words


class NoSteps(Value):
    """No legal steps for now."""

    says: ClassVar[str] = "No steps are taken for now"

    kind: Literal["none"]


class LegalStepsConsidered(
    Event,
    type="legal-steps-considered/1",
    rows="OUT-04",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=BY_MANAGER,
):
    """Whether legal steps are needed was considered."""

    says = (
        "{occurred}, {actor} considered legal steps for {child}[, with the advice of {adviser}]. "
        "{decision}. {reasons}"
    )
    example = {
        "child": "maya",
        "adviser": {
            "as": "Naomi Frost",
            "role": "legal_adviser",
            "agency": "Hertfordshire Legal Services",
        },
        "decision": {"kind": "none"},
        "reasons": "Dawn has agreed to the safety plan in writing and has kept to it.",
    }

    child: Person
    """The child."""
    adviser: Professional | None = None
    """Who advised."""
    decision: Annotated[StepsTaken | NoSteps, Field(discriminator="kind")]
    """Which steps, if any."""
    reasons: Opinion
    """Why."""


class PreProceedingsConsidered(
    Event,
    type="pre-proceedings-considered/1",
    rows="OUT-11",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=BY_MANAGER,
):
    """Pre-proceedings were considered, because harm has not become less likely."""

    says = (
        "{occurred}, {actor} considered pre-proceedings for {child} with {adviser}. They "
        "{begun|begin|do not begin for now}. {reasons}"
    )
    example = {
        "child": "maya",
        "adviser": {
            "as": "Naomi Frost",
            "role": "legal_adviser",
            "agency": "Hertfordshire Legal Services",
        },
        "begun": False,
        "reasons": "Visits show that the plan is kept. It is looked at again after the review.",
    }

    child: Person
    """The child."""
    adviser: Professional
    """The legal adviser."""
    begun: YesNo
    """Whether pre-proceedings begin."""
    reasons: Opinion
    """How the likelihood of harm has changed, and what follows from it."""


class BecameLookedAfter(
    Event,
    type="became-looked-after/1",
    rows="OUT-12",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A child began to be looked after: as well planned as can be, with the family supported.

    The dated fact, on which consent, invitations and the years of keeping rest, is a PersonFact.
    """

    says = (
        "{occurred}, {child} came to be looked after by {authority} {basis}, and to live with "
        "{placement}. How it was planned: {plan}. Support for child, parents and network: "
        "{support}. Needs are monitored so: {monitoring}"
    )
    example = {
        "child": "maya",
        "authority": "Hertfordshire County Council",
        "basis": "section_20",
        "placement": "her grandmother, as a connected person",
        "plan": "Maya saw the room, chose the day and brought her own things.",
        "support": "Dawn sees Maya on Wednesdays and Sundays, and has an advocate.",
        "monitoring": "A visit each week, and a review within twenty working days.",
    }

    child: Person
    """The child."""
    authority: Words
    """The authority that looks after the child."""
    basis: Annotated[
        Literal["section_20", "interim_care_order", "care_order", "police_protection", "epo"],
        Phrases(
            {
                "section_20": "in accommodation under section 20",
                "interim_care_order": "under an interim care order",
                "care_order": "under a care order",
                "police_protection": "under police protection",
                "epo": "under an emergency protection order",
            }
        ),
    ]
    """The legal basis."""
    placement: Words
    """With whom the child lives, as it follows the words "to live with"."""
    plan: Text
    """How the move was planned."""
    support: Text
    """How child, parents and the family network are supported."""
    monitoring: Text
    """How continuing need is watched as part of care planning."""
