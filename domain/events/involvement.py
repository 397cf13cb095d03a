"""When and how parents take part: at once, later and why, from elsewhere, in their language."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Who,
    Words,
    unique,
)
from domain.wording import Phrases

Deciders = Annotated[tuple[Professional, ...], Field(min_length=1), unique()]

_MANAGER = {
    "as": "Priya Nair, team manager",
    "role": "team_manager",
    "agency": "Hertfordshire Children’s Services",
}


class ExplanationWithheld(
    Event,
    type="explanation-withheld/1",
    rows="PAR-02",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """The enquiry is not explained to somebody for now, because of the child’s safety."""

    says = (
        "{occurred}, {decided_by} decided not to explain the enquiry to {person} for now, because "
        "to do so would {test}. {reasons} The review is due {review}."
    )
    example = {
        "person": "craig",
        "decided_by": [_MANAGER],
        "test": "significantly negatively impact the safety and welfare of the child",
        "reasons": "Craig has a key to the flat and has said what he would do.",
        "review": "2026-03-06",
    }

    person: Person
    """To whom nothing is explained."""
    decided_by: Deciders
    """Who decided."""
    test: Words
    """The test applied, in the procedure’s own words: what an explanation would do."""
    reasons: Opinion
    """Why the test is met."""
    review: Deadline
    """By when the decision is reviewed."""


class InvolvementDeferred(
    Event,
    type="involvement-deferred/1",
    rows="PAR-05",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A parent or carer is not involved or informed for now."""

    says = (
        "{occurred}, {decided_by} decided that {person} is not to be involved for now, because "
        "that would {ground}. {reasons} The review is due {review}."
    )
    example = {
        "person": "craig",
        "decided_by": [_MANAGER],
        "ground": "police_investigation",
        "reasons": "Police want to arrest Craig before he hears of the enquiry.",
        "review": "2026-03-06",
    }

    person: Person
    """Who is not involved."""
    decided_by: Deciders
    """Who decided."""
    ground: Annotated[
        Literal["police_investigation", "risk_to_child"],
        Phrases(
            {
                "police_investigation": "jeopardise a police investigation",
                "risk_to_child": "place the child at risk of harm",
            }
        ),
    ]
    """Which of the procedure’s two grounds."""
    reasons: Opinion
    """Why."""
    review: Deadline
    """By when the decision is reviewed."""


class DeferralReviewed(
    Event,
    type="deferral-reviewed/1",
    rows="PAR-02 PAR-05",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A decision to withhold an explanation or to defer involvement was looked at again."""

    says = (
        "{occurred}, {actor} reviewed the decision about {person} in entry {answers}. It "
        "{review|goes on|ends now}[, and the next review is due {review}]. {reasons}"
    )
    example = {
        "answers": 9,
        "person": "craig",
        "reasons": "Craig was arrested this morning and knows of the enquiry.",
    }

    answers: Annotated[
        EntryNumber,
        Refers("answers", "ExplanationWithheld", "InvolvementDeferred", "DeferralReviewed"),
    ]
    """The entry with the decision, or with the review before this one."""
    person: Person
    """Whom it is about."""
    review: Deadline | None = None
    """By when it is reviewed again, where it goes on; left out where it ends."""
    reasons: Opinion
    """Why."""


class InformationTimingDecided(
    Event,
    type="information-timing-decided/1",
    rows="PAR-06",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """When somebody is given information was decided; the child’s safety comes first."""

    says = (
        "{occurred}, {decided_by} decided when {person} is given information: {timing}. "
        "What the child needs, and the child’s safety: {reasons}"
    )
    example = {
        "person": "dawn",
        "decided_by": [_MANAGER],
        "timing": "after Maya has been seen at school",
        "reasons": "Maya should first be able to speak without having been told what to say.",
    }

    person: Person
    """Who is to be given information."""
    decided_by: Deciders
    """Who decided."""
    timing: Text
    """When: at once, after something, on a day."""
    reasons: Opinion
    """Why that is best for the child."""


class NonResidentInvolvement(
    Event,
    type="non-resident-parent-involvement/1",
    rows="PAR-08",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """How a parent or carer who lives elsewhere takes part in the assessment was arranged."""

    says = (
        "{occurred}, {actor} arranged how {person}, who lives elsewhere, takes part in the "
        "assessment. {arrangement} Contact with the child: {contact}"
    )
    example = {
        "person": "craig",
        "arrangement": "A video call on Thursdays, and a visit to his flat next week.",
        "contact": "Every second weekend until now; none while the enquiry is under way.",
    }

    person: Person
    """The parent or carer."""
    arrangement: Text
    """How that person takes part."""
    contact: Text
    """What contact there is with the child."""


class InterpreterProvided(
    Event,
    type="interpreter-provided/1",
    rows="PAR-09",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """An interpreter, or other help to communicate, was there for somebody from then on."""

    says = (
        "{occurred}, {actor} provided {interpreter} to interpret {language} for {person}."
        "[ This was for entry {concerns}.]"
    )
    example = {
        "person": "dawn",
        "language": "Polish",
        "interpreter": {
            "as": "Ewa Nowak",
            "role": "interpreter",
            "agency": "Hertfordshire Interpreting Service",
        },
    }

    person: Person
    """Who was helped."""
    language: Words
    """The language, sign language or way of communicating."""
    interpreter: Who
    """Who interpreted, and for which organisation. Never a member of the family."""
    concerns: Annotated[EntryNumber, Refers("concerns")] | None = None
    """The conversation or feedback that was interpreted."""
