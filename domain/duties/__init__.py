"""What the procedure asks and by when: rules and clocks as data, one module per chapter.

    evaluate(enquiry, profile, calendar, now)

is pure: the same history, procedure, calendar and moment give the same answers, years later too.
What is wrong with a history is in `domain.findings`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from domain.calendar import WorkingDays
from domain.duties import (
    access,
    agency_record,
    allocation,
    assessment,
    basis,
    body_map,
    checks,
    child,
    completion,
    conference,
    conference_people,
    conference_reports,
    consent,
    consent_authorities,
    countersigning,
    deadlines,
    deciding,
    disputes,
    examiner,
    feedback,
    health_needs,
    interim,
    interviews,
    investigation,
    invitations,
    involvement,
    keeping,
    medical,
    medical_report,
    meeting,
    objections,
    orders,
    outcome,
    outcome_told,
    parents,
    participants,
    permission,
    protection,
    refusal,
    responsibility,
    section47,
    sharing,
    strategy,
    strategy_record,
    support,
    timescale,
    triggers,
    voice,
)
from domain.duties.case import Case
from domain.duties.counted import counted_elsewhere
from domain.duties.duty import Duty, Given, Gravity, Quote, Rule
from domain.duties.engine import overdue, statuses
from domain.duties.limits import Reading
from domain.duties.matter import Subject
from domain.duties.status import DutyStatus, State
from domain.enquiry import Enquiry
from domain.profiles import Profile
from domain.spans import Span

__all__ = [
    "DUTIES",
    "RULES",
    "Case",
    "Duty",
    "DutyStatus",
    "Given",
    "Gravity",
    "Quote",
    "Reading",
    "Rule",
    "Span",
    "State",
    "Subject",
    "asked_by",
    "evaluate",
    "evaluate_case",
    "overdue_in",
    "rules_of",
]

DUTIES: Final[tuple[Duty, ...]] = (
    *responsibility.DUTIES,
    *allocation.DUTIES,
    *orders.DUTIES,
    *protection.DUTIES,
    *timescale.DUTIES,
    *strategy.DUTIES,
    *triggers.DUTIES,
    *sharing.DUTIES,
    *section47.DUTIES,
    *child.DUTIES,
    *access.DUTIES,
    *voice.DUTIES,
    *involvement.DUTIES,
    *parents.DUTIES,
    *objections.DUTIES,
    *checks.DUTIES,
    *medical.DUTIES,
    *consent.DUTIES,
    *consent_authorities.DUTIES,
    *permission.DUTIES,
    *medical_report.DUTIES,
    *health_needs.DUTIES,
    *interviews.DUTIES,
    *assessment.DUTIES,
    *conference.DUTIES,
    *conference_people.DUTIES,
    *conference_reports.DUTIES,
    *interim.DUTIES,
    *outcome.DUTIES,
    *basis.DUTIES,
    *support.DUTIES,
    *feedback.DUTIES,
    *outcome_told.DUTIES,
    *deadlines.DUTIES,
    *disputes.DUTIES,
)
RULES: Final[tuple[Rule, ...]] = (
    *responsibility.RULES,
    *allocation.RULES,
    *orders.RULES,
    *protection.RULES,
    *deciding.RULES,
    *timescale.RULES,
    *participants.RULES,
    *meeting.RULES,
    *invitations.RULES,
    *triggers.RULES,
    *sharing.RULES,
    *strategy_record.RULES,
    *investigation.RULES,
    *disputes.RULES,
    *child.RULES,
    *access.RULES,
    *voice.RULES,
    *involvement.RULES,
    *parents.RULES,
    *feedback.RULES,
    *outcome_told.RULES,
    *checks.RULES,
    *medical.RULES,
    *examiner.RULES,
    *consent.RULES,
    *refusal.RULES,
    *consent_authorities.RULES,
    *permission.RULES,
    *medical_report.RULES,
    *health_needs.RULES,
    *body_map.RULES,
    *interviews.RULES,
    *outcome.RULES,
    *assessment.RULES,
    *conference.RULES,
    *conference_people.RULES,
    *conference_reports.RULES,
    *interim.RULES,
    *basis.RULES,
    *support.RULES,
    *agency_record.RULES,
    *countersigning.RULES,
    *completion.RULES,
    *keeping.RULES,
    *deadlines.RULES,
)


def evaluate(
    enquiry: Enquiry, profile: Profile, calendar: WorkingDays, now: datetime
) -> tuple[DutyStatus, ...]:
    """Where every duty that has arisen stands at `now`, judged from what was recorded by then.

    A duty counts once for each of its subjects. Entries recorded after `now` are not looked at.
    """
    return evaluate_case(Case(enquiry, profile, calendar, now))


def evaluate_case(case: Case) -> tuple[DutyStatus, ...]:
    """As `evaluate`, for those who go on to look at the same case."""
    if counted_elsewhere(case):
        return ()
    return tuple(status for duty in DUTIES for status in statuses(duty, case))


def asked_by(profile: Profile) -> tuple[Duty, ...]:
    """The duties that a procedure asks at all."""
    return tuple(duty for duty in DUTIES if duty.asked_by(profile))


def overdue_in(case: Case, asked: Iterable[Duty]) -> tuple[DutyStatus, ...]:
    """Those of `evaluate_case` that are overdue, among the duties `asked`."""
    if counted_elsewhere(case):
        return ()
    return tuple(status for duty in asked for status in overdue(duty, case))


def rules_of(case: Case) -> tuple[Rule, ...]:
    """The rules that a case is held to: none for a duplicate, which counts in another enquiry."""
    return () if counted_elsewhere(case) else RULES
