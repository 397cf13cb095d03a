"""What health practitioners bring: information by category, and examinations and tests."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.roles import HEALTH
from domain.values import EntryNumber, Person, Professional, Refers, Text, Value
from domain.wording import Phrases

HealthCategory = Annotated[
    Literal["family", "maternity", "school", "mental_health", "domestic_abuse", "substance_misuse"],
    Phrases(
        {
            "family": "family health",
            "maternity": "maternity health",
            "school": "school health",
            "mental_health": "mental health",
            "domestic_abuse": "domestic abuse and violence",
            "substance_misuse": "substance misuse",
        }
    ),
]


class HealthItem(Value):
    """What is known in one category, and to whom."""

    says: ClassVar[str] = "On {category}, {source}: {content}."

    category: HealthCategory
    source: Professional
    content: Text


class HealthInformationProvided(
    Event,
    type="health-information-provided/1",
    rows="STR-41",
    by=HEALTH,
    countersign=NONE,
):
    """Health gathered what its practitioners know of the family, category by category."""

    says = "{occurred}, {actor} brought what health practitioners know of {people}. {items}"
    example = {
        "people": ["maya", "dawn"],
        "items": [
            {
                "category": "family",
                "source": {
                    "as": "Dr Anil Shah, general practitioner",
                    "role": "general_practitioner",
                    "agency": "Bridge Street Surgery",
                },
                "content": "Maya was brought twice in January with stomach pain.",
            },
            {
                "category": "school",
                "source": {
                    "as": "Joan Pike, school nurse",
                    "role": "health_practitioner",
                    "agency": "Hertfordshire Community Trust",
                },
                "content": "Nothing is known",
            },
        ],
    }

    people: Annotated[tuple[Person, ...], Field(min_length=1)]
    """About whom."""
    items: Annotated[tuple[HealthItem, ...], Field(min_length=1)]
    """Each piece with its category and the practitioner who knows it."""


class HealthInvestigation(
    Event,
    type="health-investigation/1",
    rows="STR-43",
    by=HEALTH,
    countersign=NONE,
):
    """Health examined, observed, investigated or tested how health or development is impaired."""

    says = (
        "{occurred}, {actor} carried out {kind} of {child}: {what}[, with the consent in entry "
        "{consent}]. Result: {result}"
    )
    example = {
        "child": "maya",
        "kind": "test",
        "what": "blood count and clotting screen",
        "result": "Both normal. No illness explains the bruises.",
        "consent": 14,
    }

    child: Person
    """The child."""
    kind: Annotated[
        Literal["examination", "observation", "investigation", "test"],
        Phrases(
            {
                "examination": "an examination",
                "observation": "an observation",
                "investigation": "an investigation",
                "test": "a test",
            }
        ),
    ]
    """Which of the four."""
    what: Text
    """What was done."""
    result: Text
    """What it showed of the child’s health or development."""
    consent: Annotated[EntryNumber | None, Refers("concerns", "MedicalConsent")] = None
    """The entry with the consent, without which only observing is lawful (MED-09)."""
