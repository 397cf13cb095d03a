"""Other children of the household, and the specialist help that a child needs to be heard."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import Opinion, Person, Text, Value, When, Who, Words
from domain.wording import Phrases


class HouseholdChildSpokenTo(
    Event,
    type="household-child-spoken-to/1",
    rows="SEE-09",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """Police or children’s services spoke directly with another child of the household."""

    says = (
        "{occurred}, {actor} spoke directly with {child}, who lives in the household or regularly "
        "visits it, at {place}. {account} Safety of {child}: {safety}."
    )
    example = {
        "child": "leo",
        "place": "Oakfield Primary School",
        "account": "Leo plays in his room when there is shouting. Nobody has hurt him.",
        "safety": "No sign of injury or fear. Leo stays with his grandmother this week.",
    }

    child: Person
    """The other child. A very young one is communicated with through play and observation."""
    place: Words
    """Where, as it follows the word "at"."""
    account: Text
    """What the child said or showed."""
    safety: Opinion
    """How safe this child is: that is what the conversation is for."""


class HelpArranged(Value):
    """Somebody helps, from a time on."""

    says: ClassVar[str] = "{helper} helps, beginning {start}"

    kind: Literal["arranged"]
    helper: Who
    start: When


class HelpNotArranged(Value):
    """Nobody was brought in, and why."""

    says: ClassVar[str] = "nobody was brought in, because {reason}"

    kind: Literal["not_arranged"]
    reason: Text


class SpecialistSupport(
    Event,
    type="specialist-support/1",
    rows="SEE-12",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """Specialist help for a child to understand and to be understood, or why there is none."""

    says = (
        "{occurred}, {actor} considered specialist help for {child} because of {need}: {help}. "
        "Support through the enquiry: {support}"
    )
    example = {
        "child": "leo",
        "need": "disability",
        "help": {
            "kind": "arranged",
            "helper": {
                "as": "Nadia Khan, speech and language therapist",
                "role": "health_practitioner",
                "agency": "Hertfordshire Community Health",
            },
            "start": "2026-03-03T09:00:00Z",
        },
        "support": "Leo’s teaching assistant stays near, and he may leave the room at any time.",
    }

    child: Person
    """The child."""
    need: Annotated[
        Literal["language", "mental_health", "disability", "culture"],
        Phrases(
            {
                "language": "the child’s first language",
                "mental_health": "the child’s mental health",
                "disability": "a disability or neurodivergence",
                "culture": "an ethnic, faith or cultural background that the interviewers do not "
                "know well",
            }
        ),
    ]
    """What the help is for."""
    help: Annotated[HelpArranged | HelpNotArranged, Field(discriminator="kind")]
    """Who helps and from when, or why nobody does."""
    support: Text
    """How the child is supported through the enquiry."""
