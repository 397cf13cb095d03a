"""The assessment: no drift, no move before its safety is known, no conclusion reached alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, Wanted, any_of, persons_in
from domain.duties.days import SinceLastEntry
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import Before
from domain.duties.section47 import NO_ENQUIRY
from domain.duties.spans import happened
from domain.duties.strategy import INITIATING
from domain.duties.words import event_words
from domain.entry import Entry
from domain.events.assessment import AssessmentCompleted, ConclusionsLinked
from domain.events.base import Event
from domain.events.deliberation import JointDeliberation, RecommendationProposed
from domain.events.environment import (
    NewEnvironmentAssessed,
    SafeWithSupport,
    SupportPlanImplemented,
)
from domain.events.legal_steps import BecameLookedAfter
from domain.events.outcome import OutcomeDecided
from domain.events.people import PersonFact
from domain.events.section47 import Section47Initiated

NOT_DRIFTING: Final = Duty(
    "ASM-07",
    PROCEDURE,
    "carrying on with the enquiry about {subject}, so that it does not drift",
    each="child",
    arises=any_of(INITIATING, Section47Initiated),
    due=SinceLastEntry("s47.drift_working_days"),
    met_by=OutcomeDecided,
    unless=NO_ENQUIRY,
    quotes={
        "000": Quote(108, "in a timely manner avoiding drift"),
        "001": Quote(105, "Analyse the findings of the assessment and evidence"),
    },
)

_LEFT_HOSPITAL: Final = PersonFact.where(lambda event: event.fact.kind == "left_hospital")
_LOOKED_AFTER: Final = BecameLookedAfter.where(
    lambda event: event.basis not in {"police_protection", "epo"}
)
"""What was done in an emergency could not wait for an assessment."""


def _is_child(_move: Entry, person: str | None, case: Case) -> bool:
    return not case.children or person in case.children


def _same_child(assessed: Entry, move: Entry, _: Case) -> bool:
    return bool(persons_in(assessed.event, "child") & _moving(move))


def _moving(move: Entry) -> frozenset[str]:
    return persons_in(move.event, "person") | persons_in(move.event, "child")


def _before(move: Wanted, field: str, since: str | None) -> Duty:
    return Duty(
        "ASM-06",
        CHILD_SAFETY,
        "assessing the safety of the new surroundings of {subject}",
        each="entry",
        about=field,
        arises=move,
        since=since,
        where=_is_child,
        due=Before(),
        met_by=NewEnvironmentAssessed,
        fits=_same_child,
        quotes=_NEW_ENVIRONMENT,
    )


_NEW_ENVIRONMENT: Final = {
    "000": Quote(252, "assessment of the safety of the new environment"),
    "001": Quote(85, "assessment of the safety of the new environment"),
}
ASSESSED_BEFORE_DISCHARGE: Final = _before(_LEFT_HOSPITAL, "person", "since")
ASSESSED_BEFORE_PLACEMENT: Final = _before(_LOOKED_AFTER, "child", None)


def _support_missing(move: Entry, case: Case) -> Iterator[Breach]:
    assessed = [one for one in case.all(NewEnvironmentAssessed) if _same_child(one, move, case)]
    last = assessed[-1] if assessed else None
    if last is None or not isinstance(last.event, NewEnvironmentAssessed):
        return
    if not isinstance(last.event.result, SafeWithSupport):
        return
    answers = case.answering(last, "concerns")
    if not any(isinstance(one.event, SupportPlanImplemented) for one in answers):
        yield Breach(
            "The new surroundings were found safe only with support, and nothing says that this "
            "support is in place.",
            (last,),
        )


SUPPORT_FIRST: Final = Rule(
    "ASM-06",
    CHILD_SAFETY,
    "support in place before a child moves",
    of=any_of(_LEFT_HOSPITAL, _LOOKED_AFTER),
    breaches=_support_missing,
    remedy=SupportPlanImplemented,
    quotes={
        "000": Quote(252, "implemented any support plan required to meet"),
        "001": Quote(85, "implemented any support plan required to meet"),
    },
)


def _not_deliberated(outcome: Entry, case: Case) -> Iterator[Breach]:
    """Whether a proposal about this child was weighed jointly, not after the outcome."""
    proposals = _earlier(RecommendationProposed, outcome, case)
    if not proposals:
        yield Breach("No proposal was shared with other practitioners before the outcome.")
        return
    if not _earlier(JointDeliberation, outcome, case):
        yield Breach(
            f"The proposal in {event_words(proposals[-1])} was not deliberated on jointly before "
            "the outcome.",
            (proposals[-1],),
        )


def _earlier(wanted: type[Event], outcome: Entry, case: Case) -> list[Entry]:
    return [
        entry
        for entry in case.all(wanted)
        if _same_child(entry, outcome, case) and not happened(entry).surely_after(happened(outcome))
    ]


DELIBERATED: Final = Rule(
    "ASM-10",
    PROCEDURE,
    "deliberating jointly before the outcome",
    of=OutcomeDecided,
    breaches=_not_deliberated,
    remedy=JointDeliberation,
    only=("assessment.joint_deliberation", True),
    quotes={"000": Quote(125, "Practitioners comment, challenge, and jointly deliberate")},
)


def _not_informed(completed: Entry, case: Case) -> Iterator[Breach]:
    begun = [one for one in case.all(Section47Initiated) if _same_child(one, completed, case)]
    linked = any(_same_child(one, completed, case) for one in case.all(ConclusionsLinked))
    if begun and not linked:
        yield Breach(
            "The assessment was completed, and the conclusions of the section 47 enquiries are not "
            "linked to it.",
            (begun[0],),
        )


INFORMED_BY_ENQUIRY: Final = Rule(
    "ASM-17",
    PROCEDURE,
    "taking the conclusions of the enquiries into the assessment",
    of=AssessmentCompleted,
    breaches=_not_informed,
    remedy=ConclusionsLinked,
    only=("assessment.section_47_informs", True),
    quotes={"000": Quote(28, "should inform the assessment which must be completed")},
)

DUTIES: Final = (NOT_DRIFTING, ASSESSED_BEFORE_DISCHARGE, ASSESSED_BEFORE_PLACEMENT)
RULES: Final = (SUPPORT_FIRST, DELIBERATED, INFORMED_BY_ENQUIRY)
