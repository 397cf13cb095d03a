"""Asking for the conference: requested, accepted, and how urgent it is."""

from typing import Annotated

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import (
    Day,
    EntryNumber,
    Opinion,
    Person,
    Refers,
    Words,
)


class ConferenceRequestSubmitted(
    Event,
    type="conference-request-submitted/1",
    rows="CPC-03 TIM-03",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The social worker asked the team that arranges conferences for one."""

    says = (
        "{occurred}, {actor} submitted to {team} the request for an initial child protection "
        "conference about {child}."
    )
    example = {"child": "maya", "team": "the Child Protection Unit"}

    child: Person
    """The child."""
    team: Words
    """To whom it was submitted."""


class ConferenceRequestAccepted(
    Event,
    type="conference-request-accepted/1",
    rows="CPC-03",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """The request for a conference was accepted by those who arrange it."""

    says = (
        "{occurred}, {actor} accepted the request in entry {answers} for a conference about "
        "{child}."
    )
    example = {"child": "maya", "answers": 24}

    child: Person
    """The child."""
    answers: Annotated[EntryNumber, Refers("answers", "ConferenceRequestSubmitted")]
    """The entry with the request."""


class ConferenceUrgencyAssessed(
    Event,
    type="conference-urgency-assessed/1",
    rows="CPC-15",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """How soon the conference has to be, by urgency and need, by nature and severity of harm."""

    says = (
        "{occurred}, {actor} assessed how urgent the conference about {child} is. It is to be held "
        "by {target}. {reasons}"
    )
    example = {
        "child": "maya",
        "target": "2026-03-11",
        "reasons": "Mr Doyle returns from work abroad on Friday, and Dawn is afraid of that day.",
    }

    child: Person
    """The child."""
    target: Day
    """By when it has to be held; sooner than the procedure's limit, never later."""
    reasons: Opinion
    """Why."""
