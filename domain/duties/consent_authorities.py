"""Whoever consents has the right to: parents, the local authority, and the courts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from domain.calendar import local_date
from domain.duties.case import Case
from domain.duties.consent import FULL_REGIME
from domain.duties.consenting import GIVEN, effective
from domain.duties.duty import LAWFULNESS, RECORDING, Breach, Duty, Quote, Rule
from domain.duties.limits import By
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.consent import (
    CareOrder,
    FamilyCourt,
    HighCourt,
    MandatoryAccommodation,
    MedicalConsent,
    PrHolder,
)
from domain.events.documents import DocumentDeposited
from domain.events.medical import MedicalConducted
from domain.events.parents import ParentInformed
from domain.events.people import (
    LookedAfter,
    NoParentalResponsibility,
    ParentalResponsibility,
    PersonFact,
)
from domain.events.protection import EmergencyAction
from domain.people import last_of
from domain.values import Professional

_GIVEN: Final = MedicalConsent.where(lambda consent: consent.answer in GIVEN)


def _not_named(consent: Entry, case: Case) -> Iterator[Breach]:
    named = case.profile.medical.consent_authorities
    event = consent.event
    if named and isinstance(event, MedicalConsent) and event.authority.kind not in named:
        yield Breach("The procedure does not name this authority among those who may consent.")


NAMED: Final = Rule(
    "MED-09",
    LAWFULNESS,
    "who may consent to a medical",
    of=_GIVEN,
    breaches=_not_named,
    remedy=MedicalConsent,
    only=FULL_REGIME,
    quotes={"000": Quote(197, "The following may give consent to a Child Protection Medical")},
)


def _without_responsibility(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent) or not isinstance(event.authority, PrHolder):
        return
    name = case.name_of(event.authority.person.p) or "The person"
    if not effective(consent, case) and event.answer in GIVEN:
        yield Breach(f"{name} did not have the capacity to decide: somebody else is to consent.")
    elif not _responsible(event.authority.person.p, event.child.p, _day_of(consent), case):
        yield Breach(f"On what basis {name} has parental responsibility is not recorded.")


def _responsible(person: str, child: str, on: date, case: Case) -> bool:
    record = case.enquiry.people.get(person)
    about = [
        dated
        for dated in (record.history("parental_responsibility") if record else ())
        if isinstance(dated.fact, ParentalResponsibility | NoParentalResponsibility)
        and dated.fact.child.p == child
    ]
    last = last_of(about, on)
    return last is not None and isinstance(last.fact, ParentalResponsibility)


def _day_of(consent: Entry) -> date:
    return local_date(happened(consent).latest)


RESPONSIBLE: Final = Rule(
    "MED-13",
    LAWFULNESS,
    "the parental responsibility of whoever consents",
    of=_GIVEN,
    breaches=_without_responsibility,
    remedy=PersonFact,
    only=FULL_REGIME,
    quotes={"000": Quote(202, "Any person with Parental Responsibility, providing they have")},
)

PARENT_TOLD: Final = Duty(
    "MED-14",
    LAWFULNESS,
    "telling a parent that the local authority consented to the medical of {subject}",
    each="entry",
    about="child",
    arises=MedicalConsent.where(
        lambda consent: consent.answer in GIVEN and consent.authority.kind == "la_care_order"
    ),
    due=By(MedicalConducted, "before the medical"),
    met_by=ParentInformed,
    only=FULL_REGIME,
    quotes={"000": Quote(203, "though the parent/carer should be informed")},
)


def _wrong_officer(officer: Professional, case: Case) -> Iterator[Breach]:
    allowed = case.profile.roles_for("medical.authority_consent_by")
    if allowed and officer.role not in allowed:
        yield Breach("The officer who consented for the local authority is not one who may.")


def _basis(child: str, on: date, case: Case) -> str | None:
    """On what basis the child was looked after on that day."""
    record = case.enquiry.people.get(child)
    dated = record.fact("looked_after", on) if record else None
    return dated.fact.basis if dated and isinstance(dated.fact, LookedAfter) else None


def _without_order(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent) or not isinstance(event.authority, CareOrder):
        return
    if _basis(event.child.p, _day_of(consent), case) not in {"care_order", "interim_care_order"}:
        yield Breach("The local authority consented under a care order that is not recorded.")
    yield from _wrong_officer(event.authority.officer, case)


UNDER_CARE_ORDER: Final = Rule(
    "MED-14",
    LAWFULNESS,
    "the local authority’s consent under a care order",
    of=_GIVEN,
    breaches=_without_order,
    remedy=PersonFact,
    only=FULL_REGIME,
    quotes={"000": Quote(203, "when the child/young person is the subject of a care order")},
)


def _not_mandatory(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent):
        return
    if not isinstance(event.authority, MandatoryAccommodation):
        return
    if _basis(event.child.p, _day_of(consent), case) != "section_20_mandatory":
        yield Breach("Mandatory accommodation is not recorded; ordinary section 20 is not enough.")
    elif event.authority.ground == "nobody_responsible" and case.parents:
        yield Breach("Nobody is said to have parental responsibility, but somebody is recorded.")
    yield from _wrong_officer(event.authority.officer, case)


MANDATORY: Final = Rule(
    "MED-15",
    LAWFULNESS,
    "the local authority’s consent as corporate parent",
    of=_GIVEN,
    breaches=_not_mandatory,
    remedy=PersonFact,
    only=FULL_REGIME,
    quotes={"000": Quote(204, "corporate parent under mandatory section 20 accommodation")},
)


def _order_missing(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent) or not isinstance(event.authority, HighCourt):
        return
    deposited = any(
        isinstance(entry.event, DocumentDeposited) and entry.event.form == "order"
        for entry in case.answering(consent, "concerns")
    )
    if not deposited:
        yield Breach("The order of the High Court is named, but no copy is deposited.")


ORDER_ATTACHED: Final = Rule(
    "MED-16",
    RECORDING,
    "the High Court’s order",
    of=_GIVEN,
    breaches=_order_missing,
    remedy=DocumentDeposited,
    only=FULL_REGIME,
    quotes={"000": Quote(205, "The High Court when the child/young person is a Ward of Court")},
)


def _no_such_order(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent) or not isinstance(event.authority, FamilyCourt):
        return
    if event.authority.order_kind == "emergency_protection" and not any(
        isinstance(entry.event, EmergencyAction)
        and entry.event.action.kind == "epo_granted"
        and entry.event.child.p == event.child.p
        for entry in case.all(EmergencyAction)
    ):
        yield Breach("The direction is attached to an emergency protection order not on record.")


COURT_DIRECTION: Final = Rule(
    "MED-17",
    LAWFULNESS,
    "the order that a court’s direction is attached to",
    of=_GIVEN,
    breaches=_no_such_order,
    remedy=EmergencyAction,
    only=FULL_REGIME,
    quotes={"000": Quote(206, "A Family Court as part of a direction attached to")},
)

DUTIES: Final = (PARENT_TOLD,)
RULES: Final = (NAMED, RESPONSIBLE, UNDER_CARE_ORDER, MANDATORY, ORDER_ATTACHED, COURT_DIRECTION)
