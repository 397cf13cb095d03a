"""Helping child and parents to take part in the conference."""

from typing import Annotated, Literal

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import (
    Person,
    Text,
    Who,
    Words,
)
from domain.wording import Phrases


class ConferenceExplained(
    Event,
    type="conference-explained/1",
    rows="CPC-06",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """A child or parent was helped to understand what the conference is for and who comes."""

    says = (
        "{occurred}, {actor} explained to {person} what the conference is for and who will be "
        "there. {explained}"
    )
    example = {
        "person": "dawn",
        "explained": "That it does not judge her, that she speaks first, and where she can wait.",
    }

    person: Person
    """To whom."""
    explained: Text
    """What was explained, and what was given to read or keep."""


class ChildPrepared(
    Event,
    type="child-prepared-for-conference/1",
    rows="CPC-07",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """A child was helped to say something at the conference, in person or through somebody."""

    says = (
        "{occurred}, {actor} helped {child} to prepare for the conference. {child} takes part "
        "{way}[ {representative}]. {prepared}"
    )
    example = {
        "child": "maya",
        "way": "through",
        "representative": {
            "as": "Isla Grant",
            "role": "advocate",
            "agency": "Young Voices",
        },
        "prepared": "Maya wrote a letter and chose which parts are read out.",
    }

    child: Person
    """The child."""
    way: Annotated[
        Literal["in_person", "in_writing", "through"],
        Phrases(
            {
                "in_person": "in person",
                "in_writing": "in writing or by drawing",
                "through": "through somebody else:",
            }
        ),
    ]
    """How the child takes part."""
    representative: Who | None = None
    """Who speaks for the child, where somebody does."""
    prepared: Text
    """What was done."""


class AdvocacyInformation(
    Event,
    type="advocacy-information/1",
    rows="CPC-08",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """Somebody of the family was told of advocacy, and that they may bring a friend."""

    says = (
        "{occurred}, {actor} told {person} about {agency}, and that the family may bring an "
        "advocate, a friend or a supporter to the conference.[ {reply}]"
    )
    example = {
        "person": "dawn",
        "agency": "Hertfordshire Parents’ Advocacy",
        "reply": "Dawn brings her mother.",
    }

    person: Person
    """Who was told."""
    agency: Words
    """The advocacy agency or agencies, as it follows the word "about"."""
    reply: Text | None = None
    """What that person wants to do."""
