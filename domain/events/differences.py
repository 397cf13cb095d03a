"""When practitioners disagree about the outcome: talking it over, and asking for a conference."""

from typing import Annotated, Literal

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import EntryNumber, Opinion, Professional, Refers, Text
from domain.wording import Phrases


class ConferenceRequested(
    Event, type="conference-requested/1", rows="DIS-01", by="any", countersign=NONE
):
    """A practitioner used the right to request a child protection conference (who: the actor)."""

    says = (
        "{occurred}, {actor} requested that children’s services convene a child protection "
        "conference, although it was decided in entry {concerns} to hold none. {grounds}"
    )
    example = {
        "concerns": 18,
        "grounds": "Leo is afraid to go home, and nothing there has changed.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns")]
    """The entry with the decision not to hold one."""
    grounds: Opinion
    """The serious concerns."""


class ConferenceRequestAnswered(
    Event,
    type="conference-request-answered/1",
    rows="DIS-01",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """A request for a conference was answered, with reasons."""

    says = (
        "{occurred}, {decided_by} answered the request in entry {answers}: a conference {answer}. "
        "{reasons}"
    )
    example = {
        "answers": 21,
        "decided_by": {
            "as": "Colin Wray, service manager",
            "role": "service_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "answer": "convened",
        "reasons": "What the school saw this week was not known when the outcome was decided.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "ConferenceRequested")]
    """The entry with the request."""
    decided_by: Professional
    """Who decided."""
    answer: Annotated[
        Literal["convened", "refused"],
        Phrases({"convened": "is to be convened", "refused": "is not to be convened"}),
    ]
    """The answer."""
    reasons: Opinion
    """Why."""


class FurtherDiscussionRequested(
    Event, type="further-discussion-requested/1", rows="DIS-02", by="any", countersign=NONE
):
    """A practitioner who remains seriously concerned asked to talk with the lead practitioner."""

    says = (
        "{occurred}, {actor} asked {lead}, the lead practitioner, for a further discussion. {issue}"
    )
    example = {
        "lead": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "issue": "The school sees no change since the outcome, and Leo hides at home time.",
    }

    lead: Professional
    """The lead practitioner."""
    issue: Opinion
    """What concerns them still."""


class FurtherDiscussionHeld(
    Event, type="further-discussion-held/1", rows="DIS-02", by="any", countersign=NONE
):
    """The further discussion took place."""

    says = (
        "{occurred}, {lead} held the further discussion asked for in entry {answers}; it {result}. "
        "{content}"
    )
    example = {
        "answers": 20,
        "lead": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "result": "not_agreed",
        "content": "We could not agree. Grace Obi will request a conference.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "FurtherDiscussionRequested")]
    """The entry in which it was asked for."""
    lead: Professional
    """The lead practitioner."""
    result: Annotated[
        Literal["agreed", "not_agreed"],
        Phrases({"agreed": "ended in agreement", "not_agreed": "did not end in agreement"}),
    ]
    """Whether they agree now."""
    content: Text
    """What was said and decided."""
