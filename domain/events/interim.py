"""What keeps the child safe until the conference."""

from typing import Annotated, ClassVar

from pydantic import Field

from domain.events.base import BY_MANAGER, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Who,
    YesNo,
)


class Measure(Value):
    """One thing that keeps the child safe, and who sees to it."""

    says: ClassVar[str] = "{owner}: {what}."

    what: Text
    owner: Who


class InterimArrangements(
    Event,
    type="interim-arrangements/1",
    rows="CPC-04",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """What keeps the child safe until the conference, co-ordinated by worker and manager."""

    says = (
        "{occurred}, {actor} agreed what keeps {child} safe until the conference. {measures} "
        "Review is due {review}.[ The chair, {chair}, was consulted.]"
    )
    example = {
        "child": "maya",
        "measures": [
            {
                "what": "Visit on Monday, Wednesday and Friday, and see Maya each time.",
                "owner": {
                    "as": "Ruth Okafor",
                    "role": "social_worker",
                    "agency": "Hertfordshire Children’s Services",
                },
            },
            {"what": "Nobody but her grandmother minds the children.", "owner": "dawn"},
        ],
        "chair": {
            "as": "Martin Bell",
            "role": "conference_chair",
            "agency": "Hertfordshire Children’s Services",
        },
        "review": "2026-03-11",
    }

    child: Person
    """The child."""
    measures: Annotated[tuple[Measure, ...], Field(min_length=1)]
    """What is done, each with its owner."""
    chair: Professional | None = None
    """The chair who was consulted."""
    review: Deadline
    """By when they are reviewed."""


class InterimArrangementsReviewed(
    Event,
    type="interim-arrangements-reviewed/1",
    rows="CPC-04",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """The arrangements were looked at again."""

    says = (
        "{occurred}, {actor} reviewed the arrangements in entry {answers} that keep {child} safe. "
        "They {enough|are|are not} enough. {findings}"
    )
    example = {
        "child": "maya",
        "answers": 25,
        "enough": True,
        "findings": "Maya was seen five times and says that nobody shouts at night.",
    }

    child: Person
    """The child."""
    answers: Annotated[EntryNumber, Refers("answers", "InterimArrangements")]
    """The entry with the arrangements."""
    enough: YesNo
    """Whether they keep the child safe."""
    findings: Opinion
    """What was found; arrangements that are not enough are made anew."""
