"""How the product carries out the rows about parents, carers and family."""

from typing import Final

from domain.events.family import (
    FamilyCapacityAssessed,
    FamilyNetworkEngaged,
    FamilySupportViews,
    PracticeAttested,
    ThresholdExplained,
)
from domain.events.involvement import (
    DeferralReviewed,
    ExplanationWithheld,
    InformationTimingDecided,
    InterpreterProvided,
    InvolvementDeferred,
    NonResidentInvolvement,
)
from domain.events.parents import (
    EnquiryExplained,
    ParentInformed,
    ParentInterviewed,
    RightsExplained,
)
from domain.events.people import PersonAdded, PersonFact
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "PAR-01",
        "To whom the enquiry was explained and how, what they asked and what was answered; each "
        "person with parental responsibility to whom it was not, is found at the outcome.",
        recorded(EnquiryExplained.where(lambda event: event.questions is not None)),
        found("PAR-01"),
    ),
    Row(
        "PAR-02",
        "An explanation is withheld with reasons, by the test of the procedure in force, and "
        "reviewed by a date. Another test, and a review that is late, are found.",
        recorded(ExplanationWithheld),
        recorded(DeferralReviewed),
        found("PAR-02"),
    ),
    Row(
        "PAR-03",
        "An interview with each parent and carer, the account in their own words, with the wider "
        "social and environmental factors and places beyond the family.",
        recorded(ParentInterviewed.where(lambda event: event.beyond_family is not None)),
        found("PAR-03"),
    ),
    Row(
        "PAR-04",
        "Everybody with parental responsibility and by what right, carers and partners; whoever "
        "was neither told nor heard when the outcome is decided, without a reason, is found.",
        recorded(PersonFact.where(lambda event: event.fact.kind == "parental_responsibility")),
        recorded(PersonAdded.where(kind="carer")),
        found("PAR-04"),
    ),
    Row(
        "PAR-05",
        "Each parent is found who was not involved within the authority’s own idea of early, "
        "unless that was deferred on one of the two grounds, until a review ended it.",
        recorded(InvolvementDeferred),
        recorded(DeferralReviewed.where(review=None)),
        found("TIM-19"),
    ),
    Row(
        "PAR-06",
        "When somebody is given information is decided with what the child needs as the reason.",
        recorded(InformationTimingDecided),
    ),
    Row(
        "PAR-07",
        "What parents are told, how and when; a further discussion, a conference date or a "
        "finished assessment of which they hear nothing is found.",
        recorded(ParentInformed),
        found("PAR-07"),
    ),
    Row(
        "PAR-08",
        "How a parent who lives elsewhere takes part, and what contact there is.",
        recorded(NonResidentInvolvement),
        found("PAR-08"),
    ),
    Row(
        "PAR-09",
        "Who needs an interpreter, and who interpreted; a talk without one is found until they "
        "have been spoken to with one.",
        recorded(InterpreterProvided),
        found("PAR-09"),
    ),
    Row(
        "PAR-10",
        "Which rights were explained to each parent, with the enquiry or apart from it; who has "
        "not heard of all of them is found at the outcome.",
        recorded(RightsExplained),
        found("PAR-10"),
    ),
    Row(
        "PAR-11",
        "What the threshold means for enquiry, conference and plan, that it may lead to "
        "pre-proceedings, and how it was checked that they understood.",
        recorded(ThresholdExplained.where(pre_proceedings=True)),
    ),
    Row(
        "PAR-12",
        "The family’s network, what support they say would help, and what earlier dealings with "
        "services mean for how they take part.",
        recorded(FamilySupportViews.where(lambda event: event.earlier is not None)),
        recorded(FamilyNetworkEngaged),
    ),
    Row(
        "PAR-13",
        "Whether the family can keep the child safe: the evidence, and the conclusion as an "
        "opinion.",
        recorded(FamilyCapacityAssessed),
    ),
    Row(
        "PAR-14",
        "A practitioner attests how the work with parents kept to the guidance.",
        recorded(PracticeAttested),
        instead="Whether practice keeps to a principle is a judgement. The product asks for the "
        "reasons behind the attestation, and shows beside it whom the record leaves out.",
    ),
)
