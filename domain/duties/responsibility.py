"""Whose child this is: an authority determined, no transfer by silence, acceptance in writing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, persons_in
from domain.duties.duty import CHILD_SAFETY, LAWFULNESS, RECORDING, Breach, Duty, Quote, Rule
from domain.duties.limits import Within
from domain.duties.same import child_of, is_first, once, same_child
from domain.entry import Entry
from domain.events.circumstances import ProtectionPlan
from domain.events.people import LookedAfter
from domain.events.protection import EmergencyAction
from domain.events.responsibility import (
    AcceptanceConfirmedInWriting,
    FirstAuthorityIdentified,
    IncidentLocated,
    OtherAuthorityConsulted,
    ResponsibilityAnswered,
    ResponsibleAuthorityDetermined,
)
from domain.events.section47 import Section47Initiated

_REGULATED: Final = ("crossborder.responsibility", "first_authority_until_accepted")
_ACCEPTED: Final = ResponsibilityAnswered.where(answer="accepted")


def _undetermined(begun: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(ResponsibleAuthorityDetermined, begun, case):
        yield Breach(
            f"Enquiries about {child_of(begun, case)} were started, and it is not recorded which "
            "authority is responsible for them."
        )


def _not_located(determined: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(IncidentLocated, determined, case):
        yield Breach(
            f"An authority is responsible because {child_of(determined, case)} was found in its "
            "area, and it is not recorded where that was."
        )


def _nobody_first(located: Entry, case: Case) -> Iterator[Breach]:
    """An emergency across a border, and nobody has said who acts."""
    acted = same_child(EmergencyAction, located, case)
    if acted and not same_child(FirstAuthorityIdentified, located, case):
        yield Breach(
            f"{child_of(located, case)} was found in the area of another authority and needed "
            "emergency action, and it is not recorded which authority acts first.",
            tuple(acted[:1]),
        )


def _same_authority(one: str, other: str) -> bool:
    """Whether two names are of one authority: `Luton` and `Luton Borough Council` are."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    return bool(short) and long[: len(short)] == short


def _elsewhere(entry: Entry, case: Case) -> Iterator[str]:
    """The other authorities that look after the child or have a plan for the child."""
    for child in persons_in(entry.event, "child"):
        record = case.enquiry.people.get(child)
        held = [record.fact(kind) for kind in ("looked_after", "protection_plan") if record]
        facts = [one.fact for one in held if one]
        yield from (
            fact.authority
            for fact in facts
            if isinstance(fact, LookedAfter | ProtectionPlan)
            and not _same_authority(fact.authority, case.profile.procedure.authority)
        )


def _not_consulted(acted: Entry, case: Case) -> Iterator[Breach]:
    asked = {
        one.event.authority
        for one in same_child(OtherAuthorityConsulted, acted, case)
        if isinstance(one.event, OtherAuthorityConsulted)
    }
    for authority in dict.fromkeys(_elsewhere(acted, case)):
        unasked = not any(_same_authority(authority, one) for one in asked)
        if unasked and is_first(EmergencyAction, acted, case):
            yield Breach(
                f"Emergency action was taken for {child_of(acted, case)}, for whom {authority} is "
                "responsible, and that authority has not been consulted."
            )


def _passed_by_silence(determined: Entry, case: Case) -> Iterator[Breach]:
    """Responsibility recorded as passed on that nobody has explicitly accepted."""
    event = determined.event
    for first in same_child(FirstAuthorityIdentified, determined, case):
        second, now = getattr(first.event, "second", None), getattr(event, "authority", "")
        passed = second is not None and _same_authority(second, now)
        if passed and not same_child(_ACCEPTED, determined, case):
            yield Breach(
                f"Responsibility for {child_of(determined, case)} is recorded as passed on, but "
                "the second authority has not explicitly accepted it: the first authority remains "
                "responsible.",
                (first,),
            )


DETERMINED: Final = Rule(
    "REF-03",
    LAWFULNESS,
    "which authority is responsible",
    of=Section47Initiated,
    breaches=once(Section47Initiated, _undetermined),
    remedy=ResponsibleAuthorityDetermined,
    only=_REGULATED,
    quotes={"000": Quote(18, "in whose area the child/young person lives or is found")},
)

LOCATED: Final = Rule(
    "REF-04",
    RECORDING,
    "where the child was found",
    of=ResponsibleAuthorityDetermined.where(basis="found"),
    breaches=_not_located,
    remedy=IncidentLocated,
    only=_REGULATED,
    quotes={
        "000": Quote(18, "physical location where the child/young person suffers the incident")
    },
)

FIRST_AUTHORITY: Final = Rule(
    "REF-05",
    CHILD_SAFETY,
    "which authority acts first",
    of=IncidentLocated.where(lambda located: located.crosses_a_border),
    breaches=_nobody_first,
    remedy=FirstAuthorityIdentified,
    only=_REGULATED,
    quotes={"000": Quote(20, "(the first authority) is responsible for taking emergency action")},
)

CONSULTED: Final = Rule(
    "REF-06",
    LAWFULNESS,
    "consulting the other authority",
    of=EmergencyAction,
    breaches=_not_consulted,
    remedy=OtherAuthorityConsulted,
    only=_REGULATED,
    quotes={"000": Quote(20, "the first authority must consult the authority responsible")},
)

NOT_BY_SILENCE: Final = Rule(
    "REF-07",
    LAWFULNESS,
    "explicit acceptance of responsibility",
    of=ResponsibleAuthorityDetermined,
    breaches=_passed_by_silence,
    remedy=ResponsibilityAnswered,
    only=_REGULATED,
    quotes={
        "000": Quote(20, "Only when the second Local Authority explicitly accepts responsibility")
    },
)

IN_WRITING: Final = Duty(
    "TIM-13",
    RECORDING,
    "confirming in writing that responsibility was accepted",
    each="entry",
    arises=_ACCEPTED,
    due=Within("crossborder.written_acceptance_working_days"),
    met_by=AcceptanceConfirmedInWriting,
    answers="answers",
    only=_REGULATED,
    quotes={"000": Quote(20, "(to be followed up in writing)")},
)

DUTIES: Final = (IN_WRITING,)
RULES: Final = (DETERMINED, LOCATED, FIRST_AUTHORITY, CONSULTED, NOT_BY_SILENCE)
