"""Whether a strategy discussion is held: on new information, decided against, or put off."""

from typing import Annotated, Literal

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    EntryNumber,
    Instant,
    Number,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
)
from domain.wording import Phrases


class NewInformationReceived(
    Event, type="new-information-received/1", rows="STR-25", by="any", countersign=NONE
):
    """New information came in on an open case: is a strategy discussion needed?"""

    says = "{occurred}, new information about {child} reached {actor}. {information}"
    example = {
        "child": "maya",
        "information": "The nursery reports a second bruise, on the left ear, seen this morning.",
    }

    child: Person
    """The child."""
    information: Text
    """What is now known. How it came is in the entry’s source."""


class StrategyDiscussionNotHeld(
    Event,
    type="strategy-discussion-not-held/1",
    rows="STR-25 STR-33..38",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A strategy discussion was considered, and is not to be held for this."""

    says = (
        "{occurred}, {decided_by} decided that what is recorded in entry {answers} does not call "
        "for a strategy discussion. {rationale}"
    )
    example = {
        "answers": 6,
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "rationale": "The mark was seen by the nursery nurse last week and was known to us then.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "StrategyTrigger", "NewInformationReceived")]
    """The entry that called for considering one."""
    decided_by: Professional
    """Who decided."""
    rationale: Opinion
    """Why not, for these children and these risk factors (STR-38)."""


class StrategyDiscussionDeferred(
    Event,
    type="strategy-discussion-deferred/1",
    rows="STR-21",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """A strategy discussion that was called for was put off."""

    says = (
        "{occurred}, {decided_by} put strategy discussion {discussion} off until {until}, because "
        "{cause}. {reasons}"
    )
    example = {
        "discussion": 1,
        "until": "2026-03-03T10:00:00Z",
        "cause": "agency_unavailable",
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "reasons": "Maya is on the ward tonight, and the hospital can attend at ten tomorrow.",
    }

    discussion: Number
    """The number of the discussion."""
    until: Instant
    """When it is to be held instead."""
    cause: Annotated[
        Literal["awaiting_lado", "agency_unavailable", "information_awaited", "other"],
        Phrases(
            {
                "awaiting_lado": "the designated officer (LADO) has not answered yet",
                "agency_unavailable": "an agency cannot take part before",
                "information_awaited": "information is awaited",
                "other": "of another reason",
            }
        ),
    ]
    """What it waits for."""
    decided_by: Professional
    """Who decided."""
    reasons: Opinion
    """Why the child is safe until then."""
