"""REF: referral and responsibility."""

from typing import Final

from domain.events.allocation import (
    LeadChildProtectionPractitionerAllocated,
    LeadPractitionerAllocated,
    LeadPractitionerStoodDown,
)
from domain.events.assessment import AssessmentStarted
from domain.events.handover import (
    DirectionAnswered,
    EnquiryLinked,
    HandedOver,
    HandoverAccepted,
    ManagementDirection,
)
from domain.events.observation import AgencyParticipation, ConcernObserved
from domain.events.referral import ReferralReceived
from domain.events.responsibility import (
    AcceptanceConfirmedInWriting,
    FirstAuthorityIdentified,
    IncidentLocated,
    OtherAuthorityConsulted,
    ResponsibilityAnswered,
    ResponsibleAuthorityDetermined,
)
from domain.events.section47 import Section47Initiated
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "REF-01",
        "When the referral was received starts the assessment’s limit. A later enquiry about the "
        "same child names the one that it takes up again; a duplicate is counted in the other.",
        recorded(ReferralReceived),
        recorded(EnquiryLinked.where(relation="reopens")),
        recorded(EnquiryLinked.where(relation="duplicate_of")),
    ),
    Row(
        "REF-02",
        "No enquiry is started without the harm suspected, its categories and the grounds.",
        recorded(Section47Initiated),
    ),
    Row(
        "REF-03",
        "An enquiry without a responsible authority is found until one is determined.",
        recorded(ResponsibleAuthorityDetermined.where(basis="found")),
        recorded(ResponsibleAuthorityDetermined.where(basis="lives")),
        found("REF-03"),
    ),
    Row(
        "REF-04",
        "Where the child was found and in whose area, beside the area in which the child lives: "
        "where they differ, the rules on two authorities apply.",
        recorded(IncidentLocated.where(lambda located: located.crosses_a_border)),
        found("REF-04"),
    ),
    Row(
        "REF-05",
        "Emergency action across a border is found until a first authority is named.",
        recorded(FirstAuthorityIdentified),
        found("REF-05"),
    ),
    Row(
        "REF-06",
        "Emergency action for a child whom another authority looks after, or has a plan for, is "
        "found until that authority has been consulted.",
        recorded(OtherAuthorityConsulted),
        found("REF-06"),
    ),
    Row(
        "REF-07",
        "Responsibility recorded as passed on is found until the second authority accepts it, in "
        "its officer’s own words.",
        recorded(ResponsibilityAnswered.where(answer="accepted")),
        found("REF-07"),
    ),
    Row(
        "REF-08",
        "An acceptance by word of mouth starts the profile’s limit for one in writing (TIM-13).",
        recorded(AcceptanceConfirmedInWriting),
        found("TIM-13"),
    ),
    Row(
        "REF-09",
        "One social worker leads at any time: nobody leading, two leading, a handover that nobody "
        "took up and a direction that nobody answered are found.",
        recorded(LeadPractitionerAllocated.where(lambda one: one.place.kind == "replacement")),
        recorded(LeadPractitionerStoodDown),
        recorded(HandedOver.where(occasion="to_out_of_hours")),
        recorded(HandedOver.where(occasion="from_out_of_hours")),
        recorded(HandedOver.where(occasion="between_teams")),
        recorded(HandoverAccepted),
        recorded(ManagementDirection),
        recorded(DirectionAnswered),
        found("REF-09"),
    ),
    Row(
        "REF-10",
        "Whoever leads without being a qualified social worker is found until somebody who is one "
        "leads; nobody is left without a lead because a computer refused. Under a procedure that "
        "says “should”, the finding is less grave.",
        recorded(LeadPractitionerAllocated),
        found("REF-10"),
    ),
    Row(
        "REF-11",
        "Who takes part for which agency, from when, and how to reach them; whoever does is told "
        "the outcome (FDB-02).",
        recorded(AgencyParticipation),
    ),
    Row(
        "REF-12",
        "Anybody records what they observed apart from what they make of it. An entry made long "
        "after its author knew is marked late for ever: nothing clears that.",
        recorded(ConcernObserved.where(lambda seen: seen.shown is not None)),
    ),
    Row(
        "REF-13",
        "An enquiry without an assessment, begun at the referral or continued, is found.",
        recorded(AssessmentStarted),
        found("REF-13"),
    ),
    Row(
        "REF-14",
        "The role can be allocated beside the lead. Which roles there are is the profile’s.",
        recorded(LeadChildProtectionPractitionerAllocated),
    ),
)
