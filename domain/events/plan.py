"""The child’s plan: proposed, strengthened, contributed to, discharged."""

from typing import Annotated, ClassVar

from pydantic import Field

from domain.events.base import ANYONE, BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Who,
    Words,
    unique,
)


class PlanStep(Value):
    """One aim, what is done for it, by whom and by when, and how one will know that it worked."""

    says: ClassVar[str] = "Aim: {aim}. {owner}, due {due}: {action}. It has worked when: {measure}."

    aim: Text
    action: Text
    owner: Who
    due: Deadline
    measure: Text


Steps = Annotated[tuple[PlanStep, ...], Field(min_length=1)]

_STEP = {
    "aim": "Maya sleeps through the night.",
    "action": "Agree with Dawn who is in the flat after six, and ring each evening.",
    "owner": {
        "as": "Ruth Okafor",
        "role": "social_worker",
        "agency": "Hertfordshire Children’s Services",
    },
    "due": "2026-03-13",
    "measure": "Maya says so, and school sees her rested.",
}


class PlanProposed(Event, type="plan-proposed/1", rows="ASM-13", by=ANYONE, countersign=BY_MANAGER):
    """A plan for the child: specific, achievable, and to the point of the harm feared."""

    says = "{occurred}, {actor} proposed this plan for {child}. {relevance}. {steps}"
    example = {
        "child": "maya",
        "relevance": "Harm happens in the evenings, when Dawn is out.",
        "steps": [_STEP],
    }

    child: Person
    """The child."""
    relevance: Opinion
    """How it answers to the harm and to the context in which it happens."""
    steps: Steps
    """Aims, actions and measures."""


class PlanAdjusted(
    Event, type="plan-adjusted/1", rows="ASM-13 ASM-12", by=ANYONE, countersign=BY_MANAGER
):
    """A proposed plan was thought about again and strengthened."""

    says = (
        "{occurred}, {actor} adjusted the plan for {child} in entry {concerns}. {reasons}. {steps}"
    )
    example = {
        "child": "maya",
        "concerns": 26,
        "reasons": "A telephone call in the evening can be overheard.",
        "steps": [{**_STEP, "action": "Call at the flat on two evenings a week, unannounced."}],
    }

    child: Person
    """The child."""
    concerns: Annotated[EntryNumber, Refers("concerns", "PlanProposed", "PlanAdjusted")]
    """The entry with the plan as it was."""
    reasons: Opinion
    """What the adjustment strengthens, and why."""
    steps: Steps
    """The steps that are new or changed."""


class PlanContribution(
    Event, type="plan-contribution/1", rows="OUT-09", by=ANYONE, countersign=NONE
):
    """An agency's part in making or carrying on the plan."""

    says = "{occurred}, {actor} contributed to the plan for {child}, for {agency}. {contribution}"
    example = {
        "child": "maya",
        "agency": "Oakfield Primary School",
        "contribution": "Breakfast club from Monday, and one adult to whom Maya can always go.",
    }

    child: Person
    """The child."""
    agency: Words
    """The agency."""
    contribution: Text
    """What it brings, and how it takes part in assessing further."""


class PlanDischarged(
    Event,
    type="plan-discharged/1",
    rows="OUT-13",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """The child protection plan ended, with support in its place."""

    says = (
        "{occurred}, the child protection plan for {child} ended. Decided by {decided_by}. "
        "{reasons}. Support from now on, and what would bring us back: {support}"
    )
    example = {
        "child": "maya",
        "decided_by": [
            {
                "as": "Martin Bell",
                "role": "conference_chair",
                "agency": "Hertfordshire Children’s Services",
            }
        ],
        "reasons": "Mr Doyle has been away for five months, and Dawn has kept every agreement.",
        "support": "A family worker for three months. The school rings if Maya stays away.",
    }

    child: Person
    """The child."""
    decided_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who decided."""
    reasons: Opinion
    """Why it is no longer needed."""
    support: Text
    """The support in place, and what new information would be answered to."""
