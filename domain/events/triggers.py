"""What calls for a strategy discussion, and what is decided about holding one."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    Count,
    Day,
    EntryNumber,
    Instant,
    Number,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    When,
    Words,
    unique,
)
from domain.wording import Phrases

ConcernCode = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,59}$")]
"""The code of a concern that the profile lists; the list is open, so another code will do too."""


class ListedConcern(Value):
    """A concern as the procedure lists it, or one of its kind: the list is open (STR-33)."""

    says: ClassVar[str] = "{as}"

    kind: Literal["listed"]
    code: ConcernCode
    as_: Words = Field(alias="as")


class RiskyAdult(Value):
    """Contact with somebody assessed as a risk to children (STR-34)."""

    says: ClassVar[str] = (
        "{person}, who was assessed as presenting a risk to children ({assessment}), {contact}"
    )

    kind: Literal["risky_adult"]
    person: Person
    assessment: Words
    contact: Annotated[
        Literal["moved_in", "moving_in", "visits", "sustained"],
        Phrases(
            {
                "moved_in": "has moved into the household",
                "moving_in": "is about to move into the household",
                "visits": "regularly visits",
                "sustained": "is about to have sustained contact",
            }
        ),
    ]


class UnbornChild(Value):
    """Harm to be feared for a child not yet born: a plan may be needed before birth (STR-35)."""

    says: ClassVar[str] = "a child protection plan may be needed before the birth, expected {due}"

    kind: Literal["unborn"]
    due: Day


class ChildDeath(Value):
    """A child of the family died, abuse or neglect is suspected, and others live there (STR-36)."""

    says: ClassVar[str] = (
        "{deceased} has died, confirmed {confirmed}, abuse or neglect is suspected, and {others} "
        "live in the household"
    )

    kind: Literal["child_death"]
    deceased: Person
    confirmed: When
    others: Annotated[tuple[Person, ...], Field(min_length=1), unique()]


class HouseholdPlan(Value):
    """Another child of the household has a child protection plan (STR-37)."""

    says: ClassVar[str] = "{child} of the same household has a child protection plan"

    kind: Literal["household_plan"]
    child: Person


class ChildInvolved(Value):
    """A child and their age in years."""

    says: ClassVar[str] = "{child}, aged {age}"

    child: Person
    age: Count


class SexualActivity(Value):
    """Sexual activity or sexualised behaviour between children of one household (STR-38)."""

    says: ClassVar[str] = (
        "there was sexual activity or sexualised behaviour between children of the household "
        "({between})[, with these further risk factors: {risk_factors}]"
    )

    kind: Literal["sexual_activity"]
    between: Annotated[tuple[ChildInvolved, ...], Field(min_length=2)]
    risk_factors: Text | None = None


Trigger = Annotated[
    ListedConcern | RiskyAdult | UnbornChild | ChildDeath | HouseholdPlan | SexualActivity,
    Field(discriminator="kind"),
]


class StrategyTrigger(
    Event,
    type="strategy-trigger/1",
    rows="STR-17 STR-23 STR-33..38",
    by="any",
    countersign=NONE,
):
    """A circumstance in which a strategy discussion is to be considered."""

    says = (
        "{occurred}, {actor} identified a reason to consider a strategy discussion about {child}: "
        "{trigger}. {evidence}"
    )
    example = {
        "child": "maya",
        "trigger": {
            "kind": "listed",
            "code": "domestic_abuse",
            "as": "continuing exposure to domestic abuse or coercive control",
        },
        "evidence": "Police were called to the flat on 4 and 18 February. Maya was in the room.",
    }

    child: Person
    """The child."""
    trigger: Trigger
    """The circumstance; its `kind` says which, and `listed` takes a code of the profile."""
    evidence: Text
    """What it rests on."""

    @property
    def code(self) -> str:
        """The code under which profiles list the concern."""
        return self.trigger.code if isinstance(self.trigger, ListedConcern) else self.trigger.kind


class NewInformationReceived(
    Event, type="new-information-received/1", rows="STR-25", by="any", countersign=NONE
):
    """New information came in on an open case: is a strategy discussion needed?"""

    says = "{occurred}, new information about {child} reached {actor}. {information}"
    example = {
        "child": "maya",
        "information": "The nursery reports a second bruise, on the left ear, seen this morning.",
    }

    child: Person
    """The child."""
    information: Text
    """What is now known. How it came is in the entry’s source."""


class StrategyDiscussionNotHeld(
    Event,
    type="strategy-discussion-not-held/1",
    rows="STR-25 STR-33..38",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A strategy discussion was considered, and is not to be held for this."""

    says = (
        "{occurred}, {decided_by} decided that what is recorded in entry {answers} does not call "
        "for a strategy discussion. {rationale}"
    )
    example = {
        "answers": 6,
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "rationale": "The mark was seen by the nursery nurse last week and was known to us then.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "StrategyTrigger", "NewInformationReceived")]
    """The entry that called for considering one."""
    decided_by: Professional
    """Who decided."""
    rationale: Opinion
    """Why not, for these children and these risk factors (STR-38)."""


class StrategyDiscussionDeferred(
    Event,
    type="strategy-discussion-deferred/1",
    rows="STR-21",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """A strategy discussion that was called for was put off."""

    says = (
        "{occurred}, {decided_by} put strategy discussion {discussion} off until {until}, because "
        "{cause}. {reasons}"
    )
    example = {
        "discussion": 1,
        "until": "2026-03-03T10:00:00Z",
        "cause": "agency_unavailable",
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "reasons": "Maya is on the ward tonight, and the hospital can attend at ten tomorrow.",
    }

    discussion: Number
    """The number of the discussion."""
    until: Instant
    """When it is to be held instead."""
    cause: Annotated[
        Literal["awaiting_lado", "agency_unavailable", "information_awaited", "other"],
        Phrases(
            {
                "awaiting_lado": "the designated officer (LADO) has not answered yet",
                "agency_unavailable": "an agency cannot take part before",
                "information_awaited": "information is awaited",
                "other": "of another reason",
            }
        ),
    ]
    """What it waits for."""
    decided_by: Professional
    """Who decided."""
    reasons: Opinion
    """Why the child is safe until then."""
