"""Concerns about a professional: referred to, and discussed with, the designated officer (LADO)."""

from domain.events.base import NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Professional, Text, Who


class LadoReferral(Event, type="lado-referral/1", rows="STR-20 STR-21", by="any", countersign=NONE):
    """A professional to whom the concerns are linked was referred to the designated officer."""

    says = (
        "{occurred}, {actor} referred {professional} to the local authority designated officer. "
        "{concern}"
    )
    example = {
        "professional": {
            "as": "Neil Frame, football coach",
            "role": "youth_worker",
            "agency": "Oakfield Juniors",
        },
        "concern": "Leo says that Neil Frame took him home alone and hit him in the car.",
    }

    professional: Who
    """Who was referred: a practitioner, or somebody of this enquiry who works with children."""
    concern: Text
    """What the concern is."""


class LadoConsulted(
    Event,
    type="lado-consulted/1",
    rows="STR-20",
    by=f"{CHILDRENS_SERVICES} lado",
    countersign=RECORDING,
):
    """It was discussed with the designated officer what may be shared with child and family."""

    says = "{occurred}, {actor} discussed the concern with {lado}. Advice: {advice}"
    example = {
        "lado": {
            "as": "Ingrid Sole, LADO",
            "role": "lado",
            "agency": "Hertfordshire Children’s Services",
        },
        "advice": "Leo’s parents can be told today. Neil Frame’s employer is told first.",
    }

    lado: Professional
    """The designated officer."""
    advice: Text
    """What was advised."""
