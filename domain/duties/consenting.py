"""What a consent is worth: by whom, for what, and whether it was taken back."""

from __future__ import annotations

from typing import Final

from domain.calendar import local_date
from domain.duties.case import Case
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.consent import (
    CompetenceAssessed,
    CompetentChild,
    MedicalConsent,
    PrHolder,
    YoungPerson,
)

TREATMENT: Final = frozenset({"treatment"})
"""What a treatment in an emergency needs consent to."""

GIVEN: Final = frozenset({"gave", "varied"})


def consents(case: Case, child: str) -> list[tuple[Entry, MedicalConsent]]:
    """Every standing word about consent for a child, in the order of recording."""
    return [
        (entry, entry.event)
        for entry in case.all(MedicalConsent)
        if isinstance(entry.event, MedicalConsent) and entry.event.child.p == child
    ]


def effective(consent: Entry, case: Case) -> bool:
    """Given or varied by somebody able to decide; with doubts, another must consent (MED-11)."""
    event = consent.event
    if not isinstance(event, MedicalConsent) or event.answer not in GIVEN:
        return False
    match event.authority:
        case PrHolder(capacity=capacity):
            return capacity
        case YoungPerson(doubt=doubt):
            return not doubt
        case CompetentChild() as child:
            return able(child, scope(consent), case)
    return True


def able(child: CompetentChild, wanted: frozenset[str], case: Case) -> bool:
    """Whether the assessment that a child's consent names found the child able to decide this."""
    assessed = assessment(child, case)
    return (
        assessed is not None
        and assessed.finding == "competent"
        and within(wanted, frozenset(assessed.scope))
    )


def assessment(child: CompetentChild, case: Case) -> CompetenceAssessed | None:
    """The assessment that a child's consent rests on, as it stands after any correction."""
    for entry in case.all(CompetenceAssessed):
        if any(version.seq == child.competence for version in case.versions(entry)):
            return entry.event if isinstance(entry.event, CompetenceAssessed) else None
    return None


def scope(entry: Entry) -> frozenset[str]:
    """What a consent, an assessment or an examination covers; emergency treatment is treatment."""
    return frozenset(getattr(entry.event, "scope", TREATMENT))


def within(done: frozenset[str], agreed: frozenset[str]) -> bool:
    """Whether all of it was agreed to."""
    return "whole" in agreed or done <= agreed


def touches(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether the two have something in common."""
    return "whole" in one | other or bool(one & other)


def shared(consent: Entry, medical: Entry) -> frozenset[str]:
    """What of an examination a consent was about."""
    agreed, done = scope(consent), scope(medical)
    if "whole" in agreed:
        return done
    return agreed if "whole" in done else agreed & done


def decider(consent: MedicalConsent) -> tuple[str, str]:
    """Who decided: a person with parental responsibility, or an authority of which there is one."""
    authority = consent.authority
    return authority.kind, authority.person.p if isinstance(authority, PrHolder) else ""


def age_at(entry: Entry, child: str, case: Case) -> int | None:
    """How old the child was when something happened; `None` where nobody knows."""
    record = case.enquiry.people.get(child)
    return record.age_on(local_date(happened(entry).latest)) if record else None
