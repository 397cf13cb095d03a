"""Parents are asked first; in an emergency they are told; otherwise a court may be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.consent import FULL_REGIME
from domain.duties.consenting import TREATMENT, age_at, consents, effective, scope, within
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs, By
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.consent import MedicalConsent, PrHolder
from domain.events.medical import (
    EmergencyTreatment,
    EmergencyTreatmentRecorded,
    MedicalConducted,
)
from domain.events.outcome import OutcomeDecided
from domain.events.permission import (
    CourtOrderDecision,
    LitigationUnitConsulted,
    MedicalPermissionSought,
    PermissionAsked,
)


def _not_asked(medical: Entry, case: Case) -> Iterator[Breach]:
    event = medical.event
    limit = case.profile.limit("medical.parental_permission_up_to_age")
    if not isinstance(event, MedicalConducted) or limit is None:
        return
    age = age_at(medical, event.child.p, case)
    if (age is not None and age > limit) or _parent_asked(medical, event.child.p, case):
        return
    years = "no date of birth is recorded" if age is None else f"the child was {age}"
    yield Breach(
        "A parent’s or carer’s permission was not sought before the medical, nor is it recorded "
        f"why that was not possible; {years}."
    )


def _parent_asked(medical: Entry, child: str, case: Case) -> bool:
    """Whether anybody asked a parent beforehand, or said why not; a consent was asked for too."""
    sought = [
        entry
        for entry in case.all(MedicalPermissionSought)
        if isinstance(entry.event, MedicalPermissionSought) and entry.event.child.p == child
    ]
    asked = [
        entry for entry, consent in consents(case, child) if isinstance(consent.authority, PrHolder)
    ]
    return any(not happened(one).surely_after(happened(medical)) for one in (*sought, *asked))


PERMISSION_SOUGHT: Final = Rule(
    "MED-18",
    LAWFULNESS,
    "asking a parent or carer before the medical",
    of=MedicalConducted,
    breaches=_not_asked,
    remedy=MedicalPermissionSought,
    only=FULL_REGIME,
    quotes={"000": Quote(207, "permission of a parent/carer should be sought for")},
)


def _no_emergency(treatment: Entry, case: Case) -> Iterator[Breach]:
    event = treatment.event
    if not isinstance(event, EmergencyTreatment) or event.life_or_limb:
        return
    if not any(
        effective(entry, case)
        and within(TREATMENT, scope(entry))
        and not happened(entry).surely_after(happened(treatment))
        for entry, _ in consents(case, event.child.p)
    ):
        yield Breach("The child was treated without consent, though not to save life or limb.")


LIFE_OR_LIMB: Final = Rule(
    "MED-19",
    LAWFULNESS,
    "treatment without consent",
    of=EmergencyTreatment,
    breaches=_no_emergency,
    remedy=MedicalConsent,
    only=("medical.emergency_without_consent", True),
    quotes={"000": Quote(209, "needs life or limb saving medical treatment")},
)

TREATMENT_RECORDED: Final = Duty(
    "MED-20",
    LAWFULNESS,
    "the full record of the emergency treatment of {subject}",
    each="entry",
    about="child",
    arises=EmergencyTreatment,
    due=AsSoonAs(guide="medical.treatment_record_hours"),
    met_by=EmergencyTreatmentRecorded,
    answers="concerns",
    only=("medical.emergency_without_consent", True),
    quotes={"000": Quote(214, "a full record must be made at the time")},
)

_BY_CHILD_LITIGATION_UNIT: Final = ("legal.route", "child_litigation_unit")


def _came_to_nothing(event: MedicalPermissionSought) -> bool:
    return not isinstance(event.sought, PermissionAsked) or event.sought.result != "gave"


_WITHOUT_PERMISSION: Final = any_of(
    MedicalPermissionSought.where(_came_to_nothing),
    MedicalConsent.where(
        lambda event: (
            event.answer in {"refused", "withdrew"} and isinstance(event.authority, PrHolder)
        )
    ),
)


def _nobody_consulted(refused: Entry, case: Case) -> Iterator[Breach]:
    """Found once for a child, until somebody consents or the lawyers are asked."""
    event = refused.event
    if not isinstance(event, MedicalPermissionSought | MedicalConsent):
        return
    child = event.child.p
    mine = [one for one in case.all(_WITHOUT_PERMISSION) if _of(one, child)]
    consulted = any(_of(one, child) for one in case.all(LitigationUnitConsulted))
    if refused is mine[0] and not consulted and not _consented(refused, child, case):
        yield Breach(
            "Permission was not obtained, and whether to seek a court order has not been taken to "
            "the Child Litigation Unit.",
            tuple(mine[1:]),
        )


def _of(entry: Entry, child: str) -> bool:
    event = entry.event
    about = MedicalPermissionSought | MedicalConsent | LitigationUnitConsulted
    return isinstance(event, about) and event.child.p == child


def _consented(refused: Entry, child: str, case: Case) -> bool:
    """Whether a parent has consented since, or anybody else who may has: no order is needed."""
    return any(
        effective(entry, case)
        and within(scope(refused), scope(entry))
        and not (
            isinstance(consent.authority, PrHolder)
            and happened(refused).surely_after(happened(entry))
        )
        for entry, consent in consents(case, child)
    )


LAWYERS_ASKED: Final = Rule(
    "MED-21",
    LAWFULNESS,
    "seeking a court order where permission is not obtained",
    of=_WITHOUT_PERMISSION,
    breaches=_nobody_consulted,
    remedy=LitigationUnitConsulted,
    only=_BY_CHILD_LITIGATION_UNIT,
    quotes={"000": Quote(216, "will consult with the Child Litigation Unit")},
)

ORDER_DECIDED: Final = Duty(
    "MED-21",
    PROCEDURE,
    "deciding whether to seek a court order for the medical of {subject}",
    each="entry",
    about="child",
    arises=LitigationUnitConsulted,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=CourtOrderDecision,
    answers="concerns",
    only=_BY_CHILD_LITIGATION_UNIT,
    quotes={"000": Quote(216, "best interests to seek a court order")},
)

DUTIES: Final = (TREATMENT_RECORDED, ORDER_DECIDED)
RULES: Final = (PERMISSION_SOUGHT, LIFE_OR_LIMB, LAWYERS_ASKED)
