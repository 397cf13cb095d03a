"""IMM: immediate protection."""

from typing import Final

from domain.events.base import Pattern
from domain.events.legal import LegalAdviceReceived, LegalAdviceSought
from domain.events.protection import EmergencyAction
from domain.events.safety import (
    AgreedActionDone,
    OtherChildrenConsidered,
    ProtectiveActionAgreed,
    SafeDischargeDecided,
    SupportActionAgreed,
)
from domain.events.section47 import Section47Initiated
from domain.events.strategy import StrategyDiscussionHeld
from tests.statute.frame import Row, found, recorded


def _step(kind: str) -> Pattern:
    return EmergencyAction.where(lambda event: event.action.kind == kind)


ROWS: Final = (
    Row(
        "IMM-01",
        "Police, transport police and children’s services record what they did at once; nothing "
        "holds it up.",
        recorded(_step("immediate_safety")),
    ),
    Row(
        "IMM-02",
        "A removal without an application or the power that it names is found; an order that has "
        "run out is found until it is recorded what protects the child now.",
        recorded(_step("removal")),
        recorded(_step("epo_applied")),
        recorded(_step("epo_granted")),
        recorded(_step("epo_ended")),
        found("IMM-02"),
    ),
    Row(
        "IMM-03",
        "The grounds are part of the entry, and the hours that the law allows are counted.",
        recorded(_step("police_protection")),
        recorded(_step("police_protection_ended")),
        found("IMM-03"),
    ),
    Row(
        "IMM-04",
        "Police protection asks for enquiries at once; the time elapsed is shown (TIM-12).",
        recorded(Section47Initiated.where(lambda begun: begun.basis.kind == "police_protection")),
        found("TIM-12"),
    ),
    Row(
        "IMM-05",
        "An emergency is found until other children were considered: the household’s, those of an "
        "alleged perpetrator’s, and others.",
        recorded(OtherChildrenConsidered.where(lambda one: len(one.children) > 0)),
        found("IMM-05"),
    ),
    Row(
        "IMM-06",
        "Planned emergency action without a strategy discussion is found until one is held.",
        recorded(StrategyDiscussionHeld),
        found("IMM-06"),
    ),
    Row(
        "IMM-07",
        "After one agency acted alone the time until a strategy discussion is shown (TIM-11).",
        recorded(_step("single_agency")),
        found("TIM-11"),
    ),
    Row(
        "IMM-08",
        "Harm feared to be immediate is found until legal advice was sought, and so is advice "
        "without the mark privileged, which keeps it with those whom it advises.",
        recorded(LegalAdviceSought.where(urgency="urgent")),
        recorded(LegalAdviceReceived),
        found("IMM-08"),
    ),
    Row(
        "IMM-09",
        "A discussion about a child in hospital is found until a safe discharge is decided.",
        recorded(SafeDischargeDecided),
        found("IMM-09"),
    ),
    Row(
        "IMM-10",
        "An order or police protection without agreed action is found; so is action past its date.",
        recorded(ProtectiveActionAgreed),
        recorded(AgreedActionDone),
        found("IMM-10"),
    ),
    Row(
        "IMM-11",
        "Enquiries without agreed support are found; so is support past its date.",
        recorded(SupportActionAgreed),
        found("IMM-11"),
    ),
)
