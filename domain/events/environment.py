"""A child's new surroundings: are they safe, and is the support there before the child is?"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import EntryNumber, Opinion, Person, Refers, Text, Value, Words


class Safe(Value):
    """Safe as it is."""

    says: ClassVar[str] = "It is safe as it is"

    kind: Literal["safe"]


class SafeWithSupport(Value):
    """Safe once support is in place, which comes first (ASM-06)."""

    says: ClassVar[str] = "It is safe once this support is in place: {support}"

    kind: Literal["with_support"]
    support: Text


class NotSafe(Value):
    """Not safe."""

    says: ClassVar[str] = "It is not safe"

    kind: Literal["not_safe"]


class NewEnvironmentAssessed(
    Event,
    type="new-environment-assessed/1",
    rows="ASM-06",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """The safety of where a child is about to live was assessed, before the move."""

    says = (
        "{occurred}, {actor} assessed the safety of {environment}, where {child} is to live "
        "{change}. {result}. {reasons}"
    )
    example = {
        "child": "maya",
        "environment": "the Carters’ flat",
        "change": "after leaving hospital",
        "result": {"kind": "with_support", "support": "Her grandmother stays for two weeks."},
        "reasons": "Mr Doyle has moved out, and Dawn cannot lift Maya by herself.",
    }

    child: Person
    """The child whose circumstances are about to change."""
    environment: Words
    """The place, as it follows the words "the safety of"."""
    change: Words
    """When or after what, as it follows the words "is to live"."""
    result: Annotated[Safe | SafeWithSupport | NotSafe, Field(discriminator="kind")]
    """Whether it is safe, and what has to be there first."""
    reasons: Opinion
    """Why."""


class SupportPlanImplemented(
    Event,
    type="support-plan-implemented/1",
    rows="ASM-06",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """The support that makes the new surroundings safe is in place."""

    says = (
        "{occurred}, {actor} saw that the support asked for in entry {concerns} is in place for "
        "{child}. {support}"
    )
    example = {
        "child": "maya",
        "concerns": 21,
        "support": "Joan Carter moved in this morning and has met the district nurse.",
    }

    child: Person
    """The child."""
    concerns: Annotated[EntryNumber, Refers("concerns", "NewEnvironmentAssessed")]
    """The entry with the assessment."""
    support: Text
    """What is in place."""
