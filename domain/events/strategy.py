"""The strategy discussion: convened, invited to, attended, held."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    EntryNumber,
    Instant,
    Number,
    Opinion,
    Professional,
    Refers,
    Text,
    Value,
    When,
    Words,
    YesNo,
)
from domain.wording import Phrases

Mode = Annotated[
    Literal["telephone", "virtual", "face_to_face"],
    Phrases(
        {
            "telephone": "by telephone",
            "virtual": "as a video meeting",
            "face_to_face": "face to face",
        }
    ),
]


class StrategyDiscussionConvened(
    Event,
    type="strategy-discussion-convened/1",
    rows="STR-01 STR-21 STR-24 STR-25",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """A strategy discussion was called. Discussions of one enquiry are numbered from 1."""

    says = (
        "{occurred}, {actor} convened strategy discussion {discussion}, to be held {mode} on "
        "{planned}. {reason}[ The designated officer (LADO) is not waited for: {without_lado}]"
    )
    example = {
        "discussion": 1,
        "planned": "2026-03-02T15:00:00Z",
        "mode": "virtual",
        "reason": "The bruises are not explained, and both children go home at the end of school.",
    }

    discussion: Number
    """The number of the discussion within this enquiry."""
    planned: Instant
    """When it is to begin."""
    mode: Mode
    """How it is to be held."""
    reason: Text
    """What called for it: the suspicion, or new information on an open case."""
    without_lado: Opinion | None = None
    """Why it is held although the designated officer has not answered yet (STR-21)."""


class ParticipantInvited(
    Event,
    type="participant-invited/1",
    rows="STR-02..17",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """A practitioner was invited to a strategy discussion."""

    says = (
        "{occurred}, {actor} invited {participant} to strategy discussion {discussion}"
        "[, because {reason}]."
    )
    example = {
        "discussion": 1,
        "participant": {
            "as": "Dr Helen Marsh, named doctor",
            "role": "paediatrician",
            "agency": "Lister Hospital",
        },
        "reason": "a medical may be needed",
    }

    discussion: Number
    """The number of the discussion."""
    participant: Professional
    """Who was invited, in which role and for which agency."""
    reason: Words | None = None
    """Why, in a few words, where the role alone does not say it."""


class Attended(Value):
    """Took part. `decides`: senior enough to decide for the agency (STR-18)."""

    says: ClassVar[str] = (
        "attended{decides|, with authority to decide for their agency|"
        ", without authority to decide for their agency}"
    )

    kind: Literal["attended"]
    decides: YesNo


class Apologies(Value):
    """Sent apologies."""

    says: ClassVar[str] = "sent apologies[ ({reason})]"

    kind: Literal["apologies"]
    reason: Words | None = None


class Absent(Value):
    """Neither came nor sent word."""

    says: ClassVar[str] = "did not attend and sent no apologies"

    kind: Literal["absent"]


class WrittenContribution(Value):
    """Contributed in writing instead (STR-15)."""

    says: ClassVar[str] = "did not attend but contributed in writing"

    kind: Literal["written"]


Attendance = Annotated[
    Attended | Apologies | Absent | WrittenContribution, Field(discriminator="kind")
]


class ParticipantAttended(
    Event,
    type="participant-attended/1",
    rows="STR-02..08 STR-15 STR-18",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """Whether a practitioner took part in a strategy discussion. One entry for each of them."""

    says = "Strategy discussion {discussion}: {participant} {attendance}."
    example = {
        "discussion": 1,
        "participant": {
            "as": "DC Tom Hill",
            "role": "police_officer",
            "agency": "Hertfordshire Constabulary",
        },
        "attendance": {"kind": "attended", "decides": True},
    }

    discussion: Number
    """The number of the discussion."""
    participant: Professional
    """Who was expected."""
    attendance: Attendance
    """Attended, sent apologies, stayed away, or contributed in writing."""


class StrategyDiscussionHeld(
    Event,
    type="strategy-discussion-held/1",
    rows="IMM-06 IMM-07 STR-22..24 TIM-04 TIM-07 TIM-08 TIM-10 TIM-11 TIM-15",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """A strategy discussion took place. It occurred when it began; limits run from its end."""

    says = (
        "Strategy discussion {discussion} was held {mode} {occurred}, chaired by {chair}[, "
        "following that of entry {follows}]. It ended {ended}."
        "{initiating| Section 47 enquiries were initiated at it.|}"
        "[ It went ahead without everybody it needs: {shortfall}.]"
    )
    example = {
        "discussion": 1,
        "mode": "virtual",
        "ended": "2026-03-02T15:50:00Z",
        "initiating": True,
        "chair": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
    }

    discussion: Number
    """The number of the discussion."""
    mode: Mode
    """How it was held (STR-22, STR-23)."""
    ended: When
    """When it ended."""
    initiating: YesNo
    """Whether section 47 enquiries were initiated at it: the conference's limit runs from here."""
    chair: Professional
    """Who chaired it."""
    shortfall: Opinion | None = None
    """Why it went ahead without an agency that should have been there (STR-02, STR-03)."""
    follows: Annotated[EntryNumber | None, Refers("concerns", "StrategyDiscussionHeld")] = None
    """The entry of the discussion that this one continues (STR-24)."""
