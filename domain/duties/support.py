"""After the outcome: support reviewed in time, the family asked, the child assessed again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.duty import PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import AsSoonAs, OwnDate
from domain.entry import Entry
from domain.events.next_steps import FamilyGroupConference
from domain.events.outcome import NotSubstantiated, OutcomeDecided
from domain.events.reassessment import Reassessed, Reassessment, ReassessmentPlanned
from domain.events.support import ServiceReviewed, SupportAgreed

_NOT_SUBSTANTIATED: Final = OutcomeDecided.where(
    lambda event: isinstance(event.outcome, NotSubstantiated)
)
_CHILD_IN_NEED: Final = OutcomeDecided.where(
    lambda event: isinstance(event.outcome, NotSubstantiated) and event.outcome.child_in_need
)

SUPPORT_REVIEWED: Final = Duty(
    "OUT-06",
    PROCEDURE,
    "reviewing the support agreed for {subject}",
    each="entry",
    about="child",
    arises=SupportAgreed,
    due=OwnDate("review"),
    met_by=ServiceReviewed,
    answers="answers",
    quotes={
        "000": Quote(263, "Confirm the arrangements to review any support services implemented"),
        "001": Quote(137, "Discuss whether support from any services may be helpful"),
    },
)

CONFERENCE_OF_FAMILY_CONSIDERED: Final = Duty(
    "OUT-07",
    PROCEDURE,
    "considering a family group conference",
    each="entry",
    arises=any_of(SupportAgreed, _CHILD_IN_NEED),
    due=AsSoonAs(),
    met_by=FamilyGroupConference,
    earlier_counts=True,
    only=("fgc.offer", "considered_where_intervention_agreed"),
    quotes={"000": Quote(264, "from Children's Services has been agreed, consider referral")},
)

CONFERENCE_OF_FAMILY_OFFERED: Final = Duty(
    "OUT-07",
    PROCEDURE,
    "asking the family whether it wishes for a family group conference",
    each="entry",
    arises=_NOT_SUBSTANTIATED,
    due=AsSoonAs(),
    met_by=FamilyGroupConference.where(lambda event: event.step.kind == "offered"),
    earlier_counts=True,
    only=("fgc.offer", "asked_where_not_substantiated"),
    quotes={"001": Quote(139, "Discuss with the family whether they wish to be referred")},
)

_REASSESS: Final = {"001": Quote(138, "re-assessed regularly against specific objectives")}

REASSESSMENT_CONSIDERED: Final = Duty(
    "OUT-08",
    PROCEDURE,
    "considering whether {subject} is to be re-assessed regularly",
    each="entry",
    about="child",
    arises=_NOT_SUBSTANTIATED,
    due=AsSoonAs(),
    met_by=ReassessmentPlanned,
    only=("reassess_objectives.required", True),
    quotes=_REASSESS,
)

REASSESSED: Final = Duty(
    "OUT-08",
    PROCEDURE,
    "assessing {subject} again, as planned",
    each="entry",
    about="child",
    arises=ReassessmentPlanned.where(lambda event: isinstance(event.decision, Reassessment)),
    due=OwnDate("decision.due"),
    met_by=Reassessed,
    answers="answers",
    only=("reassess_objectives.required", True),
    quotes=_REASSESS,
)


def _nobody_responsible(planned: Entry, _: Case) -> Iterator[Breach]:
    decision = getattr(planned.event, "decision", None)
    if isinstance(decision, Reassessment) and decision.owner is None:
        yield Breach("The re-assessment is planned, and nobody is named as responsible for it.")


OWNER_NAMED: Final = Rule(
    "OUT-08",
    PROCEDURE,
    "who is responsible for a re-assessment",
    of=ReassessmentPlanned,
    breaches=_nobody_responsible,
    remedy=ReassessmentPlanned,
    only=("reassess_objectives.named_owner", True),
    quotes={"001": Quote(138, "decide who has responsibility for doing this")},
)

DUTIES: Final = (
    SUPPORT_REVIEWED,
    CONFERENCE_OF_FAMILY_CONSIDERED,
    CONFERENCE_OF_FAMILY_OFFERED,
    REASSESSMENT_CONSIDERED,
    REASSESSED,
)
RULES: Final = (OWNER_NAMED,)
