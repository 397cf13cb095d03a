"""Looking again at a child about whom nothing was substantiated."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Refers,
    Text,
    Value,
    Who,
)


class Reassessment(Value):
    """Health and development are assessed again, against objectives."""

    says: ClassVar[str] = (
        "This is due again {due}[, with {owner} responsible for it], against these objectives: "
        "{objectives}"
    )

    kind: Literal["planned"]
    objectives: Text
    owner: Who | None = None
    due: Deadline


class NoReassessment(Value):
    """No further assessment is needed, and why."""

    says: ClassVar[str] = "No regular re-assessment is needed: {reasons}"

    kind: Literal["not_needed"]
    reasons: Opinion


class ReassessmentPlanned(
    Event,
    type="reassessment-planned/1",
    rows="OUT-08",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Whether the child is assessed again regularly, after concerns that were not substantiated."""

    says = (
        "{occurred}, {actor} considered whether health and development of {child} should be "
        "re-assessed regularly. {decision}"
    )
    example = {
        "child": "maya",
        "decision": {
            "kind": "planned",
            "objectives": "Weight on her own line again, and no day missed at nursery.",
            "owner": {
                "as": "Joan Pike",
                "role": "health_practitioner",
                "agency": "Lister Hospital",
            },
            "due": "2026-06-05",
        },
    }

    child: Person
    """The child."""
    decision: Annotated[Reassessment | NoReassessment, Field(discriminator="kind")]
    """By whom, by when and against which objectives; or why not."""


class Reassessed(
    Event,
    type="reassessed/1",
    rows="OUT-08",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Health and development were assessed again."""

    says = (
        "{occurred}, {actor} assessed health and development of {child} again, as planned in entry "
        "{answers}. {findings}[ This is due again {again}.]"
    )
    example = {
        "child": "maya",
        "answers": 25,
        "findings": "Both objectives are reached.",
    }

    child: Person
    """The child."""
    answers: Annotated[EntryNumber, Refers("answers", "ReassessmentPlanned")]
    """The entry with the plan."""
    findings: Opinion
    """What was found, objective by objective."""
    again: Deadline | None = None
    """When it is due next, if at all."""
