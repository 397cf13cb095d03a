"""The medical: consent before it that was not taken back; the right doctor; the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import (
    CHILD_SAFETY,
    LAWFULNESS,
    PROCEDURE,
    Breach,
    Duty,
    Quote,
    Rule,
    Undone,
    Unless,
)
from domain.duties.limits import Before, Within
from domain.entry import Entry
from domain.events.consent import MedicalConsent, PrHolder, YoungPerson
from domain.events.medical import EmergencyTreatment, MedicalConducted
from domain.events.medical_report import MedicalReport

_FULL_REGIME: Final = ("medical.regime", "full")


def _effective(consent: MedicalConsent) -> bool:
    """Given or varied by somebody able to decide; with doubts, another must consent (MED-11)."""
    authority = consent.authority
    able = not isinstance(authority, PrHolder) or authority.capacity
    doubted = isinstance(authority, YoungPerson) and authority.doubt
    return consent.answer in {"gave", "varied"} and able and not doubted


def _covers(consent: Entry, medical: Entry, _: Case) -> bool:
    """Whether the consent covers all that was done; emergency treatment counts as treatment."""
    agreed, done = _scope(consent), _scope(medical) or {"treatment"}
    return "whole" in agreed or done <= agreed


def _takes_back(later: Entry, consent: Entry, medical: Entry) -> bool:
    """Whether a later word ends this consent: of the same person, and about what was done."""
    if not isinstance(later.event, MedicalConsent) or not isinstance(consent.event, MedicalConsent):
        return False
    earlier = later.event.concerns
    same = earlier == consent.seq if earlier else _decider(later.event) == _decider(consent.event)
    done, taken = _scope(medical) or {"treatment"}, _scope(later)
    return same and (
        later.event.answer == "varied" or "whole" in taken | done or bool(taken & done)
    )


def _decider(consent: MedicalConsent) -> tuple[str, str]:
    authority = consent.authority
    return authority.kind, authority.person.p if isinstance(authority, PrHolder) else ""


def _scope(entry: Entry) -> set[str]:
    return set(getattr(entry.event, "scope", ()))


CONSENT_FIRST: Final = Duty(
    "MED-09",
    LAWFULNESS,
    "consent before the medical of {subject}",
    each="entry",
    about="child",
    arises=any_of(MedicalConducted, EmergencyTreatment),
    due=Before(),
    met_by=MedicalConsent.where(_effective),
    fits=_covers,
    undone_by=Undone(
        MedicalConsent.where(lambda event: event.answer in {"withdrew", "varied", "refused"}),
        which=_takes_back,
    ),
    unless=Unless(EmergencyTreatment, itself=True),
    only=_FULL_REGIME,
    quotes={"000": Quote(199, "can provide lawful consent to all or part")},
)

REPORT_PROVIDED: Final = Duty(
    "MED-23",
    PROCEDURE,
    "the doctor’s report on the medical of {subject}",
    each="entry",
    about="child",
    arises=MedicalConducted,
    due=Within("medical.report_working_days"),
    met_by=MedicalReport,
    answers="concerns",
    only=_FULL_REGIME,
    quotes={"000": Quote(220, "provided by the examining doctor to Children's Services, the GP")},
)


def _examined_by_gp(medical: Entry, case: Case) -> Iterator[Breach]:
    examiner = _examiner(medical)
    role = case.profile.roles.get(examiner)
    if role and role.is_doctor and examiner not in case.profile.roles_for("medical.examiners"):
        yield Breach(
            f"The child was examined by a {role.title.lower()}, who may not carry out the medical."
        )


def _examined_by_no_doctor(medical: Entry, case: Case) -> Iterator[Breach]:
    role = case.profile.roles.get(_examiner(medical))
    if role is None or not role.is_doctor:
        yield Breach("The child was examined by somebody who is not a doctor.")


def _examiner(medical: Entry) -> str:
    return medical.event.examiner.role if isinstance(medical.event, MedicalConducted) else ""


TRAINED_DOCTOR: Final = Rule(
    "MED-22",
    CHILD_SAFETY,
    "who may carry out the medical",
    of=MedicalConducted,
    breaches=_examined_by_gp,
    remedy=MedicalConducted,
    only=_FULL_REGIME,
    quotes={"000": Quote(218, "GPs cannot carry out Child Protection Medicals")},
)

ONLY_DOCTORS: Final = Rule(
    "MED-05",
    CHILD_SAFETY,
    "who may examine the whole child",
    of=MedicalConducted,
    breaches=_examined_by_no_doctor,
    remedy=MedicalConducted,
    only=_FULL_REGIME,
    quotes={"000": Quote(191, "Only doctors may physically examine the whole child.")},
)

DUTIES: Final = (CONSENT_FIRST, REPORT_PROVIDED)
RULES: Final = (TRAINED_DOCTOR, ONLY_DOCTORS)
