"""Constructive challenge between practitioners, with its answer."""

from typing import Annotated

from domain.events.base import NONE, Event
from domain.values import EntryNumber, Opinion, Refers, Words


class ChallengeRecorded(
    Event,
    type="challenge-recorded/1",
    rows="STR-19 ASM-10 CPC-16",
    by="any",
    countersign=NONE,
):
    """Somebody questioned what was said or proposed. Who did is the actor."""

    says = (
        "{occurred}, {actor} challenged {subject}[ (entry {concerns})]: {challenge}[ Answer: "
        "{response}]"
    )
    example = {
        "subject": "the view that the bruises come from play",
        "challenge": "Children who play do not bruise on the inside of both arms.",
        "response": "Agreed. The explanation is put to Dr Marsh before anything is concluded.",
    }

    subject: Words
    """What was challenged, in a few words; one’s own view counts too."""
    challenge: Opinion
    """The challenge."""
    response: Opinion | None = None
    """What was answered."""
    concerns: Annotated[EntryNumber | None, Refers("concerns")] = None
    """The entry that was challenged, where there is one."""
