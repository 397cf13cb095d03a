"""Whom a strategy discussion needs: services that work with the family, and who was considered."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Number, Opinion, Person, Professional, Value, Words, YesNo, unique
from domain.wording import Phrases

InviteeCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
"""The code of an invitee as the profile lists them (`sarc`, `midwifery`)."""

ServiceKind = Annotated[
    Literal[
        "early_help",
        "education",
        "health",
        "care",
        "mental_health",
        "youth_justice",
        "adult_mental_health",
        "substance_misuse",
        "domestic_abuse",
        "placement",
        "other",
    ],
    Phrases(
        {
            "early_help": "early help",
            "education": "a school or nursery",
            "health": "a health service",
            "care": "a care service",
            "mental_health": "a mental health service",
            "youth_justice": "youth justice or youth work",
            "adult_mental_health": "mental health problems of an adult",
            "substance_misuse": "substance misuse",
            "domestic_abuse": "domestic abuse",
            "placement": "the residential or fostering service",
            "other": "another service",
        }
    ),
]


class ServiceInvolved(
    Event,
    type="service-involved/1",
    rows="STR-05 STR-09..13 STR-15",
    by="any",
    countersign=NONE,
):
    """A service that works with, or holds information about, somebody of the enquiry."""

    says = (
        "{agency} works with {person} ({service}){elsewhere|, in another authority’s area|}"
        "[. Contact there: {contact}]."
    )
    example = {
        "agency": "Stevenage Family Support",
        "person": "dawn",
        "service": "early_help",
        "elsewhere": False,
        "contact": {
            "as": "Mary Ito",
            "role": "early_help",
            "agency": "Stevenage Family Support",
        },
    }

    agency: Words
    """The agency or school."""
    person: Person
    """With whom it works, or about whom it has information."""
    service: ServiceKind
    """What kind of service, or for which problem."""
    elsewhere: YesNo
    """Whether in another authority’s area, as for a child who lives there (STR-15)."""
    contact: Professional | None = None
    """Who can be invited for it."""


class Considered(Value):
    """Whether somebody is to take part, and why or why not."""

    says: ClassVar[str] = "{as} {decision}, because {reason}"

    code: InviteeCode
    as_: Words = Field(alias="as")
    decision: Annotated[
        Literal["invite", "contribute", "consult", "not_needed"],
        Phrases(
            {
                "invite": "is to be invited",
                "contribute": "is to contribute in writing",
                "consult": "is to be consulted instead",
                "not_needed": "is not needed",
            }
        ),
    ]
    reason: Words


class InvitationsConsidered(
    Event,
    type="invitations-considered/1",
    rows="STR-05 STR-09 STR-11..14 STR-17",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """It was considered who else should take part in a strategy discussion: the checklist."""

    says = (
        "{occurred}, {actor} considered who should take part in strategy discussion {discussion}: "
        "{considered}.[ Health: {health}]"
    )
    example = {
        "discussion": 1,
        "considered": [
            {
                "code": "transport_police",
                "as": "British Transport Police",
                "decision": "not_needed",
                "reason": "nothing happened on or near a railway",
            }
        ],
        "health": "The school nurse knows both children and speaks for health.",
    }

    discussion: Number
    """The number of the discussion."""
    considered: Annotated[
        tuple[Considered, ...], Field(min_length=1), unique(lambda item: item.code)
    ]
    """Whom, by the profile’s code, with decision and reason."""
    health: Opinion | None = None
    """Which health representation is appropriate, and why (STR-09)."""


class ParticipantAuthorityConfirmed(
    Event,
    type="participant-authority-confirmed/1",
    rows="STR-18",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The chair asked whether a participant can decide for their agency."""

    says = (
        "{occurred}, {actor} asked for strategy discussion {discussion} whether {participant} may "
        "decide for their agency: {decides|yes|no}.[ {how}]"
    )
    example = {
        "discussion": 1,
        "participant": {
            "as": "Grace Obi, deputy head",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "decides": True,
        "how": "The head confirmed it by telephone.",
    }

    discussion: Number
    """The number of the discussion."""
    participant: Professional
    """Who takes part."""
    decides: YesNo
    """Whether they may decide for their agency."""
    how: Opinion | None = None
    """On whose word."""
