"""The enquiry: started at once when police protect a child, and finished in time."""

from __future__ import annotations

from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Anchor, Duty, Quote, Unless
from domain.duties.limits import AsSoonAs, Within
from domain.duties.strategy import INITIATING
from domain.entry import Entry
from domain.events.assessment import AssessmentCompleted
from domain.events.outcome import OutcomeDecided
from domain.events.protection import EmergencyAction
from domain.events.referral import ReferralReceived
from domain.events.section47 import Section47Initiated, Section47NotInitiated

NO_ENQUIRY: Final = Unless(Section47NotInitiated, revoked_by=any_of(Section47Initiated, INITIATING))
"""That no enquiries are made, until a later discussion or decision starts them."""

COMPLETED: Final = Duty(
    "TIM-01",
    PROCEDURE,
    "completing the section 47 enquiry about {subject}",
    each="child",
    arises=Anchor(
        "s47.counted_from",
        {"initiating_strategy_discussion": INITIATING, "section47_initiated": Section47Initiated},
    ),
    since="ended",
    due=Within("s47.complete_working_days", warn="s47.warn_working_days"),
    met_by=OutcomeDecided,
    unless=Unless(Section47NotInitiated, until=Section47Initiated),
    quotes={"000": Quote(28, "S.47 Enquiries must be completed within 15 working days")},
)

_REFERRAL: Final = Anchor(
    "assessment.limit.counted_from",
    {"referral_received": ReferralReceived, "point_of_referral": ReferralReceived},
)
"""Two wordings of one day: that of the census (gap 7)."""


def _measured(done: Entry, _: Entry, case: Case) -> bool:
    """What has to be there by then: the assessment itself, or a decision on next steps."""
    decision_is_enough = case.profile.assessment.limit.measures == "decision_on_next_steps"
    return decision_is_enough or isinstance(done.event, AssessmentCompleted)


ASSESSED: Final = Duty(
    "TIM-05",
    PROCEDURE,
    "the {profile.assessment.name} of {subject}",
    each="child",
    arises=_REFERRAL,
    due=Within("assessment.limit.working_days", warn="assessment.limit.warn_working_days"),
    met_by=any_of(AssessmentCompleted, OutcomeDecided),
    fits=_measured,
    quotes={
        "000": Quote(28, "45 working days of the date when the referral was received"),
        "001": Quote(63, "no longer than 45 working days from the point of referral"),
    },
)

AFTER_POLICE_PROTECTION: Final = Duty(
    "TIM-12",
    CHILD_SAFETY,
    "starting section 47 enquiries on the police protection of {subject}",
    each="entry",
    about="child",
    arises=EmergencyAction.where(lambda event: event.action.kind == "police_protection"),
    due=AsSoonAs(guide="s47.after_police_protection_hours"),
    met_by=Section47Initiated,
    earlier_counts=True,
    only=("immediate.protection", "full"),
    quotes={"000": Quote(34, "Section 47 Enquiries will commence with immediate effect")},
)

DUTIES: Final = (COMPLETED, ASSESSED, AFTER_POLICE_PROTECTION)
