"""Advice from those who know more: sought, and received."""

from typing import Annotated, Literal

from domain.events.base import NONE, Event
from domain.values import EntryNumber, Opinion, Professional, Refers, Text
from domain.wording import Phrases


class ExpertAdviceSought(
    Event, type="expert-advice-sought/1", rows="STR-17 STR-42", by="any", countersign=NONE
):
    """Somebody with the expertise that the case needs was asked for advice."""

    says = "{occurred}, {actor} asked {expert}, {standing}, for advice. {asked}"
    example = {
        "expert": {
            "as": "Dr Rhona Vance, designated doctor",
            "role": "paediatrician",
            "agency": "Hertfordshire and West Essex ICB",
        },
        "standing": "designated_professional",
        "asked": "Can a child of four bruise in this pattern from a fall down two steps?",
    }

    expert: Professional
    """Who was asked."""
    standing: Annotated[
        Literal["named_professional", "designated_professional", "expert_in_harm"],
        Phrases(
            {
                "named_professional": "a named professional for safeguarding",
                "designated_professional": "a designated professional for safeguarding",
                "expert_in_harm": "an expert in the harm that is suspected",
            }
        ),
    ]
    """On what standing: named or designated (STR-42), or expert in this kind of harm (STR-17)."""
    asked: Text
    """What was asked."""


class ExpertAdviceReceived(
    Event, type="expert-advice-received/1", rows="STR-17 STR-42", by="any", countersign=NONE
):
    """The advice that was asked for came."""

    says = "{occurred}, {expert} gave the advice asked for in entry {answers}. {advice}"
    example = {
        "answers": 9,
        "expert": {
            "as": "Dr Rhona Vance, designated doctor",
            "role": "paediatrician",
            "agency": "Hertfordshire and West Essex ICB",
        },
        "advice": "Not in this pattern. The bruises are of the size and spacing of finger tips.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "ExpertAdviceSought")]
    """The entry with the question."""
    expert: Professional
    """Who answered."""
    advice: Opinion
    """What was advised."""
