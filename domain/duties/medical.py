"""The medical: considered for every child, for the whole child, held by the right doctor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.consent import FULL_REGIME
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule, Unless
from domain.duties.limits import By
from domain.duties.strategy import INITIATING
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
    unless=Unless(MedicalNotCarriedOut),
    only=FULL_REGIME,
    quotes={"000": Quote(114, "A medical assessment is required if there are concerns")},
)


def _decided_against(considered: Entry, case: Case) -> Iterator[Breach]:
    event = considered.event
    if not isinstance(event, MedicalConsidered) or not _required(event.child.p, case):
        return
    latest = _decisions(event.child.p, case)[-1]
    if considered is latest and _against(considered) and not _examined(event.child.p, case):
        yield Breach(
            "It was decided that no medical is needed, though one is required for the harm "
            "suspected."
        )


def _examined(child: str, case: Case) -> bool:
    return any(
        isinstance(entry.event, MedicalConducted)
        and entry.event.child.p == child
        and may_examine(entry.event.examiner.role, case)
        for entry in case.all(MedicalConducted)
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


def is_doctor(role_id: str, case: Case) -> bool:
    """Whether somebody in this role is a doctor."""
    role = case.profile.roles.get(role_id)
    return role is not None and role.is_doctor


def may_examine(role_id: str, case: Case) -> bool:
    """Whether somebody in this role may carry out a medical; where nobody is named, any doctor."""
    examiners = case.profile.roles_for("medical.examiners")
    return role_id in examiners if examiners else is_doctor(role_id, case)


def _wrong_doctor(entry: Entry, case: Case) -> Iterator[Breach]:
    """Until the right doctor has examined the child: brought to one, or examined by one."""
    event = entry.event
    if isinstance(event, MedicalConducted):
        role, verb = event.examiner.role, "was examined by"
    elif isinstance(event, MedicalPlanned):
        role, verb = event.doctor.role, "is directed to"
    else:
        return
    wrong = is_doctor(role, case) and not may_examine(role, case)
    if wrong and not _examined(event.child.p, case):
        title = case.profile.roles[role].title.lower()
        yield Breach(f"The child {verb} a {title}, who may not carry out the medical.")


TRAINED_DOCTOR: Final = Rule(
    "MED-22",
    CHILD_SAFETY,
    "who may carry out the medical",
    of=any_of(MedicalConducted, MedicalPlanned),
    breaches=_wrong_doctor,
    remedy=MedicalConducted,
    only=FULL_REGIME,
    quotes={"000": Quote(218, "GPs cannot carry out Child Protection Medicals")},
)


def _no_doctor(medical: Entry, case: Case) -> Iterator[Breach]:
    event = medical.event
    if not isinstance(event, MedicalConducted):
        return
    if not is_doctor(event.examiner.role, case):
        if not _examined(event.child.p, case):
            yield Breach("The child was examined by somebody who is not a doctor.")
    elif event.examiner.registration is None and event.examiner.practitioner is None:
        yield Breach("The doctor’s number in the medical register is not recorded.")


ONLY_DOCTORS: Final = Rule(
    "MED-05",
    CHILD_SAFETY,
    "who may examine the whole child",
    of=MedicalConducted,
    breaches=_no_doctor,
    remedy=MedicalConducted,
    only=FULL_REGIME,
    quotes={"000": Quote(191, "Only doctors may physically examine the whole child.")},
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
    TRAINED_DOCTOR,
    ONLY_DOCTORS,
    CONCERN_ESCALATED,
)
