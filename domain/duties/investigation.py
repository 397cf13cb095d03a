"""Police and health beside the enquiry: who leads, marks on what is sensitive, consent to tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.consenting import GIVEN, consents, decider, scope, touches
from domain.duties.duty import LAWFULNESS, PROCEDURE, RECORDING, Breach, Quote, Rule
from domain.duties.spans import happened
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.consent import MedicalConsent
from domain.events.health_information import HealthInformationProvided, HealthInvestigation
from domain.events.interviews import RecordedInterviewConducted
from domain.events.investigation import (
    CriminalInvestigationBasis,
    CriminalInvestigationPlan,
    EnquiryModeDecided,
)
from domain.events.parents import ParentInterviewed

_INTERVIEWS: Final = any_of(ParentInterviewed, RecordedInterviewConducted)


def _before_the_mode(interview: Entry, case: Case) -> Iterator[Breach]:
    """The first interview, where it was not decided by then who leads what."""
    by_then = [
        entry
        for entry in case.all(EnquiryModeDecided)
        if not happened(entry).surely_after(happened(interview))
    ]
    if case.all(_INTERVIEWS)[0] is interview and not by_then:
        yield Breach(
            "Somebody was interviewed before it was decided whether the enquiry is made jointly "
            "with the police, and who leads what."
        )


MODE: Final = Rule(
    "STR-32",
    PROCEDURE,
    "deciding who leads what before anybody is interviewed",
    of=_INTERVIEWS,
    breaches=_before_the_mode,
    remedy=EnquiryModeDecided,
    quotes={
        "000": Quote(81, "Lead the criminal investigation where joint enquiries"),
        "001": Quote(83, "Lead the criminal investigation where joint enquiries take place"),
    },
)


def _unmarked(plan: Entry, _: Case) -> Iterator[Breach]:
    if plan.mark == "ordinary":
        yield Breach(
            "What the police plan is not marked police-sensitive, so that others may read it."
        )


MARKED: Final = Rule(
    "STR-31",
    RECORDING,
    "keeping the criminal investigation’s plans to those who need them",
    of=any_of(CriminalInvestigationBasis, CriminalInvestigationPlan),
    breaches=_unmarked,
    remedy=CriminalInvestigationPlan,
    quotes={
        "000": Quote(80, "Discuss the basis for any criminal investigation"),
        "001": Quote(56, "Agree the conduct and timing of any criminal investigation"),
    },
)

_CATEGORIES: Final = {
    "family": "family health",
    "maternity": "maternity health",
    "school": "school health",
    "mental_health": "mental health",
    "domestic_abuse": "domestic abuse",
    "substance_misuse": "substance misuse",
}


def _silent_on(provided: Entry, case: Case) -> Iterator[Breach]:
    """The categories on which nothing is said; once, of the first entry."""
    entries = case.all(HealthInformationProvided)
    said = {
        item.category
        for entry in entries
        if isinstance(entry.event, HealthInformationProvided)
        for item in entry.event.items
    }
    silent = [words for category, words in _CATEGORIES.items() if category not in said]
    if entries[0] is provided and silent:
        yield Breach(
            f"Health practitioners have said nothing on {listed(silent)}, not even that nothing "
            "is known.",
            tuple(entries[1:]),
        )


HEALTH_INFORMATION: Final = Rule(
    "STR-41",
    RECORDING,
    "what health practitioners know, in every category",
    of=HealthInformationProvided,
    breaches=_silent_on,
    remedy=HealthInformationProvided,
    quotes={
        "000": Quote(73, "Provide any specific information from relevant practitioners"),
        "001": Quote(76, "Provide and co-ordinate any specific information from relevant"),
    },
)


def _without_consent(done: Entry, case: Case) -> Iterator[Breach]:
    event = done.event
    if not isinstance(event, HealthInvestigation) or event.kind == "observation":
        return
    if event.consent is None:
        yield Breach("No consent is named for it.")
        return
    consent = _standing(event.consent, case)
    if consent is None or not isinstance(consent.event, MedicalConsent):
        yield Breach("The consent that is named was taken out of the record.")
    elif consent.event.child.p != event.child.p:
        yield Breach("The consent that is named is not for this child.", (consent,))
    elif consent.event.answer not in GIVEN:
        yield Breach("The consent that is named was not given.", (consent,))
    else:
        for later in _taken_back(consent, done, case):
            yield Breach("The consent that is named had been taken back.", (consent, later))


def _standing(consent: int, case: Case) -> Entry | None:
    """The consent of that number as it stands after any correction; `None` if it was withdrawn."""
    for entry in case.all(MedicalConsent):
        if any(version.seq == consent for version in case.versions(entry)):
            return entry
    return None


def _taken_back(consent: Entry, done: Entry, case: Case) -> Iterator[Entry]:
    """What whoever had consented took back before it was done."""
    given = consent.event
    for entry, event in consents(case, given.child.p if isinstance(given, MedicalConsent) else ""):
        same = isinstance(given, MedicalConsent) and decider(event) == decider(given)
        between = happened(consent).surely_by(happened(entry)) and happened(entry).surely_by(
            happened(done)
        )
        if same and between and event.answer in {"withdrew", "refused"}:
            yield from (entry,) if touches(scope(entry), scope(consent)) else ()


CONSENTED: Final = Rule(
    "STR-43",
    LAWFULNESS,
    "consent to examinations, investigations and tests",
    of=HealthInvestigation,
    breaches=_without_consent,
    remedy=HealthInvestigation,
    quotes={
        "000": Quote(75, "Undertake appropriate examinations or observations, and further"),
        "001": Quote(78, "Undertake appropriate examinations or observations, and further"),
    },
)

RULES: Final = (MODE, MARKED, HEALTH_INFORMATION, CONSENTED)
