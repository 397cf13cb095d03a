"""Who examines a child: a doctor, and one trained for it (MED-05, MED-22)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.consent import FULL_REGIME
from domain.duties.duty import CHILD_SAFETY, Breach, Quote, Rule
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.medical import MedicalConducted
from domain.events.medical_planning import MedicalPlanned


def is_doctor(role_id: str, case: Case) -> bool:
    """Whether somebody in this role is a doctor."""
    role = case.profile.roles.get(role_id)
    return role is not None and role.is_doctor


def may_examine(role_id: str, case: Case) -> bool:
    """Whether somebody in this role may carry out a medical; where nobody is named, any doctor."""
    examiners = case.profile.roles_for("medical.examiners")
    return role_id in examiners if examiners else is_doctor(role_id, case)


def examined(child: str, case: Case, since: Entry | None = None) -> bool:
    """Whether the right doctor has examined the child, ever or since something else happened."""
    return any(
        isinstance(entry.event, MedicalConducted)
        and entry.event.child.p == child
        and may_examine(entry.event.examiner.role, case)
        and not (since and happened(since).surely_after(happened(entry)))
        for entry in case.all(MedicalConducted)
    )


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
    if wrong and not examined(event.child.p, case, entry):
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
        if not examined(event.child.p, case, medical):
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

RULES: Final = (TRAINED_DOCTOR, ONLY_DOCTORS)
