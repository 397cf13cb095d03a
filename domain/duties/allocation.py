"""Who leads: one qualified social worker at a time, and no handover into empty hands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import CHILD_SAFETY, LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import OwnDate
from domain.duties.same import child_of, once, same_child
from domain.entry import Entry
from domain.events.allocation import (
    LeadPractitionerAllocated,
    LeadPractitionerStoodDown,
)
from domain.events.assessment import AssessmentStarted
from domain.events.handover import (
    DirectionAnswered,
    HandedOver,
    HandoverAccepted,
    ManagementDirection,
)
from domain.events.section47 import Section47Initiated

_LEAD_QUOTES: Final = {
    "000": Quote(22, "have a statutory duty to lead enquiries under Section 47"),
    "001": Quote(91, "Local authority social workers should lead assessments under section 47"),
}


def leads(entry: Entry, case: Case) -> list[Entry]:
    """The allocations to lead the enquiries about this child that nothing has ended."""
    allocated = same_child(LeadPractitionerAllocated, entry, case)
    ended = {
        old.seq
        for old in allocated
        for end in case.answering(old, "concerns")
        if isinstance(end.event, LeadPractitionerStoodDown | LeadPractitionerAllocated)
    }
    return [one for one in allocated if one.seq not in ended]


def _not_one_lead(begun: Entry, case: Case) -> Iterator[Breach]:
    leading = leads(begun, case)
    if not leading:
        yield Breach(
            f"No social worker is allocated to lead the enquiries about {child_of(begun, case)}.",
            tuple(same_child(LeadPractitionerStoodDown, begun, case)[-1:]),
        )
    elif len(leading) > 1:
        yield Breach(
            f"{len(leading)} practitioners are allocated to lead the enquiries about "
            f"{child_of(begun, case)}; one leads at a time.",
            tuple(leading),
        )


def _not_by_a_manager(allocated: Entry, case: Case) -> Iterator[Breach]:
    event, may = allocated.event, case.profile.roles_for("s47.lead_allocated_by")
    if isinstance(event, LeadPractitionerAllocated) and may and event.allocated_by.role not in may:
        yield Breach("The lead practitioner was allocated by somebody who may not allocate.")


def _unqualified(allocated: Entry, case: Case) -> Iterator[Breach]:
    event = allocated.event
    if not isinstance(event, LeadPractitionerAllocated) or allocated not in leads(allocated, case):
        return
    role = case.profile.roles.get(event.worker.role)
    if role is None or not role.is_qualified_social_worker:
        yield Breach(
            f"Whoever leads the enquiries about {child_of(allocated, case)} is not a qualified "
            "social worker."
        )
    elif not event.worker.registration and not event.worker.practitioner:
        yield Breach(
            f"The register number of whoever leads the enquiries about "
            f"{child_of(allocated, case)} is not recorded."
        )


def _not_taken_over(handed: Entry, case: Case) -> Iterator[Breach]:
    if not any(
        isinstance(one.event, HandoverAccepted) for one in case.answering(handed, "answers")
    ):
        yield Breach(
            f"The enquiry about {child_of(handed, case)} was handed over, and nobody has recorded "
            "taking it over."
        )


def _no_assessment(begun: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(AssessmentStarted, begun, case):
        yield Breach(
            f"Enquiries about {child_of(begun, case)} were started, and no assessment is recorded "
            "as begun or continued."
        )


ONE_LEAD: Final = Rule(
    "REF-09",
    CHILD_SAFETY,
    "who leads the enquiry",
    of=Section47Initiated,
    breaches=once(Section47Initiated, _not_one_lead),
    remedy=LeadPractitionerAllocated,
    quotes=_LEAD_QUOTES,
)

ALLOCATED_BY: Final = Rule(
    "REF-09",
    PROCEDURE,
    "who allocates",
    of=LeadPractitionerAllocated,
    breaches=_not_by_a_manager,
    remedy=LeadPractitionerAllocated,
    quotes=_LEAD_QUOTES,
)

TAKEN_OVER: Final = Rule(
    "REF-09",
    CHILD_SAFETY,
    "taking over what was handed over",
    of=HandedOver,
    breaches=_not_taken_over,
    remedy=HandoverAccepted,
    quotes=_LEAD_QUOTES,
)

QUALIFIED: Final = Rule(
    "REF-10",
    LAWFULNESS,
    "the qualification of whoever leads",
    of=LeadPractitionerAllocated,
    breaches=_unqualified,
    remedy=LeadPractitionerAllocated,
    only=("s47.lead_qualified", "always"),
    quotes={"000": Quote(28, "always be a qualified Social Worker for child protection enquiries")},
)

QUALIFIED_IF_POSSIBLE: Final = Rule(
    "REF-10",
    PROCEDURE,
    "the qualification of whoever leads",
    of=LeadPractitionerAllocated,
    breaches=_unqualified,
    remedy=LeadPractitionerAllocated,
    only=("s47.lead_qualified", "should"),
    quotes={
        "001": Quote(87, "The lead practitioner for section 47 enquiries should be a social worker")
    },
)

ASSESSMENT_BEGUN: Final = Rule(
    "REF-13",
    PROCEDURE,
    "the assessment that an enquiry is part of",
    of=Section47Initiated,
    breaches=once(Section47Initiated, _no_assessment),
    remedy=AssessmentStarted,
    quotes={
        "000": Quote(28, "commenced at the point of receipt of referral"),
        "001": Quote(89, "undertaking or continuing with an assessment"),
    },
)

DIRECTED: Final = Duty(
    "REF-09",
    PROCEDURE,
    "doing what a manager directed",
    each="entry",
    arises=ManagementDirection,
    due=OwnDate("due"),
    met_by=DirectionAnswered,
    answers="answers",
    quotes=_LEAD_QUOTES,
)

DUTIES: Final = (DIRECTED,)
RULES: Final = (
    ONE_LEAD,
    ALLOCATED_BY,
    TAKEN_OVER,
    QUALIFIED,
    QUALIFIED_IF_POSSIBLE,
    ASSESSMENT_BEGUN,
)
