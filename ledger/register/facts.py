"""What entries say to the register: decisions, their deciders, and who takes part.

Every event that decides something is named here, once; one that is not named decides nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import singledispatch
from typing import Final, Literal

from domain.duties.spans import happened
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.base import Event
from domain.events.conference import (
    ConferenceHeld,
    ConferenceNotRequired,
    ConferenceProgressionDecided,
)
from domain.events.consent import CompetenceAssessed
from domain.events.interviews import CriminalProceedingsDecision, JointInterviewDecided
from domain.events.medical import EmergencyTreatment
from domain.events.medical_planning import MedicalConsidered
from domain.events.outcome import OutcomeDecided
from domain.events.permission import CourtOrderDecision, RefusalOverridden
from domain.events.protection import EmergencyAction, PoliceProtection, PoliceProtectionEnded
from domain.events.records import Countersignature, LegalHold
from domain.events.section47 import Section47Initiated, Section47NotInitiated
from domain.events.strategy import (
    ParticipantAttended,
    ParticipantInvited,
)
from domain.events.strategy_record import StrategyRecord
from domain.values import Professional
from projections.stage import StageName

DecisionKind = Literal[
    "strategy_decision",
    "section_47_initiated",
    "section_47_not_initiated",
    "outcome",
    "conference",
    "emergency",
    "medical",
    "investigation",
    "authorisation",
    "legal_hold",
]
EnquiryState = StageName
"""How far an enquiry has come, as its case view says."""

COURT: Final = "court"
"""Whose decision an order is; no role of any procedure."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decided: a practitioner's id, where the record has it, and the role acted in."""

    practitioner: str
    role: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A decision: `result` is the code of what was decided, and never words of the record."""

    kind: DecisionKind
    result: str
    deciders: tuple[Decider, ...]


def decisions(enquiry: Enquiry) -> Iterator[tuple[Entry, Fact]]:
    """The standing decisions of an enquiry, in the order of recording."""
    for entry in enquiry.standing():
        for fact in _facts(entry.event, entry):
            yield entry, _with_signers(fact, entry, enquiry) if fact.kind == "outcome" else fact


def decided_at(entry: Entry) -> int:
    """The last second at which the decision of an entry can have been taken."""
    return int(happened(entry).latest.timestamp())


def participants(enquiry: Enquiry) -> frozenset[str]:
    """The practitioners who recorded in an enquiry, or were invited to or attended a discussion."""
    named = {
        entry.event.participant.practitioner
        for entry in enquiry.standing()
        if isinstance(entry.event, ParticipantInvited | ParticipantAttended)
    }
    authors = {entry.author for entry in enquiry.entries}
    return frozenset(who for who in authors | named if who)


@singledispatch
def _facts(_event: Event, _entry: Entry) -> Iterable[Fact]:
    return ()


@_facts.register
def _(event: Section47Initiated, _entry: Entry) -> Iterable[Fact]:
    yield Fact("section_47_initiated", "initiated", _named(event.decided_by))


@_facts.register
def _(event: Section47NotInitiated, _entry: Entry) -> Iterable[Fact]:
    yield Fact("section_47_not_initiated", "not_initiated", _named(event.decided_by))


@_facts.register
def _(event: StrategyRecord, _entry: Entry) -> Iterable[Fact]:
    for decision in event.decisions:
        yield Fact("strategy_decision", "decided", _named(*decision.decided_by))


@_facts.register
def _(event: OutcomeDecided, _entry: Entry) -> Iterable[Fact]:
    yield Fact("outcome", event.outcome.kind, _named(*event.deciders))


@_facts.register
def _(event: ConferenceHeld, _entry: Entry) -> Iterable[Fact]:
    yield Fact("conference", event.decision.kind, _named(event.chair))


@_facts.register
def _(event: ConferenceNotRequired, _entry: Entry) -> Iterable[Fact]:
    yield Fact("conference", "not_required", _named(*event.deciders))


@_facts.register
def _(event: ConferenceProgressionDecided, _entry: Entry) -> Iterable[Fact]:
    yield Fact("conference", event.decision.kind, _named(*event.deciders))


@_facts.register
def _(event: EmergencyAction, entry: Entry) -> Iterable[Fact]:
    match event.action:
        case PoliceProtection(officer=officer) | PoliceProtectionEnded(officer=officer):
            deciders = _named(officer)
        case action if action.kind in {"epo_granted", "epo_refused"}:
            deciders = (Decider("", COURT),)
        case _:
            deciders = (_acting(entry),)
    yield Fact("emergency", event.action.kind, deciders)


@_facts.register
def _(event: EmergencyTreatment, _entry: Entry) -> Iterable[Fact]:
    yield Fact("medical", "emergency_treatment", _named(event.clinician))


@_facts.register
def _(event: CompetenceAssessed, _entry: Entry) -> Iterable[Fact]:
    yield Fact("medical", "competence_assessed", _named(event.assessor))


@_facts.register
def _(event: MedicalConsidered, entry: Entry) -> Iterable[Fact]:
    yield Fact("medical", event.decision.kind, (_acting(entry),))


@_facts.register
def _(event: CourtOrderDecision, _entry: Entry) -> Iterable[Fact]:
    result = "court_order_sought" if event.seek else "court_order_not_sought"
    yield Fact("medical", result, _named(event.decided_by))


@_facts.register
def _(_event: RefusalOverridden, _entry: Entry) -> Iterable[Fact]:
    yield Fact("medical", "refusal_overridden", (Decider("", COURT),))


@_facts.register
def _(event: JointInterviewDecided, _entry: Entry) -> Iterable[Fact]:
    result = "joint_interview" if event.joint else "no_joint_interview"
    yield Fact("investigation", result, _named(*event.decided_by))


@_facts.register
def _(event: CriminalProceedingsDecision, _entry: Entry) -> Iterable[Fact]:
    yield Fact("investigation", event.decision, _named(event.officer))


@_facts.register
def _(event: Countersignature, entry: Entry) -> Iterable[Fact]:
    if event.kind == "authorise":
        yield Fact("authorisation", "authorised", (_recording(entry),))


@_facts.register
def _(event: LegalHold, entry: Entry) -> Iterable[Fact]:
    yield Fact("legal_hold", event.action.kind, (_recording(entry),))


def _with_signers(fact: Fact, outcome: Entry, enquiry: Enquiry) -> Fact:
    """Who signed as a decider takes the place of the same role named without an id."""
    signers = [_recording(outcome), *_joined(enquiry, outcome)]
    known = dict.fromkeys((*(one for one in fact.deciders if one.practitioner), *signers))
    roles = {one.role for one in known}
    unknown = (one for one in fact.deciders if not one.practitioner and one.role not in roles)
    return Fact(fact.kind, fact.result, (*known, *unknown))


def _joined(enquiry: Enquiry, outcome: Entry) -> Iterator[Decider]:
    """Those who joined in this very decision by a countersignature that stands."""
    for entry, event in enquiry.of(Countersignature):
        if event.kind == "co_decide" and event.countersigns == outcome.seq:
            yield _recording(entry)


def _named(*professionals: Professional) -> tuple[Decider, ...]:
    return tuple(Decider(who.practitioner or "", who.role) for who in professionals)


def _recording(entry: Entry) -> Decider:
    return Decider(entry.author, entry.frame.capacity.role)


def _acting(entry: Entry) -> Decider:
    """Who did what the entry says: the actor, where another practitioner than the author."""
    actor = entry.frame.actor
    return _named(actor)[0] if isinstance(actor, Professional) else _recording(entry)
