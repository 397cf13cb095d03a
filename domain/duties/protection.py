"""Immediate protection: other children, a discussion, lawyers, a safe discharge, who does what.

An emergency is never held up: what is missing is found afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of, persons_in
from domain.duties.duty import CHILD_SAFETY, LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import OwnDate
from domain.duties.orders import ACTING, ALONE, IN_FORCE, PLANNED_STEP
from domain.duties.same import child_of, is_first, once, same_child
from domain.duties.spans import happened, moment
from domain.duties.words import event_words
from domain.entry import Entry
from domain.events.legal import LegalAdviceReceived, LegalAdviceSought
from domain.events.people import InHospital
from domain.events.referral import HarmSuspected
from domain.events.safety import (
    AgreedActionDone,
    OtherChildrenConsidered,
    ProtectiveActionAgreed,
    SafeDischargeDecided,
    SupportActionAgreed,
)
from domain.events.section47 import Section47Initiated
from domain.events.strategy import StrategyDiscussionHeld
from domain.events.strategy_record import StrategyRecord
from domain.people import PersonRecord

_FULL: Final = ("immediate.protection", "full")
_PLANNED: Final = ("immediate.protection", "action_planning")


PROTECTIVE_ACTION_DONE: Final = Duty(
    "IMM-10",
    CHILD_SAFETY,
    "doing what was agreed for {subject} while the order or police protection lasts",
    each="entry",
    about="child",
    arises=ProtectiveActionAgreed,
    due=OwnDate("due"),
    met_by=AgreedActionDone,
    answers="answers",
    only=_PLANNED,
    quotes={"001": Quote(69, "who will do what by when, where an EPO is in place")},
)

SUPPORT_GIVEN: Final = Duty(
    "IMM-11",
    PROCEDURE,
    "giving {subject} the support that was agreed",
    each="entry",
    about="child",
    arises=SupportActionAgreed,
    due=OwnDate("due"),
    met_by=AgreedActionDone,
    answers="answers",
    only=_PLANNED,
    quotes={"001": Quote(62, "what immediate and short-term action is required")},
)


def _others_not_considered(acted: Entry, case: Case) -> Iterator[Breach]:
    if is_first(ACTING, acted, case) and not case.all(OtherChildrenConsidered):
        yield Breach(
            f"{child_of(acted, case)} needed emergency action, and it is not recorded whether "
            "other children of the household, of an alleged perpetrator or elsewhere need it too."
        )


def _not_discussed(applied: Entry, case: Case) -> Iterator[Breach]:
    """Planned action follows a discussion; who had to act at once is asked for one afterwards."""
    planned = is_first(PLANNED_STEP, applied, case)
    if planned and not case.all(StrategyDiscussionHeld) and not same_child(ALONE, applied, case):
        yield Breach(
            f"Emergency action for {child_of(applied, case)} was planned without a strategy "
            "discussion of the agencies."
        )


def _no_lawyer(suspected: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(LegalAdviceSought, suspected, case):
        yield Breach(
            f"Harm to {child_of(suspected, case)} is feared to be immediate, and it is not "
            "recorded that legal advice was sought."
        )


def _not_privileged(advice: Entry, _: Case) -> Iterator[Breach]:
    """Without the mark, advice would leave with whatever is disclosed to the other side."""
    if advice.frame.mark != "privileged":
        yield Breach(f"{event_words(advice).capitalize()} does not carry the mark privileged.")


def _no_safe_discharge(held: Entry, case: Case) -> Iterator[Breach]:
    """A child who was in hospital when agencies discussed what to do, without a decision on it."""
    for child in case.enquiry.children:
        fact = _in_hospital(child, held)
        decided = any(
            child.id in persons_in(one.event, "child") for one in case.all(SafeDischargeDecided)
        )
        if fact and not decided and held is case.all(StrategyDiscussionHeld)[-1]:
            yield Breach(
                f"{child.name} was in hospital when the strategy discussion was held, and it is "
                "not decided how to leave it safely.",
                (fact,),
            )


def _in_hospital(child: PersonRecord, held: Entry) -> Entry | None:
    """The entry that says so of the day of the discussion, unless another says that it ended."""
    known = [
        dated
        for dated in child.history("in_hospital")
        if not moment(dated.entry, "since").surely_after(happened(held))
    ]
    last = max(known, key=lambda dated: moment(dated.entry, "since").latest, default=None)
    return last.entry if last and isinstance(last.fact, InHospital) else None


def _nothing_agreed(protected: Entry, case: Case) -> Iterator[Breach]:
    if not same_child(ProtectiveActionAgreed, protected, case):
        yield Breach(
            f"{child_of(protected, case)} is protected by an order or by the police, and it is not "
            "agreed what else is to be done, by whom and by when."
        )


def _no_support(begun: Entry, case: Case) -> Iterator[Breach]:
    agreed = any(
        record.event.actions
        for record in case.all(StrategyRecord)
        if isinstance(record.event, StrategyRecord)
    )
    if not agreed and not same_child(SupportActionAgreed, begun, case):
        yield Breach(
            f"Enquiries about {child_of(begun, case)} were started, and it is not agreed what "
            "immediate and short-term support is given, by whom and by when."
        )


OTHER_CHILDREN: Final = Rule(
    "IMM-05",
    CHILD_SAFETY,
    "other children in an emergency",
    of=ACTING,
    breaches=_others_not_considered,
    remedy=OtherChildrenConsidered,
    only=_FULL,
    quotes={"000": Quote(35, "safeguard and promote the welfare of other children/young people")},
)

DISCUSSED_FIRST: Final = Rule(
    "IMM-06",
    PROCEDURE,
    "discussing planned emergency action",
    of=PLANNED_STEP,
    breaches=_not_discussed,
    remedy=StrategyDiscussionHeld,
    only=_FULL,
    quotes={"000": Quote(37, "following an immediate strategy discussion/meeting between Police")},
)

LEGAL_ADVICE: Final = Rule(
    "IMM-08",
    LAWFULNESS,
    "urgent legal advice",
    of=HarmSuspected.where(immediate=True),
    breaches=_no_lawyer,
    remedy=LegalAdviceSought,
    only=_FULL,
    quotes={"000": Quote(41, "urgent legal advice should be sought")},
)

PRIVILEGED: Final = Rule(
    "IMM-08",
    LAWFULNESS,
    "the privilege of legal advice",
    of=any_of(LegalAdviceSought, LegalAdviceReceived),
    breaches=_not_privileged,
    remedy=LegalAdviceReceived,
    only=_FULL,
    quotes={"000": Quote(41, "urgent legal advice should be sought")},
)

SAFE_DISCHARGE: Final = Rule(
    "IMM-09",
    CHILD_SAFETY,
    "leaving hospital safely",
    of=StrategyDiscussionHeld,
    breaches=_no_safe_discharge,
    remedy=SafeDischargeDecided,
    only=_FULL,
    quotes={"000": Quote(83, "how to secure the safe discharge of the child/young person")},
)

AGREED: Final = Rule(
    "IMM-10",
    CHILD_SAFETY,
    "what is done while an order or police protection lasts",
    of=IN_FORCE,
    breaches=_nothing_agreed,
    remedy=ProtectiveActionAgreed,
    only=_PLANNED,
    quotes={"001": Quote(69, "who will do what by when, where an EPO is in place")},
)

SUPPORT: Final = Rule(
    "IMM-11",
    PROCEDURE,
    "immediate and short-term support",
    of=Section47Initiated,
    breaches=once(Section47Initiated, _no_support),
    remedy=SupportActionAgreed,
    only=_PLANNED,
    quotes={"001": Quote(62, "What immediate and short-term action is required")},
)

DUTIES: Final = (PROTECTIVE_ACTION_DONE, SUPPORT_GIVEN)
RULES: Final = (
    OTHER_CHILDREN,
    DISCUSSED_FIRST,
    LEGAL_ADVICE,
    PRIVILEGED,
    SAFE_DISCHARGE,
    AGREED,
    SUPPORT,
)
