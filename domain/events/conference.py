"""The initial child protection conference: arranged, prepared, held."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.referral import Harms
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import Instant, Opinion, Person, Professional, Value, Words
from domain.wording import Phrases


class ConferencePlanned(
    Event,
    type="conference-planned/1",
    rows="CPC-01 CPC-03 CPC-15 TIM-03",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """An initial child protection conference was requested and given a date."""

    says = (
        "{occurred}, {actor} arranged an initial child protection conference about {child} for "
        "{planned}, at {place}, to be chaired by {chair}."
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


class ConferenceReportShared(
    Event,
    type="conference-report-shared/1",
    rows="CPC-09 TIM-09",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The report for the conference reached a parent or carer. One entry for each person."""

    says = "{occurred}, {actor} shared the conference report about {child} with {recipient} {how}."
    example = {"child": "maya", "recipient": "dawn", "how": "in_person"}

    child: Person
    """The child whom the report is about."""
    recipient: Person
    """Who received it."""
    how: Annotated[
        Literal["in_person", "post", "email", "read_out"],
        Phrases(
            {
                "in_person": "in person",
                "post": "by post",
                "email": "by email",
                "read_out": "by reading it out",
            }
        ),
    ]
    """How it reached them."""


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
    countersign=NONE,
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
