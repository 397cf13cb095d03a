"""The initial child protection conference: decided on, requested and held in time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.days import ENQUIRY_BEGINS, DayOfEnquiry
from domain.duties.duty import PROCEDURE, Breach, Duty, Quote, Rule, Unless
from domain.duties.limits import OwnDate, Within
from domain.duties.section47 import NO_ENQUIRY
from domain.duties.strategy import INITIATING
from domain.entry import Entry
from domain.events.conference import (
    ConferenceHeld,
    ConferenceNotRequired,
    ConferencePlanned,
    ConferenceProgressionDecided,
)
from domain.events.conference_request import (
    ConferenceRequestSubmitted,
    ConferenceUrgencyAssessed,
)
from domain.events.differences import ConferenceRequestAnswered
from domain.events.outcome import OutcomeDecided

NOT_REQUIRED: Final = any_of(
    OutcomeDecided.where(lambda event: event.outcome.kind != "substantiated_icpc"),
    ConferenceNotRequired,
)
"""A decision that leads to no conference (CPC-02)."""

_TO_CONFERENCE: Final = (
    ConferenceProgressionDecided.where(lambda event: event.decision.kind == "conference"),
    OutcomeDecided.where(lambda event: event.outcome.kind == "substantiated_icpc"),
)

_AFTER_ALL: Final = any_of(
    *_TO_CONFERENCE,
    ConferencePlanned,
    ConferenceRequestAnswered.where(answer="convened"),
)
"""What takes back that no conference is required; the limit stands where it stood."""

NO_CONFERENCE: Final = (Unless(NOT_REQUIRED, revoked_by=_AFTER_ALL), NO_ENQUIRY)

PROGRESSION_DECIDED: Final = Duty(
    "TIM-02",
    PROCEDURE,
    "deciding whether the enquiry about {subject} goes on to a conference",
    each="child",
    arises=ENQUIRY_BEGINS,
    since="ended",
    due=DayOfEnquiry("icpc.decision_day", "icpc.day_unit"),
    met_by=any_of(_TO_CONFERENCE[0], ConferenceNotRequired, OutcomeDecided),
    unless=NO_ENQUIRY,
    quotes={"000": Quote(28, "will be made by day 8")},
)

REQUEST_SUBMITTED: Final = Duty(
    "TIM-03",
    PROCEDURE,
    "requesting a conference about {subject} from the {profile.terms.conference_team}",
    each="child",
    arises=any_of(*_TO_CONFERENCE),
    due=DayOfEnquiry("icpc.request_day", "icpc.day_unit"),
    met_by=any_of(ConferenceRequestSubmitted, ConferencePlanned),
    earlier_counts=True,
    unless=NO_CONFERENCE,
    quotes={"000": Quote(281, "no later than day 8 of the S47 Enquiry")},
)

CONFERENCE_HELD: Final = Duty(
    "TIM-04",
    PROCEDURE,
    "holding the initial child protection conference about {subject}",
    each="child",
    arises=INITIATING,
    since="ended",
    due=Within("icpc.timing.hold_working_days", warn="icpc.timing.warn_working_days"),
    met_by=ConferenceHeld,
    unless=NO_CONFERENCE,
    quotes={
        "000": Quote(280, "within 15 working days of a strategy discussion"),
        "001": Quote(26, "must be within 15 working days of the Strategy Discussion"),
    },
)

_BY_URGENCY: Final = ("icpc.timing.by_urgency", True)

HELD_IN_URGENCY: Final = Duty(
    "CPC-15",
    PROCEDURE,
    "holding the conference about {subject} as soon as its urgency asks",
    each="child",
    arises=ConferenceUrgencyAssessed,
    since="target",
    due=OwnDate("target"),
    met_by=ConferenceHeld,
    earlier_counts=True,
    unless=NO_CONFERENCE,
    only=_BY_URGENCY,
    quotes={"001": Quote(155, "should depend on the urgency of the case")},
)
"""The earliest date set counts: urgency brings the conference forward, and never back."""


def _put_back(assessed: Entry, case: Case) -> Iterator[Breach]:
    event = assessed.event
    if not isinstance(event, ConferenceUrgencyAssessed):
        return
    others = [
        (entry, other)
        for entry in case.all(ConferenceUrgencyAssessed)
        for other in (entry.event,)
        if isinstance(other, ConferenceUrgencyAssessed) and other.child.p == event.child.p
    ]
    sooner = [entry for entry, other in others if other.target < event.target]
    place = case.enquiry.place
    before = [entry for entry in sooner if place(entry) < place(assessed)]
    restored = [entry for entry in sooner if place(entry) > place(assessed)]
    if before and not restored:
        yield Breach(
            "The conference is to be held later than an earlier assessment of its urgency asked.",
            tuple(before),
        )


NOT_PUT_BACK: Final = Rule(
    "CPC-15",
    PROCEDURE,
    "urgency brings a conference forward and never back",
    of=ConferenceUrgencyAssessed,
    breaches=_put_back,
    remedy=ConferenceUrgencyAssessed,
    only=_BY_URGENCY,
    quotes=HELD_IN_URGENCY.quotes,
)

DUTIES: Final = (PROGRESSION_DECIDED, REQUEST_SUBMITTED, CONFERENCE_HELD, HELD_IN_URGENCY)
RULES: Final = (NOT_PUT_BACK,)
