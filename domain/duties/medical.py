"""The medical: considered for every child, for the whole child, held by the right doctor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.consent import FULL_REGIME
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule, Unless
from domain.duties.examiner import examined, is_doctor
from domain.duties.limits import By
from domain.duties.strategy import INITIATING
from domain.duties.unborn import NOT_BORN_THEN, UNBORN
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.escalation import DecisionDisputed, EscalationRaised
from domain.events.medical import MedicalConducted
from domain.events.medical_planning import (
    DoctorNotAsked,
    MedicalAdvice,
    MedicalConsidered,
    MedicalNotCarriedOut,
    MedicalNotNeeded,
    MedicalPlanned,
)
from domain.events.outcome import OutcomeDecided
from domain.events.records import ProfessionalDissent
from domain.events.referral import HarmSuspected
from domain.events.strategy_record import StrategyRecord

_NEEDED: Final = MedicalConsidered.where(
    lambda event: not isinstance(event.decision, MedicalNotNeeded)
)
_BY_THE_RECORD: Final = By(StrategyRecord, "by the record of the discussion")

CONSIDERED: Final = Duty(
    "MED-01",
    PROCEDURE,
    "considering whether {subject} needs a medical",
    each="child",
    arises=INITIATING,
    due=_BY_THE_RECORD,
    met_by=MedicalConsidered,
    earlier_counts=True,
    unless=NOT_BORN_THEN,
    only=FULL_REGIME,
    quotes={"000": Quote(178, "the need for and the timing of a Child Protection Medical")},
)


def _no_doctor_asked(considered: Entry, case: Case) -> Iterator[Breach]:
    event = considered.event
    if not isinstance(event, MedicalConsidered) or not isinstance(event.doctor, DoctorNotAsked):
        return
    if not _advised(event.child.p, case):
        yield Breach("No named doctor or paediatrician was asked whether a medical is needed.")


def _advised(child: str, case: Case) -> bool:
    """Whether a doctor's view of the need for a medical stands anywhere in the record."""
    asked = any(
        isinstance(entry.event, MedicalConsidered)
        and not isinstance(entry.event.doctor, DoctorNotAsked)
        for entry in _decisions(child, case)
    )
    return asked or any(
        isinstance(entry.event, MedicalAdvice)
        and entry.event.child.p == child
        and is_doctor(entry.event.adviser.role, case)
        for entry in case.all(MedicalAdvice)
    )


DOCTOR_ASKED: Final = Rule(
    "MED-01",
    PROCEDURE,
    "asking a doctor whether a medical is needed",
    of=MedicalConsidered,
    breaches=_no_doctor_asked,
    remedy=MedicalAdvice,
    only=FULL_REGIME,
    quotes={"000": Quote(178, "in consultation with the named Doctor/ Paediatrician")},
)


def _required(child: str | None, case: Case) -> bool:
    """Whether harm is suspected of a kind for which the procedure requires a medical (MED-02)."""
    kinds = set(case.profile.medical.required_for or ())
    return any(
        isinstance(entry.event, HarmSuspected)
        and (child is None or entry.event.child.p == child)
        and kinds & set(entry.event.harms)
        for entry in case.all(HarmSuspected)
    )


def _decisions(child: str | None, case: Case) -> list[Entry]:
    return [
        entry
        for entry in case.all(MedicalConsidered)
        if isinstance(entry.event, MedicalConsidered) and entry.event.child.p == child
    ]


def _is_needed(_: Entry, child: str | None, case: Case) -> bool:
    """Required and not decided against: that decision is found by itself."""
    decided = _decisions(child, case)
    return _required(child, case) and not (decided and _against(decided[-1]))


def _against(considered: Entry) -> bool:
    event = considered.event
    return isinstance(event, MedicalConsidered) and isinstance(event.decision, MedicalNotNeeded)


HELD: Final = Duty(
    "MED-02",
    CHILD_SAFETY,
    "the medical of {subject}, which is required for the harm suspected",
    each="child",
    arises=HarmSuspected,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=MedicalConducted,
    earlier_counts=True,
    where=_is_needed,
    unless=(Unless(MedicalNotCarriedOut, revoked_by=_NEEDED), UNBORN),
    only=FULL_REGIME,
    quotes={"000": Quote(114, "A medical assessment is required if there are concerns")},
)


