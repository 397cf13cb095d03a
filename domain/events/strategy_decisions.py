"""What a strategy discussion is for: the child’s welfare, what the family is told, the plan."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import (
    Day,
    Deadline,
    EntryNumber,
    Number,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    When,
    unique,
)
from domain.wording import Phrases


class SpokenTo(Value):
    """The child was spoken to."""

    says: ClassVar[str] = "{by} had spoken to the child {when}. {said}."

    kind: Literal["spoken_to"]
    by: Professional
    when: When
    said: Text


class NotSpokenTo(Value):
    """Nobody has spoken to the child yet."""

    says: ClassVar[str] = "Nobody had spoken to the child yet: {why}."

    kind: Literal["not_spoken_to"]
    why: Text


class WelfareConsidered(
    Event,
    type="welfare-and-safety-considered/1",
    rows="STR-26",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The discussion considered the child’s welfare and safety."""

    says = (
        "Strategy discussion {discussion} considered the welfare and safety of {child}. {spoken} "
        "{analysis} It concluded that {child} {conclusion}."
    )
    example = {
        "discussion": 1,
        "child": "maya",
        "spoken": {
            "kind": "spoken_to",
            "by": {
                "as": "Grace Obi, deputy head",
                "role": "teacher",
                "agency": "Oakfield Primary School",
            },
            "when": "2026-03-02T09:15:00Z",
            "said": "Maya said that she fell, and then that it was a secret.",
        },
        "analysis": "Two accounts of one injury, and fear of telling, point away from an accident.",
        "conclusion": "suffering",
    }

    discussion: Number
    """The number of the discussion."""
    child: Person
    """The child."""
    spoken: Annotated[SpokenTo | NotSpokenTo, Field(discriminator="kind")]
    """Whether the child was spoken to, by whom, or why not."""
    analysis: Opinion
    """How the child’s welfare and safety were weighed."""
    conclusion: Annotated[
        Literal["suffering", "likely", "neither", "not_known"],
        Phrases(
            {
                "suffering": "is suffering significant harm",
                "likely": "is likely to suffer significant harm",
                "neither": "is neither suffering significant harm nor likely to",
                "not_known": "may be suffering significant harm; this is not known yet",
            }
        ),
    ]
    """Whether the child is suffering, or likely to suffer, significant harm."""


class Share(Value):
    """It is shared."""

    says: ClassVar[str] = "to share with"

    kind: Literal["share"]


class Withhold(Value):
    """It is withheld, on one of the procedure’s two grounds, until reviewed."""

    says: ClassVar[str] = (
        "that sharing may {ground}, and to withhold, until a review due {review}, from"
    )

    kind: Literal["withhold"]
    ground: Annotated[
        Literal["police_investigation", "risk_to_child"],
        Phrases(
            {
                "police_investigation": "jeopardise a police investigation",
                "risk_to_child": "place the child at risk of harm",
            }
        ),
    ]
    review: Deadline


class FamilyInformationSharing(
    Event,
    type="family-information-sharing/1",
    rows="STR-20 STR-27",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """What is to be shared with the child and the family, or withheld for now."""

    says = (
        "{occurred}, {decided_by} decided[, on reviewing entry {concerns},] {decision} {people}: "
        "{what} Reasons: {reasons}"
    )
    example = {
        "people": ["dawn", "craig"],
        "decided_by": [
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children’s Services",
            }
        ],
        "what": "That Maya named Craig Doyle.",
        "decision": {
            "kind": "withhold",
            "ground": "police_investigation",
            "review": "2026-03-04",
        },
        "reasons": "Police want to speak to Craig Doyle first.",
    }

    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """With whom it is shared, or from whom it is withheld."""
    decided_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who decided."""
    what: Text
    """Which information."""
    decision: Annotated[Share | Withhold, Field(discriminator="kind")]
    """To share it, or to withhold it on one of two grounds until a date of review."""
    reasons: Opinion
    """Why."""
    concerns: Annotated[EntryNumber | None, Refers("concerns", "FamilyInformationSharing")] = None
    """The entry with an earlier decision that this reviews."""

    @property
    def review(self) -> Deadline | None:
        """By when a decision to withhold is reviewed."""
        return self.decision.review if isinstance(self.decision, Withhold) else None


class StrategyPlan(
    Event,
    type="strategy-plan/1",
    rows="STR-44",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The plan made at a strategy discussion, with the dates that it leaves room for."""

    says = (
        "Plan of strategy discussion {discussion}: {plan} Whether there is to be an initial child "
        "protection conference is decided by {decision_by}; a conference would be held by "
        "{conference_by}."
    )
    example = {
        "discussion": 1,
        "plan": "See both children today. Medical tomorrow. Meet Dawn on Wednesday.",
        "decision_by": "2026-03-12",
        "conference_by": "2026-03-23",
    }

    discussion: Number
    """The number of the discussion."""
    plan: Text
    """The plan."""
    decision_by: Day
    """The day by which it is decided whether there is to be a conference (day 8)."""
    conference_by: Day
    """The last day on which a conference can be held (15 working days)."""
