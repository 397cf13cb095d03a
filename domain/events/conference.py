"""The initial child protection conference: decided on, arranged, held."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, Countersigning, Event
from domain.events.referral import Harms
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.events.strategy_record import Dissent
from domain.values import (
    Day,
    Instant,
    Opinion,
    Person,
    Professional,
    Value,
    Words,
    unique,
)

Deciders = Annotated[tuple[Professional, ...], Field(min_length=1), unique()]


class Progress(Value):
    """There will be a conference."""

    says: ClassVar[str] = "to go on to an initial child protection conference"

    kind: Literal["conference"]


class NotYet(Value):
    """It cannot be decided yet, and when it will be."""

    says: ClassVar[str] = "that this cannot be decided yet, and to decide it by {by}"

    kind: Literal["not_yet"]
    by: Day


class ConferenceProgressionDecided(
    Event,
    type="conference-progression-decided/1",
    rows="TIM-02",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """Whether the enquiry goes on to a conference. That none is needed is an event of its own."""

    says = "{occurred}, {deciders} decided, for {child}, {decision}. {rationale}"
    example = {
        "child": "maya",
        "deciders": [
            {
                "as": "Ruth Okafor",
                "role": "social_worker",
                "agency": "Hertfordshire Children’s Services",
            }
        ],
        "decision": {"kind": "conference"},
        "rationale": "What is known on day six already shows likely significant harm.",
    }

    child: Person
    """The child."""
    deciders: Deciders
    """Who decided."""
    decision: Annotated[Progress | NotYet, Field(discriminator="kind")]
    """Yes, or not yet."""
    rationale: Opinion
    """Why."""


class ConferenceNotRequired(
    Event,
    type="conference-not-required/1",
    rows="CPC-02 DIS-01 DIS-02 TIM-02",
    by=CHILDRENS_SERVICES,
    countersign=Countersigning(kind="authorise", by="icpc.not_required_authoriser"),
):
    """No conference is required. Practitioners who disagree may ask for one all the same."""

    says = (
        "{occurred}, {deciders} decided that no initial child protection conference about {child} "
        "is required. {rationale}.[ {dissent}]"
    )
    example = {
        "child": "maya",
        "deciders": [
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children’s Services",
            }
        ],
        "rationale": "Mr Doyle has left, and Dawn works with us and with the school.",
        "dissent": [
            {
                "by": {
                    "as": "Grace Obi, deputy head",
                    "role": "teacher",
                    "agency": "Oakfield Primary School",
                },
                "reasons": "He left once before.",
            }
        ],
    }

    child: Person
    """The child."""
    deciders: Deciders
    """Who decided."""
    rationale: Opinion
    """Why none is required."""
    dissent: tuple[Dissent, ...] = ()
    """Who disagreed, and why."""


class ConferencePlanned(
    Event,
    type="conference-planned/1",
    rows="CPC-01 CPC-03 CPC-15 TIM-03",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """An initial child protection conference was given a date; the last one given counts."""

    says = (
        "{occurred}, {actor} arranged an initial child protection conference about {child} for "
        "{planned}, at {place}, to be chaired by {chair}.[ Why it is not held sooner: {delayed}.]"
    )
    example = {
        "child": "maya",
        "planned": "2026-03-19T10:00:00Z",
        "place": "County Hall, Hertford",
        "chair": {
            "as": "Martin Bell",
            "role": "conference_chair",
            "agency": "Hertfordshire Children’s Services",
        },
    }

    child: Person
    """The child whom it is about."""
    planned: Instant
    """When it is to be held."""
    place: Words
    """Where it is to be held."""
    chair: Professional
    """Who is to chair it."""
    delayed: Opinion | None = None
    """Why it was put off, or is held after the procedure's limit."""


class PlanMade(Value):
    """The child became the subject of a child protection plan."""

    says: ClassVar[str] = "that a child protection plan is needed because of {harms}"

    kind: Literal["plan"]
    harms: Harms


class NoPlan(Value):
    """No child protection plan."""

    says: ClassVar[str] = "that no child protection plan is needed"

    kind: Literal["no_plan"]


class ConferenceHeld(
    Event,
    type="conference-held/1",
    rows="CPC-01 TIM-04",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """The initial child protection conference took place."""

    says = (
        "{occurred}, the initial child protection conference about {child} was held, chaired by "
        "{chair}. It decided {decision}. {rationale}"
    )
    example = {
        "child": "maya",
        "chair": {
            "as": "Martin Bell",
            "role": "conference_chair",
            "agency": "Hertfordshire Children’s Services",
        },
        "decision": {"kind": "plan", "harms": ["physical"]},
        "rationale": "The harm is likely to happen again while Mr Doyle lives in the home.",
    }

    child: Person
    """The child whom it was about."""
    chair: Professional
    """Who chaired it."""
    decision: Annotated[PlanMade | NoPlan, Field(discriminator="kind")]
    """Whether there is a plan, and for which harm."""
    rationale: Opinion
    """Why."""