def _decided_against(considered: Entry, case: Case) -> Iterator[Breach]:
    event = considered.event
    if not isinstance(event, MedicalConsidered) or not _required(event.child.p, case):
        return
    latest = _decisions(event.child.p, case)[-1]
    if considered is latest and _against(considered) and not examined(event.child.p, case):
        yield Breach(
            "It was decided that no medical is needed, though one is required for the harm "
            "suspected."
        )


REQUIRED: Final = Rule(
    "MED-02",
    CHILD_SAFETY,
    "deciding against a medical that is required",
    of=MedicalConsidered,
    breaches=_decided_against,
    remedy=MedicalConsidered,
    only=FULL_REGIME,
    quotes=HELD.quotes,
)

WHOLE_HOUSEHOLD: Final = Duty(
    "MED-03",
    CHILD_SAFETY,
    "considering a medical for {subject}, who belongs to the household",
    each="household_child",
    arises=INITIATING,
    due=_BY_THE_RECORD,
    met_by=any_of(MedicalConsidered, MedicalNotCarriedOut, MedicalConducted),
    earlier_counts=True,
    unless=NOT_BORN_THEN,
    only=("medical.every_household_child", True),
    quotes={"000": Quote(180, "All children/young people in the household should be considered")},
)

_ASPECTS: Final = {
    "wellbeing": "physical well-being",
    "mental_health": "mental health",
    "development": "development",
    "cognition": "cognitive ability",
}


def _not_whole(planned: Entry, case: Case) -> Iterator[Breach]:
    """Found once for a child, over all that was arranged."""
    event = planned.event
    if not isinstance(event, MedicalPlanned):
        return
    plans = [
        entry
        for entry in case.all(MedicalPlanned)
        if isinstance(entry.event, MedicalPlanned) and entry.event.child.p == event.child.p
    ]
    covered = {aspect for entry in plans for aspect in getattr(entry.event, "aspects", ())}
    missing = [one for one in case.profile.medical.aspects or () if one not in covered]
    if planned is plans[0] and missing:
        names = listed([_ASPECTS[one] for one in missing])
        yield Breach(f"The medical is arranged without a look at {names}.", tuple(plans[1:]))


HOLISTIC: Final = Rule(
    "MED-04",
    PROCEDURE,
    "looking at the whole child",
    of=MedicalPlanned,
    breaches=_not_whole,
    remedy=MedicalPlanned,
    only=FULL_REGIME,
    quotes={"000": Quote(182, "should demonstrate a holistic approach to the child/young person")},
)


def _not_escalated(dissent: Entry, case: Case) -> Iterator[Breach]:
    event = dissent.event
    if not isinstance(event, ProfessionalDissent):
        return
    for decision in case.all(any_of(MedicalNotCarriedOut, MedicalConsidered)):
        seqs = {version.seq for version in case.versions(decision)}
        not_held = isinstance(decision.event, MedicalNotCarriedOut) or _against(decision)
        if event.concerns in seqs and not_held and not _escalated(seqs, case):
            yield Breach(
                "Somebody is concerned about the decision not to hold a medical, and it is not "
                "escalated.",
                (decision,),
            )


def _escalated(decision: set[int], case: Case) -> bool:
    return any(
        isinstance(entry.event, EscalationRaised)
        and isinstance(entry.event.about, DecisionDisputed)
        and entry.event.about.decision in decision
        for entry in case.all(EscalationRaised)
    )


CONCERN_ESCALATED: Final = Rule(
    "MED-08",
    CHILD_SAFETY,
    "escalating concern about a decision not to examine",
    of=ProfessionalDissent,
    breaches=_not_escalated,
    remedy=EscalationRaised,
    only=("disputes.triggers", "medical_not_held"),
    quotes={"000": Quote(87, "concerned about the decision not to undertake a medical")},
)

DUTIES: Final = (CONSIDERED, HELD, WHOLE_HOUSEHOLD)
RULES: Final = (
    DOCTOR_ASKED,
    REQUIRED,
    HOLISTIC,
    CONCERN_ESCALATED,
)
