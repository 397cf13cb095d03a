"""Consent before a medical, and what a child who understands may decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.consenting import (
    GIVEN,
    able,
    age_at,
    assessment,
    consents,
    decider,
    effective,
    scope,
    shared,
    touches,
    within,
)
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule, Undone, Unless
from domain.duties.limits import Before
from domain.duties.spans import happened
from domain.duties.words import event_words
from domain.entry import Entry
from domain.events.consent import (
    CompetenceAssessed,
    CompetentChild,
    MedicalConsent,
    YoungPerson,
)
from domain.events.medical import EmergencyTreatment, MedicalConducted

FULL_REGIME: Final = ("medical.regime", "full")
_BY_RIGHT: Final = range(16, 18)
"""Ages at which a young person consents by right (Family Law Reform Act 1969, section 8)."""


def _covers(consent: Entry, medical: Entry, case: Case) -> bool:
    """Whether it is a consent worth the name to what was done, alone or beside others' consent."""
    return (
        effective(consent, case)
        and touches(scope(consent), scope(medical))
        and within(scope(medical), scope(consent) | _agreed_beside(consent, medical, case))
    )


def _agreed_beside(consent: Entry, medical: Entry, case: Case) -> frozenset[str]:
    """What others agreed to beforehand and did not take back, a court for one part of it."""
    child = min(persons_in(medical.event, "child"))
    entries = [entry for entry, _ in consents(case, child)]
    return frozenset[str]().union(
        *(
            scope(entry)
            for entry in entries
            if entry is not consent
            and effective(entry, case)
            and happened(entry).surely_by(happened(medical))
            and not any(_ended_before(later, entry, medical) for later in entries)
        )
    )


def _ended_before(later: Entry, consent: Entry, medical: Entry) -> bool:
    """Whether a later word may have ended a consent by the time of the medical."""
    return (
        later is not consent
        and isinstance(later.event, MedicalConsent)
        and later.event.answer != "gave"
        and _takes_back(later, consent, medical)
        and not happened(consent).surely_after(happened(later))
        and not happened(later).surely_after(happened(medical))
    )


def _takes_back(later: Entry, consent: Entry, medical: Entry) -> bool:
    """Whether a later word ends this consent: of the same person, and about what was done."""
    if not isinstance(later.event, MedicalConsent) or not isinstance(consent.event, MedicalConsent):
        return False
    earlier = later.event.concerns
    same = earlier == consent.seq if earlier else decider(later.event) == decider(consent.event)
    return same and (
        later.event.answer == "varied" or touches(scope(later), shared(consent, medical))
    )


CONSENT_FIRST: Final = Duty(
    "MED-09",
    LAWFULNESS,
    "consent before the medical of {subject}",
    each="entry",
    about="child",
    arises=any_of(MedicalConducted, EmergencyTreatment),
    due=Before(),
    met_by=MedicalConsent.where(lambda consent: consent.answer in GIVEN),
    fits=_covers,
    undone_by=Undone(
        MedicalConsent.where(lambda event: event.answer in {"withdrew", "varied", "refused"}),
        which=_takes_back,
    ),
    unless=Unless(EmergencyTreatment, itself=True),
    only=FULL_REGIME,
    quotes={"000": Quote(199, "can provide lawful consent to all or part")},
)


def _assessed_by_no_doctor(assessed: Entry, case: Case) -> Iterator[Breach]:
    event = assessed.event
    if not isinstance(event, CompetenceAssessed) or _is_doctor(event, case):
        return
    others = (entry.event for entry in case.all(CompetenceAssessed))
    if not any(
        isinstance(other, CompetenceAssessed)
        and other.child.p == event.child.p
        and _is_doctor(other, case)
        and within(frozenset(event.scope), frozenset(other.scope))
        for other in others
    ):
        yield Breach(
            f"Whether {case.name_of(event.child.p) or 'the child'} can decide was assessed by "
            "somebody who is not a doctor."
        )


def _is_doctor(assessed: CompetenceAssessed, case: Case) -> bool:
    role = case.profile.roles.get(assessed.assessor.role)
    return role is not None and role.is_doctor


ASSESSED_BY_DOCTOR: Final = Rule(
    "MED-10",
    PROCEDURE,
    "who assesses whether a child can decide",
    of=CompetenceAssessed,
    breaches=_assessed_by_no_doctor,
    remedy=CompetenceAssessed,
    only=FULL_REGIME,
    quotes={"000": Quote(199, "generally to be assessed by the doctor with advice from others")},
)


def _not_able(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent) or event.answer not in GIVEN:
        return
    child = event.authority
    if not isinstance(child, CompetentChild) or able(child, scope(consent), case):
        return
    if _consented_by_another(consent, event, case):
        return
    found = assessment(child, case)
    why = (
        "no assessment of what the child understands is named"
        if found is None
        else "the assessment does not find that the child can decide all of it"
    )
    yield Breach(f"{event_words(consent).capitalize()} rests on the child alone, but {why}.")


def _consented_by_another(consent: Entry, event: MedicalConsent, case: Case) -> bool:
    """Whether somebody else's consent, or a better one of the same, covers it."""
    return any(
        other is not consent and effective(other, case) and within(scope(consent), scope(other))
        for other, _ in consents(case, event.child.p)
    )


CHILD_ABLE: Final = Rule(
    "MED-09",
    LAWFULNESS,
    "the understanding on which a child’s consent rests",
    of=MedicalConsent,
    breaches=_not_able,
    remedy=MedicalConsent,
    only=FULL_REGIME,
    quotes={"000": Quote(199, "sufficient age and understanding (Gillick competency/Fraser")},
)


def _not_by_right(consent: Entry, case: Case) -> Iterator[Breach]:
    event = consent.event
    if not isinstance(event, MedicalConsent) or event.answer not in GIVEN:
        return
    young = event.authority
    if not isinstance(young, YoungPerson) or _consented_by_another(consent, event, case):
        return
    age = age_at(consent, event.child.p, case)
    if young.doubt:
        yield Breach("The young person’s mental health was in doubt: somebody else is to consent.")
    elif age is None:
        yield Breach("The consent is given by right, but no date of birth is recorded.")
    elif age not in _BY_RIGHT:
        yield Breach(f"The consent is given by right at 16 or 17, but the child was {age}.")


BY_RIGHT: Final = Rule(
    "MED-11",
    LAWFULNESS,
    "consent by right at 16 and 17",
    of=MedicalConsent,
    breaches=_not_by_right,
    remedy=MedicalConsent,
    only=FULL_REGIME,
    quotes={"000": Quote(200, "explicit right (s8 Family Law Reform Act 1969)")},
)

DUTIES: Final = (CONSENT_FIRST,)
RULES: Final = (ASSESSED_BY_DOCTOR, CHILD_ABLE, BY_RIGHT)
