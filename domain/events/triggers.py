"""What calls for a strategy discussion, as the procedure lists it or of the same kind."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.events.base import NONE, Event
from domain.values import Count, Day, Person, Text, Value, When, Words, unique
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
        "{deceased} has died, confirmed {confirmed}; abuse or neglect is suspected. Other children "
        "of the household: {others}"
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
