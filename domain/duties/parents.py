"""Parents: told what happens and what their rights are, heard, and answered when they object."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import LAWFULNESS, PROCEDURE, STATED, Breach, Duty, Quote, Rule
from domain.duties.guides import guide_passed
from domain.duties.involvement import DEFERRED, deferred
from domain.duties.limits import AsSoonAs, By
from domain.duties.spans import happened
from domain.duties.words import event_words, listed
from domain.entry import Entry
from domain.events.assessment import AssessmentCompleted
from domain.events.conference import ConferencePlanned
from domain.events.conference_reports import ConferenceReportShared
from domain.events.feedback import Feedback
from domain.events.medical import EmergencyTreatment
from domain.events.outcome import OutcomeDecided
from domain.events.parents import (
    EnquiryExplained,
    ObjectionResponse,
    ParentInformed,
    ParentInterviewed,
    ParentObjection,
    RightsExplained,
)
from domain.events.section47 import Section47Initiated
from domain.events.strategy import StrategyDiscussionHeld

EXPLAINED: Final = Duty(
    "PAR-01",
    LAWFULNESS,
    "explaining the enquiry to {subject}",
    each="parent",
    arises=Section47Initiated,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=EnquiryExplained,
    earlier_counts=True,
    unless=DEFERRED,
    quotes={
        "000": Quote(
            105, "Explain to parents or carers the purpose, process and potential outcome"
        ),
        "001": Quote(
            102, "Explain to parents or carers the purpose, process and potential outcome"
        ),
    },
)

INTERVIEWED: Final = Duty(
    "PAR-03",
    PROCEDURE,
    "interviewing {subject}",
    each="parent",
    arises=Section47Initiated,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=ParentInterviewed,
    earlier_counts=True,
    unless=DEFERRED,
    quotes={
        "000": Quote(106, "Interview parents or carers and determine the wider social"),
        "001": Quote(103, "including extra-familial contexts"),
    },
)

_RIGHTS: Final = {
    "rights_explained": "rights",
    "advocate": "advocate",
    "legal_advice": "legal_advice",
}
"""What of the procedure's pack is a right to be told of, and what an entry calls it."""


def _all_rights_by_then(done: Entry, _: Entry, case: Case) -> bool:
    """Whether this explanation, with those before it, has told the person every right."""
    person = persons_in(done.event, "person")
    told = {
        right
        for entry in case.all(any_of(RightsExplained, EnquiryExplained))
        if persons_in(entry.event, "person") == person
        and happened(entry).latest <= happened(done).latest
        for right in getattr(entry.event, "rights", ())
    }
    pack = case.profile.parents.rights_pack or ()
    return told >= {name for key, name in _RIGHTS.items() if key in pack}


RIGHTS_TOLD: Final = Duty(
    "PAR-10",
    LAWFULNESS,
    "explaining to {subject} their rights",
    each="parent",
    arises=Section47Initiated,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=any_of(RightsExplained, EnquiryExplained),
    fits=_all_rights_by_then,
    earlier_counts=True,
    unless=DEFERRED,
    only=("parents.rights_pack", "rights_explained"),
    quotes={"000": Quote(174, "An explanation of their rights as parents/carers")},
)

_INFORMED: Final = "parents.informed_working_days"
_STEPS: Final = any_of(
    StrategyDiscussionHeld.where(initiating=False), ConferencePlanned, AssessmentCompleted
)
"""Further steps of which parents are told. The first is TIM-19's, the outcome FDB-03's."""

_TOLD: Final = any_of(
    ParentInformed, EnquiryExplained, ParentInterviewed, Feedback, ConferenceReportShared
)


def _untold(step: Entry, case: Case) -> set[str]:
    """The parents who have heard nothing since this step, and of whom nobody decided that."""
    since = [entry for entry in case.all(_TOLD) if not happened(step).surely_after(happened(entry))]
    reached = {
        person
        for entry in since
        for field in ("person", "recipient")
        for person in persons_in(entry.event, field)
    }
    return set(case.parents) - reached - deferred(case)


def _parents_untold(step: Entry, case: Case) -> Iterator[Breach]:
    """Each parent once, under the first step of which nobody told them."""
    steps = [one for one in case.all(_STEPS) if guide_passed(_INFORMED, one, case)]
    if step not in steps:
        return
    earlier = steps[: steps.index(step)]
    untold = _untold(step, case).difference(*(_untold(one, case) for one in earlier))
    if untold:
        names = [case.name_of(person) or "a parent" for person in sorted(untold)]
        yield Breach(f"{listed(names)}: told nothing since {event_words(step)}.")


KEPT_INFORMED: Final = Rule(
    "PAR-07",
    LAWFULNESS,
    "keeping parents informed",
    of=_STEPS,
    breaches=_parents_untold,
    remedy=ParentInformed,
    only=(_INFORMED, STATED),
    quotes={"000": Quote(168, "must be kept informed throughout about the enquiry")},
)

OBJECTION_ANSWERED: Final = Duty(
    "OBJ-03",
    LAWFULNESS,
    "answering what {subject} objected to",
    each="entry",
    about="person",
    arises=ParentObjection,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=ObjectionResponse,
    answers="answers",
    only=("objections.register", True),
    quotes={
        "000": Quote(
            176, "the response to these objections or complaints, must be clearly recorded"
        )
    },
)

TOLD_OF_TREATMENT: Final = Duty(
    "TIM-14",
    LAWFULNESS,
    "telling the parents of the emergency treatment",
    each="entry",
    arises=EmergencyTreatment,
    due=AsSoonAs(guide="parents.told_after_emergency_treatment_hours"),
    met_by=ParentInformed,
    only=("medical.emergency_without_consent", True),
    quotes={"000": Quote(214, "informed by the medical practitioner as soon as possible")},
)

DUTIES: Final = (EXPLAINED, INTERVIEWED, RIGHTS_TOLD, OBJECTION_ANSWERED, TOLD_OF_TREATMENT)
RULES: Final = (KEPT_INFORMED,)
