"""The help in a plan: assured, agreed, provided, and looked at again."""

from typing import Annotated

from pydantic import Field

from domain.events.base import ANYONE, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Refers,
    Text,
    Who,
    Words,
    YesNo,
    unique,
)


class ResourceAssured(Event, type="resource-assured/1", rows="ASM-11", by=ANYONE, countersign=NONE):
    """Whether help that the family needs is there, skilled and intense enough."""

    says = (
        "{occurred}, {actor} asked {assured_by} about {service} for {child}. It "
        "{available|is|is not} available, {skilled|has|does not have} the skill that is needed "
        "and {intense|is|is not} intense enough. {need}"
    )
    example = {
        "child": "maya",
        "service": "the domestic abuse service",
        "assured_by": {"as": "Tess Moran", "role": "early_help", "agency": "Safe at Home"},
        "available": True,
        "skilled": True,
        "intense": False,
        "need": "Dawn needs somebody twice a week; one visit a week is what there is.",
    }

    child: Person
    """The child."""
    service: Words
    """The help, as it follows the word "about"."""
    assured_by: Who
    """Who gave the assurance."""
    available: YesNo
    """Whether it is there for this family now."""
    skilled: YesNo
    """Whether it has the skill."""
    intense: YesNo
    """Whether it comes often enough and stays long enough."""
    need: Opinion
    """What is needed so that harm becomes less likely."""


class SupportAgreed(
    Event,
    type="support-agreed/1",
    rows="OUT-06 OUT-13 IMM-11",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """Support was agreed with the family, and when it is reviewed."""

    says = (
        "{occurred}, {actor} agreed with {people} on support for {child}: {service}, provided by "
        "{owner}{step_down|, as the child protection plan ends|}. Review is due {review}."
    )
    example = {
        "child": "maya",
        "people": ["dawn"],
        "service": "a family worker on Tuesdays and Thursdays",
        "owner": {"as": "Tess Moran", "role": "early_help", "agency": "Safe at Home"},
        "step_down": False,
        "review": "2026-04-17",
    }

    child: Person
    """The child."""
    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """With whom it was agreed."""
    service: Words
    """What is provided."""
    owner: Who
    """Who provides it and answers for it."""
    step_down: YesNo
    """Whether it takes the place of a child protection plan (OUT-13)."""
    review: Deadline
    """By when it is reviewed."""


class ServiceProvided(Event, type="service-provided/1", rows="OUT-09", by=ANYONE, countersign=NONE):
    """A service in the plan was provided."""

    says = "{occurred}, {actor} provided for {child}, on behalf of {agency}: {service}"
    example = {
        "child": "maya",
        "agency": "Oakfield Primary School",
        "service": "The first week of breakfast club. Maya came on four days.",
    }

    child: Person
    """The child."""
    agency: Words
    """The agency."""
    service: Text
    """What was provided."""


class ServiceReviewed(
    Event, type="service-reviewed/1", rows="OUT-06 OUT-09", by=ANYONE, countersign=NONE
):
    """What a service or an agreed support has changed for the child."""

    says = (
        "{occurred}, {actor} reviewed what the help in entry {answers} has changed for {child}. "
        "{effect}. What follows: {next_steps}"
    )
    example = {
        "child": "maya",
        "answers": 30,
        "effect": "Maya is rested and on time. Dawn says that she feels watched.",
        "next_steps": "One visit a week instead of two, at a time that Dawn chooses.",
    }

    child: Person
    """The child."""
    answers: Annotated[EntryNumber, Refers("answers", "SupportAgreed", "ServiceProvided")]
    """The entry with the support or service."""
    effect: Opinion
    """Its effect."""
    next_steps: Text
    """Whether it goes on, changes or ends, and when it is looked at again."""
