"""The initial child protection conference (CPC)."""

from typing import Final

from domain.events.challenge import ChallengeRecorded
from domain.events.conference import (
    ConferenceHeld,
    ConferenceNotRequired,
    ConferencePlanned,
)
from domain.events.conference_people import (
    ConferenceAttendance,
    ConferenceInvitation,
    ReferrerInclusion,
)
from domain.events.conference_preparation import (
    AdvocacyInformation,
    ChildPrepared,
    ConferenceExplained,
)
from domain.events.conference_reports import (
    ConferenceReportShared,
    ConferenceReportSubmitted,
    ReportSharingDecided,
)
from domain.events.conference_request import (
    ConferenceRequestAccepted,
    ConferenceRequestSubmitted,
    ConferenceUrgencyAssessed,
)
from domain.events.feedback import OutcomeShared
from domain.events.interim import InterimArrangements, InterimArrangementsReviewed
from domain.events.records import DelayExplained
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "CPC-01",
        "Given a date and a chair, put off with the reason, and held; late is found, and the "
        "explanation stands beside it.",
        recorded(ConferencePlanned.where(lambda planned: planned.delayed is not None)),
        recorded(ConferenceHeld),
        recorded(DelayExplained.where(duty="TIM-04")),
        found("TIM-04"),
    ),
    Row(
        "CPC-02",
        "Deciders, reasons and whoever disagreed, authorised as the outcome is.",
        recorded(ConferenceNotRequired.where(lambda decided: bool(decided.dissent))),
    ),
    Row(
        "CPC-03",
        "Submitted by the social worker and accepted by the team that arranges conferences; late "
        "is found.",
        recorded(ConferenceRequestSubmitted),
        recorded(ConferenceRequestAccepted),
        found("TIM-03"),
    ),
    Row(
        "CPC-04",
        "Measures with their owners and a date of review. None at all, none agreed with the chair, "
        "and a late review are found.",
        recorded(InterimArrangements.where(lambda agreed: agreed.chair is not None)),
        recorded(InterimArrangementsReviewed),
        found("CPC-04"),
    ),
    Row(
        "CPC-05",
        "Whom the conference needs and for what; who was considered and not invited, and why.",
        recorded(ConferenceInvitation.where(lambda event: event.decision.kind == "invited")),
        recorded(ConferenceInvitation.where(lambda event: event.decision.kind == "not_invited")),
    ),
    Row(
        "CPC-06",
        "One entry for each person; to whom it is still to be explained is shown for the child and "
        "each parent.",
        recorded(ConferenceExplained),
    ),
    Row(
        "CPC-07",
        "How the child takes part, through whom, and how the child was prepared.",
        recorded(ChildPrepared.where(way="through")),
    ),
    Row("CPC-08", "Who was told, and of which agency.", recorded(AdvocacyInformation)),
    Row(
        "CPC-09",
        "One entry for each parent; the reference to the report signs its digest, and so its "
        "version. Late is found.",
        recorded(ConferenceReportShared.where(lambda shared: shared.concerns is not None)),
        found("TIM-09"),
    ),
    Row(
        "CPC-10",
        "Decided with police and chair, for each parent; a report shared before that is found.",
        recorded(ReportSharingDecided),
        found("CPC-10"),
    ),
    Row(
        "CPC-11",
        "Reports are authorised and dated or say what they lack. What an agency that was invited "
        "still owes is shown until the conference and found after it.",
        recorded(ConferenceReportSubmitted.where(lambda sent: sent.state.kind == "authorised")),
        found("CPC-11"),
    ),
    Row(
        "CPC-12",
        "Involvement and analysis are parts of their own in every report, the one as fact and the "
        "other as opinion.",
        recorded(ConferenceReportSubmitted),
    ),
    Row(
        "CPC-13",
        "Who came, with a view on the decision, or did not and why. Whose absence has to be "
        "explained, the profile says: the police, or everybody invited.",
        recorded(ConferenceAttendance.where(lambda event: event.attendance.kind == "attended")),
        recorded(ConferenceAttendance.where(lambda event: event.attendance.kind == "absent")),
        found("CPC-13"),
    ),
    Row(
        "CPC-14",
        "Whether the referrer is included, and that the referrer was given the outcome.",
        recorded(ReferrerInclusion),
        recorded(OutcomeShared),
    ),
    Row(
        "CPC-15",
        "The date that urgency asks is a limit of its own beside TIM-04; a later one never takes "
        "its place in silence.",
        recorded(ConferenceUrgencyAssessed),
        found("CPC-15"),
    ),
    Row(
        "CPC-16",
        "Challenges to others and to one’s own view, with the answer. Skill and experience are for "
        "agencies to see to: the record shows how people took part.",
        recorded(ChallengeRecorded.where(lambda event: event.response is not None)),
    ),
)
