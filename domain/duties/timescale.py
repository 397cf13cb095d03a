"""What an enquiry plans in time: information still to be found out, and this child's timescale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.calendar import CalendarExhausted, local_date
from domain.duties.case import Case, any_of
from domain.duties.duty import PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import OwnDate
from domain.duties.same import child_of, once, same_child
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.assessment import AssessmentCompleted
from domain.events.enquiry_plan import (
    AssessmentTimescaleSet,
    InformationNeeded,
    InformationObtained,
)
from domain.events.outcome import OutcomeDecided
from domain.events.referral import ReferralReceived
from domain.events.section47 import Section47Initiated

_INDIVIDUAL: Final = ("assessment.limit.individual_timescale", True)
_QUOTES: Final = {"001": Quote(63, "should be based upon the needs of the individual child")}

FOUND_OUT: Final = Duty(
    "S47-03",
    PROCEDURE,
    "finding out what is still to be known",
    each="entry",
    arises=InformationNeeded,
    due=OwnDate("due"),
    met_by=InformationObtained,
    answers="answers",
    quotes={
        "000": Quote(28, "multi agency information is gathered at the earliest opportunity"),
        "001": Quote(61, "What further information is needed if an assessment is already"),
    },
)

NEXT_STEPS: Final = Duty(
    "S47-05",
    PROCEDURE,
    "deciding on next steps within the timescale set for {subject}",
    each="entry",
    about="child",
    arises=AssessmentTimescaleSet,
    due=OwnDate("due"),
    met_by=any_of(AssessmentCompleted, OutcomeDecided),
    only=_INDIVIDUAL,
    quotes=_QUOTES,
)


def _no_timescale(begun: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(AssessmentTimescaleSet, begun, case):
        yield Breach(
            f"No timescale for the assessment is set on the needs of {child_of(begun, case)}."
        )


def _too_long(chosen: Entry, case: Case) -> Iterator[Breach]:
    """A timescale beyond the longest that the procedure allows, counted from the referral."""
    event, most = chosen.event, case.profile.limit("assessment.limit.working_days")
    received = case.all(ReferralReceived)
    last = same_child(AssessmentTimescaleSet, chosen, case)[-1]
    if not isinstance(event, AssessmentTimescaleSet) or most is None or not received:
        return
    try:
        allowed = case.calendar.add_working_days(local_date(happened(received[0]).latest), most)
    except CalendarExhausted:
        return
    if last is chosen and event.due > allowed:
        yield Breach(
            f"The timescale set for {child_of(chosen, case)} is longer than {most} working days "
            "from the referral.",
            (received[0],),
        )


SET: Final = Rule(
    "S47-05",
    PROCEDURE,
    "a timescale for this child",
    of=Section47Initiated,
    breaches=once(Section47Initiated, _no_timescale),
    remedy=AssessmentTimescaleSet,
    only=_INDIVIDUAL,
    quotes=_QUOTES,
)

NOT_TOO_LONG: Final = Rule(
    "S47-05",
    PROCEDURE,
    "the longest timescale",
    of=AssessmentTimescaleSet,
    breaches=_too_long,
    remedy=AssessmentTimescaleSet,
    only=_INDIVIDUAL,
    quotes={"001": Quote(63, "no longer than 45 working days from the point of referral")},
)

DUTIES: Final = (FOUND_OUT, NEXT_STEPS)
RULES: Final = (SET, NOT_TOO_LONG)
