"""The record of a strategy discussion, on its way to every agency that took part."""

from typing import Annotated

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import EntryNumber, Number, Opinion, Professional, Refers, unique


class StrategyRecordCirculated(
    Event,
    type="strategy-record-circulated/1",
    rows="STR-40 TIM-06",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """The authorised record of a strategy discussion was sent to the agencies in it."""

    says = (
        "{occurred}, {actor} sent the record of strategy discussion {discussion} "
        "(entry {concerns}) to {recipients}."
    )
    example = {
        "discussion": 1,
        "concerns": 9,
        "recipients": [
            {
                "as": "DC Tom Hill",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            }
        ],
    }

    discussion: Number
    """The number of the discussion."""
    concerns: Annotated[EntryNumber, Refers("concerns", "StrategyRecord")]
    """The entry with the record that was sent."""
    recipients: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Everybody to whom it was sent."""


class StrategyRecordReceived(
    Event, type="strategy-record-received/1", rows="STR-40", by="any", countersign=NONE
):
    """An agency acknowledged the record of a strategy discussion, and exactly which."""

    says = (
        "{occurred}, {recipient} acknowledged the record of the strategy discussion that was sent "
        "in entry {answers}.[ {comment}]"
    )
    example = {
        "answers": 12,
        "recipient": {
            "as": "DC Tom Hill",
            "role": "police_officer",
            "agency": "Hertfordshire Constabulary",
        },
    }

    answers: Annotated[EntryNumber, Refers("answers", "StrategyRecordCirculated")]
    """The entry with the circulation; its digest, and through it the record’s, is signed here."""
    recipient: Professional
    """Who received it."""
    comment: Opinion | None = None
    """What the recipient remarked on it."""
