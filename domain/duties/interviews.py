"""Recorded interviews: by trained officers, for a purpose, with all before them on record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import LAWFULNESS, PROCEDURE, RECORDING, Breach, Duty, Quote, Rule
from domain.duties.limits import By
from domain.duties.spans import happened
from domain.duties.words import event_words, listed
from domain.entry import Entry
from domain.events.base import Event
from domain.events.child import ChildSeen
from domain.events.interviews import (
    CriminalProceedingsDecision,
    Interviewer,
    JointInterviewDecided,
    PreInterviewContact,
    RecordedInterviewConducted,
    RecordedInterviewPlanned,
    SpecialMeasuresConsidered,
    VideoEvidenceConsidered,
)
from domain.events.outcome import OutcomeDecided
from domain.events.records import LegalHold
from domain.events.voice import ChildConversation


def _child(event: Event) -> str:
    """The local id of the child whom an event of this chapter is about."""
    return str(getattr(getattr(event, "child", None), "p", ""))


def _for_child(wanted: type[Event], child: str, case: Case) -> list[Entry]:
    return [entry for entry in case.all(wanted) if _child(entry.event) == child]


def _untrained(interview: Entry, case: Case) -> Iterator[Breach]:
    event = interview.event
    if not isinstance(event, RecordedInterviewConducted | RecordedInterviewPlanned):
        return
    without = [one.officer.as_ for one in event.interviewers if one.training is None]
    if without:
        yield Breach(f"The training of {listed(without)} for such interviews is not recorded.")
    if not any(_is_police(one, case) for one in event.interviewers):
        yield Breach("No police officer is named among those who plan and conduct the interview.")
    if isinstance(event, RecordedInterviewConducted) and event.concerns is None:
        yield Breach("The interview names no plan.")


def _is_police(interviewer: Interviewer, case: Case) -> bool:
    role = case.profile.roles.get(interviewer.officer.role)
    return role is not None and role.agency in {"police", "btp"}


TRAINED: Final = Rule(
    "ABE-01",
    PROCEDURE,
    "who plans and conducts a recorded interview",
    of=any_of(RecordedInterviewConducted, RecordedInterviewPlanned),
    breaches=_untrained,
    remedy=RecordedInterviewConducted,
    only=("abe.rules", "trained_police_plan_and_conduct"),
    quotes={"000": Quote(239, "must be planned and conducted by trained Police officers")},
)


def _gaps(interview: Entry, case: Case) -> Iterator[Breach]:
    """What of the time before is not on record, or came onto it only afterwards."""
    child = _child(interview.event)
    before = [one for one in _contacts(child, case) if not _after(one, interview)]
    if not before:
        yield Breach("Nothing is recorded of any contact with the child before the interview.")
    for contact in before:
        name = event_words(contact)
        if not _in_full(contact, case):
            yield Breach(f"What was asked and said in {name} is not recorded in full.", (contact,))


def _contacts(child: str, case: Case) -> list[Entry]:
    return [
        *_for_child(ChildSeen, child, case),
        *_for_child(PreInterviewContact, child, case),
    ]


def _after(contact: Entry, interview: Entry) -> bool:
    return not happened(contact).surely_by(happened(interview))


def _in_full(contact: Entry, case: Case) -> bool:
    """A visit needs the words, or the questions and answers of the conversation at it."""
    seen = contact.event
    if not isinstance(seen, ChildSeen):
        return True
    told = seen.words is not None or seen.observed is not None
    return (seen.asked is not None and told) or any(
        isinstance(entry.event, ChildConversation) for entry in case.answering(contact, "concerns")
    )


ALL_BEFORE: Final = Rule(
    "ABE-02",
    PROCEDURE,
    "recording all that came before the interview",
    of=RecordedInterviewConducted,
    breaches=_gaps,
    remedy=PreInterviewContact,
    only=("abe.rules", "everything_before_recorded"),
    quotes={"000": Quote(239, "All events up to the time of the video interview")},
)


def _suitability_unasked(interview: Entry, case: Case) -> Iterator[Breach]:
    child = _child(interview.event)
    interviews = [
        *_for_child(RecordedInterviewPlanned, child, case),
        *_for_child(RecordedInterviewConducted, child, case),
    ]
    first = min(interviews, key=lambda entry: entry.seq)
    if interview is first and not _for_child(VideoEvidenceConsidered, child, case):
        yield Breach(
            "Whether a recording suits this child, who may have been abused with recording "
            "equipment, is not recorded as considered.",
            tuple(entry for entry in interviews if entry is not first),
        )


SUITABLE: Final = Rule(
    "ABE-03",
    PROCEDURE,
    "considering whether a recording suits the child",
    of=any_of(RecordedInterviewConducted, RecordedInterviewPlanned),
    breaches=_suitability_unasked,
    remedy=VideoEvidenceConsidered,
    only=("abe.rules", "recording_suits_child"),
    quotes={"000": Quote(239, "subject to abuse using recording equipment")},
)


def _no_purpose(interview: Entry, case: Case) -> Iterator[Breach]:
    event = interview.event
    if not isinstance(event, RecordedInterviewConducted) or event.purposes:
        return
    plans = case.all(RecordedInterviewPlanned)
    planned = [
        plan.event.purposes
        for plan in plans
        if isinstance(plan.event, RecordedInterviewPlanned)
        and any(version.seq == event.concerns for version in case.versions(plan))
    ]
    if not any(planned):
        yield Breach("What the interview was for is not recorded.")


PURPOSE: Final = Rule(
    "ABE-04",
    RECORDING,
    "the purpose of a recorded interview",
    of=RecordedInterviewConducted,
    breaches=_no_purpose,
    remedy=RecordedInterviewConducted,
    only=("abe.rules", "purpose_recorded"),
    quotes={"000": Quote(244, "Examination in chief of a child witness")},
)


def _no_special_measures(decided: Entry, case: Case) -> Iterator[Breach]:
    event = decided.event
    joint = isinstance(event, JointInterviewDecided) and event.joint
    if joint and not _for_child(SpecialMeasuresConsidered, _child(event), case):
        yield Breach("A joint interview is decided; special measures are not yet considered.")


SPECIAL_MEASURES: Final = Rule(
    "ABE-05",
    PROCEDURE,
    "special measures for a joint interview",
    of=JointInterviewDecided,
    breaches=_no_special_measures,
    remedy=SpecialMeasuresConsidered,
    only=("abe.rules", "joint_interview_follows_guidance"),
    quotes={
        "000": Quote(110, "where a decision has been made to undertake a joint interview"),
        "001": Quote(107, "where a decision has been made to undertake a joint interview"),
    },
)

_POLICE_DECIDE: Final = ("abe.rules", "police_decide_on_proceedings")

GROUNDS_DECIDED: Final = Duty(
    "ABE-07",
    PROCEDURE,
    "the police’s decision whether there are grounds for criminal proceedings",
    each="entry",
    arises=any_of(RecordedInterviewConducted, JointInterviewDecided.where(joint=True)),
    due=By(OutcomeDecided, "before the outcome"),
    met_by=CriminalProceedingsDecision,
    earlier_counts=True,
    only=_POLICE_DECIDE,
    quotes={"001": Quote(117, "reveal grounds for instigating criminal proceedings")},
)


def _not_held(_: Entry, case: Case) -> Iterator[Breach]:
    placed = [
        entry
        for entry in case.all(LegalHold)
        if isinstance(entry.event, LegalHold) and entry.event.action.kind == "placed"
    ]
    if not placed:
        yield Breach(
            "There are grounds for criminal proceedings, and no legal hold keeps this record."
        )


HELD_FOR_PROCEEDINGS: Final = Rule(
    "ABE-07",
    LAWFULNESS,
    "keeping the record for criminal proceedings",
    of=CriminalProceedingsDecision.where(decision="grounds"),
    breaches=_not_held,
    remedy=LegalHold,
    only=_POLICE_DECIDE,
    quotes={"001": Quote(117, "reveal grounds for instigating criminal proceedings")},
)

DUTIES: Final = (GROUNDS_DECIDED,)
RULES: Final = (TRAINED, ALL_BEFORE, SUITABLE, PURPOSE, SPECIAL_MEASURES, HELD_FOR_PROCEEDINGS)
