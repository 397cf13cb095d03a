"""The enquiry in other hands: out of hours, another team, another enquiry, a manager's direction.

The procedure leaves these to practice. They belong to the rule that there is one lead at any time
(REF-09): a case handed over that nobody took up is a child whom nobody looks after.
"""

from typing import Annotated, Final, Literal

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, MANAGERS
from domain.values import (
    Deadline,
    EntryNumber,
    Id,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Words,
)
from domain.wording import Phrases

_NIGHT: Final = {
    "as": "Bernadette Kelly",
    "role": "edt_social_worker",
    "agency": "Hertfordshire Children’s Services",
}


class HandedOver(
    Event,
    type="handed-over/1",
    rows="REF-09",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The enquiry was handed to the out-of-hours team, back from it, or to another team."""

    says = (
        "{occurred}, {actor} of {from_team} handed the enquiry about {child} over to {to} of "
        "{to_team}, {occasion}. How things stand: {situation}. What remains to be done: {to_do}."
    )
    example = {
        "child": "maya",
        "occasion": "to_out_of_hours",
        "from_team": "Assessment Team 2",
        "to_team": "the Emergency Duty Team",
        "to": _NIGHT,
        "situation": "Maya is at her grandmother’s. Craig knows of the enquiry and is angry.",
        "to_do": "Ring the grandmother at nine tonight. Call the police if Craig comes there.",
    }

    child: Person
    """The child."""
    occasion: Annotated[
        Literal["to_out_of_hours", "from_out_of_hours", "between_teams"],
        Phrases(
            {
                "to_out_of_hours": "out of hours",
                "from_out_of_hours": "at the end of the night or the weekend",
                "between_teams": "as a transfer between teams",
            }
        ),
    ]
    """Whether for a night or weekend, back from one, or for good."""
    from_team: Words
    """The team that hands over."""
    to_team: Words
    """The team that takes over."""
    to: Professional
    """Who takes over there."""
    situation: Text
    """How things stand: where the child is, what is feared."""
    to_do: Text
    """What has to be done, and by when."""


class HandoverAccepted(
    Event,
    type="handover-accepted/1",
    rows="REF-09",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """Whoever takes over has read the handover and answers for the child from then on."""

    says = "{occurred}, {actor} took the enquiry over from entry {answers}.[ {questions}]"
    example = {
        "answers": 11,
        "questions": "The grandmother’s number was wrong and was put right.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "HandedOver")]
    """The entry with the handover."""
    questions: Text | None = None
    """What was asked or put right in taking over."""


class EnquiryLinked(
    Event,
    type="enquiry-linked/1",
    rows="REF-01",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """Another enquiry about the same child: an earlier one is re-opened, or one is a duplicate.

    An enquiry is never opened again in the same record: what was concluded stays concluded. A
    duplicate is counted once, in the other enquiry, once a manager has countersigned the link; the
    countersignature keeps anybody from ending their own limits by calling an enquiry a duplicate.
    """

    says = "{occurred}, {actor} recorded that this enquiry {relation} enquiry {other}. {reasons}"
    example = {
        "relation": "reopens",
        "other": "5f0f6c1e-7d1c-4c52-9d5c-0d6a8f4e2b11",
        "reasons": "Maya has new bruises, three weeks after the earlier enquiry ended.",
    }

    relation: Annotated[
        Literal["reopens", "duplicate_of", "has_duplicate", "reopened_as"],
        Phrases(
            {
                "reopens": "takes up again what was concluded in",
                "reopened_as": "was taken up again in",
                "duplicate_of": "is a duplicate of",
                "has_duplicate": "is also recorded, as a duplicate, in",
            }
        ),
    ]
    """What this enquiry is to the other. Each of the two says so for itself."""
    other: Id
    """The id of the other enquiry. A scenario gives it as `{"enquiry": key}`."""
    reasons: Text
    """How it is known, and what follows."""


class ManagementDirection(
    Event,
    type="management-direction/1",
    rows="REF-09 S47-01",
    by=MANAGERS,
    countersign=NONE,
):
    """A manager directed what is to be done in the enquiry, and says why."""

    says = (
        "{occurred}, {actor} directed {to} to do this, due {due}: {direction}. Reasons: {reasons}."
    )
    example = {
        "to": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "direction": "See Leo on his own before the conference is planned.",
        "due": "2026-03-06",
        "reasons": "All that is known of Leo comes from adults.",
    }

    to: Professional
    """Who is to do it."""
    direction: Text
    """What is to be done."""
    due: Deadline
    """By when."""
    reasons: Opinion
    """Why."""


class DirectionAnswered(
    Event,
    type="direction-answered/1",
    rows="REF-09 S47-01",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """What became of a manager's direction: carried out, or not, and why."""

    says = "{occurred}, {actor} {result} the direction in entry {answers}. {account}"
    example = {
        "answers": 14,
        "result": "carried_out",
        "account": "I saw Leo at school on his own for half an hour.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "ManagementDirection")]
    """The entry with the direction."""
    result: Annotated[
        Literal["carried_out", "not_carried_out"],
        Phrases({"carried_out": "carried out", "not_carried_out": "did not carry out"}),
    ]
    """Whether it was done."""
    account: Text
    """What was done, or why not."""
