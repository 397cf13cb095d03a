"""The strategy discussion: convened, attended, held, recorded, and its actions followed up."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Countersigning, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    Deadline,
    Instant,
    Mark,
    Number,
    Opinion,
    Professional,
    Text,
    Value,
    When,
    Who,
    Words,
    YesNo,
    unique,
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
        "{occurred}, {actor} called strategy discussion {discussion}, to be held {mode} on "
        "{planned}. {reason}"
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


class ParticipantInvited(
    Event,
    type="participant-invited/1",
    rows="STR-02..17",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """A practitioner was invited to a strategy discussion."""

    says = (
        "{occurred}, {actor} invited {participant} to strategy discussion {discussion}[: {reason}]."
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
        "attended{decides|, with authority to decide for their agency|, without authority to decide "
        "for their agency}"
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
    """Whether a practitioner took part in a strategy discussion. One entry for each practitioner."""

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
        "Strategy discussion {discussion} was held {mode} {occurred}, chaired by {chair}. It ended "
        "{ended}.{initiating| Section 47 enquiries were initiated at it.|}"
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
            "agency": "Hertfordshire Children's Services",
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


class Contribution(Value):
    """What one agency brought to the discussion, under a mark of its own (STR-30)."""

    says: ClassVar[str] = "{by} contributed: {text}."

    by: Professional
    text: Text
    kind: Literal["fact", "opinion"] = "fact"
    mark: Mark | None = None


class Dissent(Value):
    """Somebody did not agree; kept beside the decision for good (DIS-06)."""

    says: ClassVar[str] = "{by} disagreed: {reasons}."

    by: Professional
    reasons: Opinion


class Decision(Value):
    """A decision, who took it, and why."""

    says: ClassVar[str] = "Decision of {decided_by}: {what}. The reasons: {rationale}.[ {dissent}]"

    what: Text
    decided_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    rationale: Opinion
    dissent: tuple[Dissent, ...] = ()


class ActionAgreed(Value):
    """Who does what by when (STR-28). Numbered through the whole enquiry."""

    says: ClassVar[str] = "Action {number}, for {owner}, due {due}: {what}."

    number: Number
    what: Text
    owner: Who
    due: Deadline


class StrategyRecord(
    Event,
    type="strategy-record/1",
    rows="STR-19 STR-26 STR-28 STR-30 STR-39 STR-44 IMM-10 IMM-11 REC-08 REC-12 TIM-16",
    by=CHILDRENS_SERVICES,
    countersign=Countersigning(kind="authorise", by="strategy.authoriser"),
):
    """The record of a strategy discussion: what each agency brought, decisions, dissent, actions."""

    says = "Record of strategy discussion {discussion}.[ {contributions}][ {decisions}][ {actions}]"
    example = {
        "discussion": 1,
        "contributions": [
            {
                "by": {
                    "as": "DC Tom Hill",
                    "role": "police_officer",
                    "agency": "Hertfordshire Constabulary",
                },
                "text": "Police were called to the address twice in the last year.",
                "mark": "police_sensitive",
            },
            {
                "by": {
                    "as": "Grace Obi, deputy head",
                    "role": "teacher",
                    "agency": "Oakfield Primary School",
                },
                "text": "Maya has been quiet since January. Leo has not said anything.",
                "kind": "opinion",
            },
        ],
        "decisions": [
            {
                "what": "Section 47 enquiries start today, as a joint enquiry with the police.",
                "decided_by": [
                    {
                        "as": "Priya Nair, team manager",
                        "role": "team_manager",
                        "agency": "Hertfordshire Children's Services",
                    }
                ],
                "rationale": "The injuries are not explained and there is a history of violence.",
                "dissent": [
                    {
                        "by": {
                            "as": "Grace Obi, deputy head",
                            "role": "teacher",
                            "agency": "Oakfield Primary School",
                        },
                        "reasons": "The children should not go home tonight.",
                    }
                ],
            }
        ],
        "actions": [
            {
                "number": 1,
                "what": "See Maya and Leo at school, each alone.",
                "owner": {
                    "as": "Ruth Okafor",
                    "role": "social_worker",
                    "agency": "Hertfordshire Children's Services",
                },
                "due": "2026-03-03T12:00:00Z",
            }
        ],
    }

    discussion: Number
    """The number of the discussion."""
    contributions: tuple[Contribution, ...] = ()
    """What each agency brought."""
    decisions: tuple[Decision, ...] = ()
    """What was decided, by whom and why, with any dissent."""
    actions: Annotated[tuple[ActionAgreed, ...], unique(lambda action: action.number)] = ()
    """What was agreed to be done."""


class ActionCompleted(
    Event, type="action-completed/1", rows="STR-29 TIM-16", by="any", countersign=NONE
):
    """An agreed action was carried out. When it occurred decides whether it was in time."""

    says = "{occurred}, {actor} completed action {action}. {outcome}"
    example = {"action": 1, "outcome": "Both children were seen at school."}

    action: Number
    """The number of the action, as the strategy record gives it."""
    outcome: Text
    """What came of it."""
