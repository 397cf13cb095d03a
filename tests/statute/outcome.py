"""The outcome (OUT)."""

from typing import Final

from domain.events.base import Pattern
from domain.events.legal_steps import (
    BecameLookedAfter,
    LegalStepsConsidered,
    PreProceedingsConsidered,
)
from domain.events.next_steps import (
    FamilyGroupConference,
    FutureReferralsNoted,
    OutcomeDiscussed,
    OutcomeSharedWithLado,
)
from domain.events.outcome import OutcomeDecided
from domain.events.people import PersonFact
from domain.events.plan import PlanContribution, PlanDischarged
from domain.events.reassessment import Reassessed, ReassessmentPlanned
from domain.events.records import Countersignature
from domain.events.support import ServiceProvided, ServiceReviewed, SupportAgreed
from domain.values import Mention
from tests.statute.frame import Row, found, recorded


def _concluding(kind: str) -> Pattern:
    return OutcomeDecided.where(lambda decided: decided.outcome.kind == kind)


ROWS: Final = (
    Row(
        "OUT-01",
        "Everybody who decided signs; where the profile asks for two people and one has signed, "
        "that is found.",
        recorded(Countersignature.where(kind="co_decide")),
        found("OUT-01"),
    ),
    Row(
        "OUT-02",
        "The outcome names the discussions and the child’s words that it rests on, by signed "
        "reference, or says why there are none; otherwise it is found.",
        recorded(OutcomeDecided.where(lambda decided: len(decided.concerns) > 1)),
        found("OUT-02"),
    ),
    Row(
        "OUT-03",
        "Not substantiated, with the decision on services for a child in need.",
        recorded(_concluding("not_substantiated")),
    ),
    Row(
        "OUT-04",
        "Substantiated, with a conference, legal steps or neither; where neither was considered, "
        "that is found until it is.",
        recorded(_concluding("substantiated_icpc")),
        recorded(LegalStepsConsidered),
        found("OUT-04"),
    ),
    Row(
        "OUT-05",
        "One entry for each person, with questions, answers and next steps; with whom it is still "
        "to be done is shown for the child and each parent.",
        recorded(OutcomeDiscussed.where(lambda talk: isinstance(talk.person, Mention))),
        recorded(OutcomeDiscussed.where(lambda talk: not isinstance(talk.person, Mention))),
    ),
    Row(
        "OUT-06",
        "Support is agreed with an owner and a date of review, and a review that is late is found.",
        recorded(SupportAgreed),
        found("OUT-06"),
    ),
    Row(
        "OUT-07",
        "Considered by children’s services, or asked of the family, as the procedure has it.",
        recorded(FamilyGroupConference.where(lambda event: event.step.kind == "considered")),
        recorded(FamilyGroupConference.where(lambda event: event.step.kind == "offered")),
    ),
    Row(
        "OUT-08",
        "Planned with objectives, an owner and a date, or not needed and why; nobody named, or the "
        "date passed, is found.",
        recorded(ReassessmentPlanned),
        recorded(Reassessed),
        found("OUT-08"),
    ),
    Row(
        "OUT-09",
        "Every agency records what it contributes, provides and reviews, under its own key.",
        recorded(PlanContribution),
        recorded(ServiceProvided),
        recorded(ServiceReviewed),
    ),
    Row(
        "OUT-10",
        "Arrangements for future referrals are an entry of the record.",
        recorded(FutureReferralsNoted),
    ),
    Row(
        "OUT-11",
        "Considered with a legal adviser, and whether they begin.",
        recorded(PreProceedingsConsidered.where(begun=True)),
    ),
    Row(
        "OUT-12",
        "Legal basis, plan, support for the family and how needs are monitored. The years for "
        "which the record is kept follow from the profile’s class for a child looked after.",
        recorded(BecameLookedAfter),
        recorded(PersonFact.where(lambda event: event.fact.kind == "looked_after")),
    ),
    Row(
        "OUT-13",
        "The plan ends with reasons and support in place, which has a review of its own.",
        recorded(PlanDischarged),
        recorded(SupportAgreed.where(step_down=True)),
    ),
    Row(
        "OUT-14",
        "An outcome of its own, from which no conference follows by itself; findings that the "
        "LADO does not have are found.",
        recorded(_concluding("substantiated_professional_no_icpc")),
        recorded(OutcomeSharedWithLado),
        found("OUT-14"),
    ),
)
