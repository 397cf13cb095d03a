"""Strategy discussions: soon, with the agencies that count, and recorded for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs, FullWorkingDay
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.circulation import StrategyRecordCirculated
from domain.events.protection import EmergencyAction
from domain.events.records import Countersignature
from domain.events.referral import HarmSuspected
from domain.events.strategy import ParticipantAttended, StrategyDiscussionHeld
from domain.events.strategy_record import StrategyRecord
from domain.values import Professional

INITIATING: Final = StrategyDiscussionHeld.where(initiating=True)
"""The discussion at which section 47 enquiries were initiated: limits run from its end (STR-24)."""

_AT_ONCE: Final = frozenset({"single_agency", "police_protection"})
_ALONE: Final = EmergencyAction.where(lambda event: event.action.kind in _AT_ONCE)
"""What one agency did before it could discuss it with the others (IMM-07)."""

AFTER_SUSPICION: Final = Duty(
    "STR-01",
    CHILD_SAFETY,
    "holding a strategy discussion about the harm suspected",
    each="entry",
    arises=HarmSuspected,
    due=AsSoonAs(guide="strategy.after_suspicion_hours"),
    met_by=StrategyDiscussionHeld,
    quotes={
        "000": Quote(43, "there should be a strategy discussion as soon as possible"),
        "001": Quote(18, "Whenever there is reasonable cause to suspect that a child is suffering"),
    },
)

AFTER_EMERGENCY: Final = Duty(
    "TIM-11",
    CHILD_SAFETY,
    "holding a strategy discussion after one agency acted alone",
    each="entry",
    arises=_ALONE,
    due=AsSoonAs(guide="strategy.after_emergency_hours"),
    met_by=StrategyDiscussionHeld,
    only=("immediate.protection", "full"),
    quotes={"000": Quote(41, "should take place as soon as possible after action has been taken")},
)


def _same_discussion(done: Entry, held: Entry, _: Case) -> bool:
    return bool(getattr(done.event, "discussion", 0) == getattr(held.event, "discussion", None))


RECORD_CIRCULATED: Final = Duty(
    "TIM-06",
    PROCEDURE,
    "sending the record of strategy discussion {event.discussion} to all agencies in it",
    each="entry",
    arises=StrategyDiscussionHeld,
    since="ended",
    due=FullWorkingDay("strategy.circulate"),
    met_by=StrategyRecordCirculated,
    fits=_same_discussion,
    quotes={"000": Quote(69, "circulated within 1 full working day (24 hours)")},
)

RECORD_AUTHORISED: Final = Duty(
    "STR-39",
    PROCEDURE,
    "authorising the record of strategy discussion {event.discussion}",
    each="entry",
    arises=StrategyRecord,
    due=AsSoonAs(),
    met_by=Countersignature.where(kind="authorise"),
    answers="countersigns",
    by="strategy.authoriser",
    quotes={
        "000": Quote(69, "decisions authorised by the Children's Service's Manager"),
        "001": Quote(70, "Record agreed decisions in accordance with local recording procedures"),
    },
)


_AGENCIES: Final = {"childrens_services": "children’s services", "police": "the police"}


def _missing_agencies(held: Entry, case: Case) -> Iterator[Breach]:
    """Which agencies of the quorum took no part, counted by the kind of agency of each role."""
    entries = [
        entry for entry in case.all(ParticipantAttended) if _same_discussion(entry, held, case)
    ]
    present = {kind for person in _present(held, entries) for kind in _counts_for(person, case)}
    missing = [kind for kind in case.profile.strategy.quorum if kind not in present]
    if missing:
        names = listed([_AGENCIES.get(kind, kind) for kind in missing])
        reason = getattr(held.event, "shortfall", None)
        given = "A reason is recorded." if reason else "No reason is recorded."
        yield Breach(
            f"No one from {names} is recorded as taking part in the discussion. {given}",
            tuple(entries),
        )


def _present(held: Entry, entries: list[Entry]) -> Iterator[Professional]:
    if isinstance(held.event, StrategyDiscussionHeld):
        yield held.event.chair
    for entry in entries:
        event = entry.event
        if isinstance(event, ParticipantAttended) and event.attendance.kind == "attended":
            yield event.participant


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

DUTIES: Final = (AFTER_SUSPICION, AFTER_EMERGENCY, RECORD_CIRCULATED, RECORD_AUTHORISED)
RULES: Final = (QUORUM, QUORUM_WITH_SOCIAL_WORKER)
