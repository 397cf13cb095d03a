"""Strategy discussions: held soon, and their record authorised and sent to everybody."""

from __future__ import annotations

from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.discussions import same_discussion
from domain.duties.duty import CHILD_SAFETY, PROCEDURE, Duty, Quote
from domain.duties.limits import AsSoonAs, By, FullWorkingDay
from domain.entry import Entry
from domain.events.circulation import StrategyRecordCirculated
from domain.events.outcome import OutcomeDecided
from domain.events.protection import EmergencyAction
from domain.events.records import Countersignature
from domain.events.referral import HarmSuspected
from domain.events.strategy import StrategyDiscussionHeld
from domain.events.strategy_record import StrategyRecord

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
    return same_discussion(done, held)


RECORD_CIRCULATED: Final = Duty(
    "TIM-06",
    PROCEDURE,
    "sending the record of strategy discussion {event.discussion} to all agencies in it, "
    "{profile.strategy.circulate.words}",
    each="entry",
    arises=StrategyDiscussionHeld,
    since="ended",
    due=FullWorkingDay("strategy.circulate"),
    met_by=StrategyRecordCirculated,
    fits=_same_discussion,
    quotes={"000": Quote(69, "circulated within 1 full working day (24 hours)")},
)


def _of_this_record(other: Entry, record: Entry) -> bool:
    """Whether that very record was sent out; an outcome is about all of them."""
    return isinstance(other.event, OutcomeDecided) or same_discussion(other, record)


RECORD_AUTHORISED: Final = Duty(
    "STR-39",
    PROCEDURE,
    "authorising the record of strategy discussion {event.discussion}",
    each="entry",
    arises=StrategyRecord,
    due=By(
        any_of(StrategyRecordCirculated, OutcomeDecided),
        "before the record is sent out, and before the outcome",
        which=_of_this_record,
    ),
    met_by=Countersignature.where(kind="authorise"),
    answers="countersigns",
    by="strategy.authoriser",
    quotes={
        "000": Quote(69, "decisions authorised by the Children's Service's Manager"),
        "001": Quote(70, "Record agreed decisions in accordance with local recording procedures"),
    },
)

DUTIES: Final = (AFTER_SUSPICION, AFTER_EMERGENCY, RECORD_CIRCULATED, RECORD_AUTHORISED)
