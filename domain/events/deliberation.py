"""Thinking together before deciding: views, proposals, deliberation, and changed minds."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import ANYONE, BY_MANAGER, NONE, Event
from domain.events.strategy_record import Contribution
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Who,
    unique,
)
from domain.wording import Phrases


class ViewsConsidered(
    Event, type="views-considered/1", rows="ASM-09 S47-07", by=ANYONE, countersign=NONE
):
    """What somebody thinks who knows the child or the parents well, and the weight given to it."""

    says = (
        "{occurred}, {actor} considered what {whose} thinks about {child}: {views}. It was "
        "given {weight}, because of this: {reasons}"
    )
    example = {
        "child": "maya",
        "whose": "dawn",
        "views": "Maya should stay with her grandmother until Mr Doyle has gone.",
        "weight": "much",
        "reasons": "It is what Maya wants, and her grandmother has kept her safe before.",
    }

    child: Person
    """The child."""
    whose: Who
    """The child, a parent, a protective relative, a carer, a practitioner."""
    views: Text
    """Views, experiences and concerns."""
    weight: Annotated[
        Literal["much", "some", "little"],
        Phrases({"much": "much weight", "some": "some weight", "little": "little weight"}),
    ]
    """How much they count in the conclusion."""
    reasons: Opinion
    """Why."""


class RecommendationProposed(
    Event,
    type="recommendation-proposed/1",
    rows="ASM-10",
    by=ANYONE,
    countersign=BY_MANAGER,
):
    """A recommendation and the thinking behind it, shared with others before anything is final."""

    says = (
        "{occurred}, {actor} shared this proposal about {child} with {shared_with}, for comment: "
        "{recommendation}. {reasons}"
    )
    example = {
        "child": "maya",
        "shared_with": [
            {"as": "DC Tom Hill", "role": "police_officer", "agency": "Hertfordshire Constabulary"}
        ],
        "recommendation": "The concerns are substantiated, and a conference is needed.",
        "reasons": "Two accounts agree, and the injuries fit them.",
    }

    child: Person
    """The child."""
    shared_with: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """The practitioners who hold information and insight, and were asked."""
    recommendation: Opinion
    """What is proposed."""
    reasons: Opinion
    """The thinking behind it."""


class JointDeliberation(
    Event, type="joint-deliberation/1", rows="ASM-10", by=ANYONE, countersign=BY_MANAGER
):
    """The practitioners weighed a proposal together, before the final decision."""

    says = (
        "{occurred}, {participants} deliberated together on the proposal about {child} in entry "
        "{concerns}.[ {views}] The result: {result}"
    )
    example = {
        "child": "maya",
        "concerns": 22,
        "participants": [
            {
                "as": "Ruth Okafor",
                "role": "social_worker",
                "agency": "Hertfordshire Children’s Services",
            },
            {"as": "DC Tom Hill", "role": "police_officer", "agency": "Hertfordshire Constabulary"},
        ],
        "views": [
            {
                "by": {
                    "as": "DC Tom Hill",
                    "role": "police_officer",
                    "agency": "Hertfordshire Constabulary",
                },
                "text": "Mr Doyle’s account changed between the two interviews.",
            }
        ],
        "result": "All agree that the concerns are substantiated.",
    }

    child: Person
    """The child."""
    concerns: Annotated[EntryNumber, Refers("concerns", "RecommendationProposed")]
    """The entry with the proposal."""
    participants: Annotated[tuple[Professional, ...], Field(min_length=2), unique()]
    """Who took part."""
    views: tuple[Contribution, ...] = ()
    """What each brought to it."""
    result: Opinion
    """What it came to: agreement, a changed proposal, or the difference that remains."""


class CircumstancesChanged(
    Event, type="circumstances-changed/1", rows="ASM-12", by=ANYONE, countersign=NONE
):
    """Something changed for the child or the family, and the plan has to answer to it."""

    says = (
        "{occurred}, {actor} recorded a change for {child}. {change}. What it means for the plan: "
        "{meaning}"
    )
    example = {
        "child": "maya",
        "change": "Mr Doyle’s brother has put him out, and he has asked Dawn for a bed.",
        "meaning": "The safety plan must say tonight who is with the children.",
    }

    child: Person
    """The child."""
    change: Text
    """What changed."""
    meaning: Opinion
    """What it means for the plan."""


class ViewRevised(Event, type="view-revised/1", rows="ASM-12", by=ANYONE, countersign=NONE):
    """A practitioner changed their mind. The earlier view stays where it stands."""

    says = (
        "{occurred}, {actor} changed the view recorded in entry {concerns}. The view now: {view}. "
        "{reasons}"
    )
    example = {
        "concerns": 17,
        "view": "Dawn Carter can keep the children safe for the present.",
        "reasons": "She called the police herself on Saturday.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns")]
    """The entry with the earlier view."""
    view: Opinion
    """The view now."""
    reasons: Opinion
    """What changed it."""
