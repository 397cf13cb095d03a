"""Who takes part in a strategy discussion: the agencies of the quorum, each able to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.discussions import of_discussion, took_part
from domain.duties.duty import PROCEDURE, Breach, Quote, Rule
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.invitations import ParticipantAuthorityConfirmed
from domain.events.strategy import Attended, ParticipantAttended, StrategyDiscussionHeld
from domain.values import Professional


def _missing_agencies(held: Entry, case: Case) -> Iterator[Breach]:
    """Which agencies of the quorum took no part, counted by the kind of agency of each role."""
    present = {kind for person in took_part(held, case) for kind in _counts_for(person, case)}
    missing = [kind for kind in case.profile.strategy.quorum if kind not in present]
    if missing:
        called = {"childrens_services": case.profile.terms.childrens_services}
        called["police"] = "the police"
        names = listed([called.get(kind, kind) for kind in missing])
        reason = getattr(held.event, "shortfall", None)
        given = "A reason is recorded." if reason else "No reason is recorded."
        yield Breach(
            f"No one from {names} is recorded as taking part in the discussion. {given}",
            tuple(of_discussion(ParticipantAttended, held, case)),
        )


def _counts_for(person: Professional, case: Case) -> Iterator[str]:
    role = case.profile.roles.get(person.role)
    social_worker_needed = case.profile.strategy.quorum_social_worker
    if role is None:
        return
    if (
        role.agency != "childrens_services"
        or role.is_qualified_social_worker
        or not social_worker_needed
    ):
        yield role.agency


def _without_authority(attended: Entry, case: Case) -> Iterator[Breach]:
    """An agency that is there, and nobody of it who may decide for it; said once for each."""
    present = [
        (entry, person)
        for entry, person in _attending(attended, case)
        if _agency_of(person) == _agency_of(getattr(attended.event, "participant", None))
    ]
    if not present or present[0][0] is not attended:
        return
    if not any(_may_decide(entry, case) for entry, _ in present):
        yield Breach(
            f"Nobody who took part for {present[0][1].agency} may decide for it.",
            tuple(entry for entry, _ in present[1:]),
        )


def _attending(attended: Entry, case: Case) -> Iterator[tuple[Entry, Professional]]:
    for entry in of_discussion(ParticipantAttended, attended, case):
        event = entry.event
        if isinstance(event, ParticipantAttended) and isinstance(event.attendance, Attended):
            yield entry, event.participant


def _agency_of(person: Professional | None) -> str:
    return person.agency.casefold() if person else ""


def _may_decide(attended: Entry, case: Case) -> bool:
    """What the chair found out last; until then, what is recorded of the attendance."""
    event = attended.event
    if not isinstance(event, ParticipantAttended) or not isinstance(event.attendance, Attended):
        return False
    confirmed = [
        entry.event.decides
        for entry in of_discussion(ParticipantAuthorityConfirmed, attended, case)
        if isinstance(entry.event, ParticipantAuthorityConfirmed)
        and entry.event.participant.as_ == event.participant.as_
    ]
    return confirmed[-1] if confirmed else event.attendance.decides


QUORUM: Final = Rule(
    "STR-02",
    PROCEDURE,
    "who takes part in a strategy discussion",
    of=StrategyDiscussionHeld,
    breaches=_missing_agencies,
    remedy=ParticipantAttended,
    only=("strategy.quorum_social_worker", False),
    quotes={
        "000": Quote(
            43, "involving Local Authority Children's Services, the Police, health, education"
        )
    },
)

QUORUM_WITH_SOCIAL_WORKER: Final = Rule(
    "STR-03",
    PROCEDURE,
    "who takes part in a strategy discussion",
    of=StrategyDiscussionHeld,
    breaches=_missing_agencies,
    remedy=ParticipantAttended,
    only=("strategy.quorum_social_worker", True),
    quotes={"001": Quote(32, "should, as a minimum, be involved in the strategy discussion")},
)

AUTHORITY: Final = Rule(
    "STR-18",
    PROCEDURE,
    "who may decide for their agency in a strategy discussion",
    of=ParticipantAttended,
    breaches=_without_authority,
    remedy=ParticipantAuthorityConfirmed,
    only=("strategy.attendees_decide_for_agency", True),
    quotes={
        "001": Quote(43, "sufficiently senior to make decisions on behalf of their organisation")
    },
)

RULES: Final = (QUORUM, QUORUM_WITH_SOCIAL_WORKER, AUTHORITY)
