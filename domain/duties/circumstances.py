"""What makes an invitation due: the circumstances that profiles name, read from the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from domain.duties.case import Case, Wanted, any_of
from domain.entry import Entry
from domain.events.access import AccessRefused
from domain.events.invitations import ServiceInvolved
from domain.events.lado import LadoReferral
from domain.events.medical import MedicalConducted
from domain.events.medical_planning import MedicalConsidered
from domain.events.protection import EmergencyAction
from domain.events.referral import HarmSuspected, ProfessionalReferrer, ReferralReceived
from domain.events.triggers import ListedConcern, StrategyTrigger, UnbornChild
from domain.profiles.strategy import Circumstance

_MINDS: Final = frozenset({"mental_health", "adult_mental_health"})
_ADULT_PROBLEMS: Final = frozenset({"adult_mental_health", "substance_misuse", "domestic_abuse"})

_RECORDED: Final[Mapping[Circumstance, Wanted]] = {
    "adult_risk": ServiceInvolved.where(lambda known: known.service in _ADULT_PROBLEMS),
    "concern_listed": StrategyTrigger.where(lambda one: isinstance(one.trigger, ListedConcern)),
    "legal_advice_needed": any_of(
        HarmSuspected.where(immediate=True), AccessRefused, EmergencyAction
    ),
    "medical_considered": any_of(MedicalConsidered, MedicalConducted),
    "mental_health_known": ServiceInvolved.where(lambda known: known.service in _MINDS),
    "out_of_area": ServiceInvolved.where(elsewhere=True),
    "professional_alleged": LadoReferral,
    "referred_by_professional": ReferralReceived.where(
        lambda referral: isinstance(referral.referrer, ProfessionalReferrer)
    ),
    "sexual_abuse": HarmSuspected.where(lambda harm: "sexual" in harm.harms),
    "unborn": StrategyTrigger.where(lambda one: isinstance(one.trigger, UnbornChild)),
    "youth_justice_known": ServiceInvolved.where(service="youth_justice"),
}
"""What shows, once it is recorded, that a circumstance is so."""

_OF_THE_CHILD: Final[Mapping[Circumstance, str]] = {
    "looked_after": "looked_after",
    "mental_health_known": "mental_health",
    "unborn": "due",
}
"""The fact about a child of the enquiry that shows it, by its kind."""


def showing(circumstance: Circumstance, case: Case) -> Iterator[Entry]:
    """The entries that show that a circumstance is so."""
    if circumstance in _RECORDED:
        yield from case.all(_RECORDED[circumstance])
    for child in case.children if circumstance in _OF_THE_CHILD else ():
        fact = case.enquiry.people[child].fact(_OF_THE_CHILD[circumstance])
        if fact and not (circumstance == "unborn" and case.enquiry.people[child].fact("born")):
            yield fact.entry
