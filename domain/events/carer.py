"""An adult who takes over a child's care during the enquiry, and the checks on that adult."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import EntryNumber, Opinion, Person, Refers, Text, Words, unique
from domain.wording import Phrases

CarerCheck = Annotated[
    Literal["police_records", "childrens_services_records", "home_visit", "health", "identity"],
    Phrases(
        {
            "police_records": "police records",
            "childrens_services_records": "the records of children’s services",
            "home_visit": "a visit to the home",
            "health": "health",
            "identity": "identity",
        }
    ),
]


class TemporaryCarerIdentified(
    Event,
    type="temporary-carer-identified/1",
    rows="CHK-06",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """An adult takes, or is to take, care of the child while the enquiry goes on."""

    says = (
        "{occurred}, {adult} ({relation}) took over the care of {child} while the enquiry goes on. "
        "{arrangement}"
    )
    example = {
        "child": "maya",
        "adult": "dawn",
        "relation": "mother",
        "arrangement": "Maya sleeps there until the conference. She takes her medicine with her.",
    }

    child: Person
    """The child."""
    adult: Person
    """The adult."""
    relation: Words
    """What the adult is to the child."""
    arrangement: Text
    """What was arranged, with whose agreement, and for how long."""


class TemporaryCarerChecked(
    Event,
    type="temporary-carer-checked/1",
    rows="CHK-06",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """The checks on an adult who took over a child's care, and what came of them."""

    says = (
        "{occurred}, {actor} completed checks on {adult} (entry {answers}): {checks}. The care "
        "{result}. {reasons}"
    )
    example = {
        "answers": 9,
        "adult": "dawn",
        "checks": ["police_records", "childrens_services_records", "home_visit"],
        "result": "may_continue",
        "reasons": "Nothing is known against her, and there is a bed for Maya.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "TemporaryCarerIdentified")]
    """The entry that says who took over."""
    adult: Person
    """The adult."""
    checks: Annotated[tuple[CarerCheck, ...], Field(min_length=1), unique()]
    """What was checked."""
    result: Annotated[
        Literal["may_continue", "with_conditions", "must_end"],
        Phrases(
            {
                "may_continue": "may continue",
                "with_conditions": "may continue under conditions",
                "must_end": "must end",
            }
        ),
    ]
    """What follows for the child."""
    reasons: Opinion
    """Why, and the conditions, if any."""
