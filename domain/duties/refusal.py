"""A child's no, and a word taken back during the examination (MED-12)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.consent import FULL_REGIME
from domain.duties.consenting import (
    GIVEN,
    assessment,
    consents,
    decider,
    scope,
    touches,
    within,
)
from domain.duties.duty import LAWFULNESS, Breach, Quote, Rule
from domain.duties.spans import happened, moment
from domain.entry import Entry
from domain.events.consent import CompetentChild, MedicalConsent, YoungPerson
from domain.events.medical import MedicalConducted
from domain.events.permission import RefusalOverridden
from domain.spans import Span, instant


def _against_refusal(medical: Entry, case: Case) -> Iterator[Breach]:
    event = medical.event
    if not isinstance(event, MedicalConducted):
        return
    for refusal in _refusals(event.child.p, case):
        if (
            happened(refusal).surely_by(happened(medical))
            and touches(scope(refusal), scope(medical))
            and not _changed_mind(refusal, medical, case)
            and not _overridden(refusal, medical, case)
        ):
            yield Breach(
                "The child had refused, and no court’s order is recorded that overrides this.",
                (refusal,),
            )


def _refusals(child: str, case: Case) -> Iterator[Entry]:
    """What the child refused; not where an assessment found that the child cannot decide it."""
    for entry, event in consents(case, child):
        own = isinstance(event.authority, YoungPerson) or (
            isinstance(event.authority, CompetentChild) and not _unable(event.authority, case)
        )
        if own and event.answer in {"refused", "withdrew"}:
            yield entry


def _unable(child: CompetentChild, case: Case) -> bool:
    assessed = assessment(child, case)
    return assessed is not None and assessed.finding == "not_competent"


def _changed_mind(refusal: Entry, medical: Entry, case: Case) -> bool:
    refused = refusal.event
    return isinstance(refused, MedicalConsent) and any(
        event.answer in GIVEN
        and decider(event) == decider(refused)
        and happened(refusal).surely_by(happened(entry))
        and happened(entry).surely_by(happened(medical))
        and within(scope(refusal) & scope(medical) or scope(medical), scope(entry))
        for entry, event in consents(case, refused.child.p)
    )


def _overridden(refusal: Entry, medical: Entry, case: Case) -> bool:
    return any(
        isinstance(entry.event, RefusalOverridden)
        and happened(entry).surely_by(happened(medical))
        and within(scope(medical), scope(entry))
        for entry in case.answering(refusal, "concerns")
    )


REFUSAL_RESPECTED: Final = Rule(
    "MED-12",
    LAWFULNESS,
    "a child’s refusal",
    of=MedicalConducted,
    breaches=_against_refusal,
    remedy=RefusalOverridden,
    only=FULL_REGIME,
    quotes={"000": Quote(201, "may refuse some or all of a Child Protection Medical")},
)


def _went_on(medical: Entry, case: Case) -> Iterator[Breach]:
    """What was taken back while the child was being examined, and did not end it."""
    event = medical.event
    if not isinstance(event, MedicalConducted):
        return
    ended = moment(medical, "ended")
    for entry, consent in consents(case, event.child.p):
        during = _between(happened(entry), happened(medical), ended)
        if consent.answer not in {"withdrew", "refused"} or not during:
            continue
        if not touches(scope(entry), scope(medical)):
            continue
        if event.stopped is None:
            yield Breach(
                "Consent was taken back during the examination, which is not recorded as stopped.",
                (entry,),
            )
        elif instant(event.stopped.at).surely_after(happened(entry)):
            yield Breach("The examination was stopped only after consent was taken back.", (entry,))


def _between(time: Span, start: Span, end: Span) -> bool:
    return time.surely_after(start) and end.surely_after(time)


STOPPED: Final = Rule(
    "MED-12",
    LAWFULNESS,
    "stopping when consent is taken back",
    of=MedicalConducted,
    breaches=_went_on,
    remedy=MedicalConducted,
    only=FULL_REGIME,
    quotes=REFUSAL_RESPECTED.quotes,
)

RULES: Final = (REFUSAL_RESPECTED, STOPPED)
