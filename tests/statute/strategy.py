"""Strategy discussions (STR)."""

from typing import Final

from domain.events.challenge import ChallengeRecorded
from domain.events.circulation import StrategyRecordCirculated, StrategyRecordReceived
from domain.events.convening import (
    NewInformationReceived,
    StrategyDiscussionDeferred,
    StrategyDiscussionNotHeld,
)
from domain.events.expertise import ExpertAdviceReceived, ExpertAdviceSought
from domain.events.health_information import HealthInformationProvided, HealthInvestigation
from domain.events.investigation import (
    CriminalInvestigationBasis,
    CriminalInvestigationPlan,
    EnquiryModeDecided,
)
from domain.events.invitations import (
    InvitationsConsidered,
    ParticipantAuthorityConfirmed,
    ServiceInvolved,
)
from domain.events.lado import LadoConsulted, LadoReferral
from domain.events.records import Countersignature, ProfessionalDissent
from domain.events.referral import HarmSuspected
from domain.events.strategy import (
    ParticipantAttended,
    ParticipantInvited,
    StrategyDiscussionConvened,
    StrategyDiscussionHeld,
)
from domain.events.strategy_decisions import (
    FamilyInformationSharing,
    StrategyPlan,
    WelfareConsidered,
)
from domain.events.strategy_record import (
    ActionCompleted,
    ActionVaried,
    StrategyRecord,
)
from domain.events.triggers import StrategyTrigger
from tests.statute.frame import Claim, Row, found, recorded


def _invited(role: str) -> Claim:
    """Somebody in this role was asked to a discussion."""
    return recorded(ParticipantInvited.where(lambda asked: asked.participant.role == role))


def _attendance(kind: str) -> Claim:
    return recorded(ParticipantAttended.where(lambda event: event.attendance.kind == kind))


def _knows(service: str) -> Claim:
    """A service of this kind is known to work with somebody of the family."""
    return recorded(ServiceInvolved.where(service=service))


def _considered(code: str) -> Claim:
    """It was considered, with a reason, whether they take part."""

    def names(event: InvitationsConsidered) -> bool:
        return code in {item.code for item in event.considered}

    return recorded(InvitationsConsidered.where(names))


def _trigger(kind: str) -> Claim:
    return recorded(StrategyTrigger.where(lambda event: event.trigger.kind == kind))


def _sharing(kind: str) -> Claim:
    return recorded(FamilyInformationSharing.where(lambda event: event.decision.kind == kind))


ROWS: Final = (
    Row(
        "STR-01",
        "Grounds and time of the suspicion, the discussion convened, and how long it took.",
        recorded(HarmSuspected),
        recorded(StrategyDiscussionConvened),
        found("STR-01"),
    ),
    Row(
        "STR-02",
        "Who was invited, came, sent apologies or stayed away; the agencies missing from the "
        "quorum of the profile, with the reason given for going ahead.",
        recorded(ParticipantInvited),
        _attendance("attended"),
        _attendance("apologies"),
        _attendance("absent"),
        recorded(StrategyDiscussionHeld.where(lambda held: held.shortfall is not None)),
        found("STR-02"),
    ),
    Row(
        "STR-03",
        "A social worker, health and the police at least; children’s services count through a "
        "qualified social worker only.",
        recorded(ParticipantAttended),
        found("STR-03"),
    ),
    Row(
        "STR-04",
        "The agency of a professional referrer is invited.",
        _invited("teacher"),
        found("STR-04"),
    ),
    Row(
        "STR-05",
        "Services known to support the family are recorded, and each is invited or considered.",
        _knows("early_help"),
        _invited("early_help"),
        found("STR-05"),
    ),
    Row(
        "STR-06",
        "Once a medical is considered, a doctor is invited, and present.",
        _invited("paediatrician"),
        found("STR-06"),
    ),
    Row(
        "STR-07",
        "Where sexual abuse is suspected, however long ago, the referral centre is present.",
        _invited("sarc_practitioner"),
        found("STR-07"),
    ),
    Row(
        "STR-08",
        "Before a birth, midwifery is invited, and present.",
        _invited("midwife"),
        found("STR-08"),
    ),
    Row(
        "STR-09",
        "Who speaks for health is considered; mental health services known to the family are "
        "invited.",
        recorded(InvitationsConsidered.where(lambda event: event.health is not None)),
        _invited("mental_health_practitioner"),
        found("STR-09"),
    ),
    Row(
        "STR-10",
        "The residential or fostering service of a child looked after is invited.",
        _invited("placement_provider"),
        found("STR-10"),
    ),
    Row(
        "STR-11",
        "Schools, health and care services are invited, or considered with a reason.",
        _considered("services"),
        found("STR-11"),
    ),
    Row(
        "STR-12",
        "Youth justice and youth workers are invited, or considered with a reason.",
        _considered("youth_justice"),
        found("STR-12"),
    ),
    Row(
        "STR-13",
        "Services for adults of the family are known, and invited or considered with a reason.",
        _knows("substance_misuse"),
        _considered("adult_services"),
        found("STR-13"),
    ),
    Row(
        "STR-14",
        "British Transport Police are invited, or considered with a reason.",
        _considered("transport_police"),
        found("STR-14"),
    ),
    Row(
        "STR-15",
        "Every agency elsewhere that knows the family is invited, and may contribute in writing.",
        recorded(ServiceInvolved.where(elsewhere=True)),
        _attendance("written"),
        found("STR-15"),
    ),
    Row(
        "STR-16",
        "A legal adviser is invited where harm is feared to be immediate.",
        _invited("legal_adviser"),
        found("STR-16"),
    ),
    Row(
        "STR-17",
        "For a listed concern, an expert in it is asked, or considered with a reason.",
        recorded(ExpertAdviceSought.where(standing="expert_in_harm")),
        recorded(ExpertAdviceReceived),
        found("STR-17"),
    ),
    Row(
        "STR-18",
        "Whether each participant may decide for their agency; an agency with nobody who may.",
        recorded(ParticipantAuthorityConfirmed),
        found("STR-18"),
    ),
    Row(
        "STR-19",
        "Challenges with their author and answer; dissent stays beside the decision.",
        recorded(ChallengeRecorded.where(lambda event: event.response is not None)),
        recorded(ProfessionalDissent),
    ),
    Row(
        "STR-20",
        "Sharing with the family before the designated officer was spoken to is found.",
        recorded(LadoReferral),
        recorded(LadoConsulted),
        _sharing("share"),
        found("STR-20"),
    ),
    Row(
        "STR-21",
        "A discussion put off for the designated officer’s answer is found until it is held.",
        recorded(StrategyDiscussionDeferred.where(cause="awaiting_lado")),
        recorded(StrategyDiscussionConvened.where(lambda event: event.without_lado is not None)),
        found("STR-21"),
    ),
    Row(
        "STR-22",
        "By telephone, as a video meeting or face to face, with its beginning and its end.",
        recorded(StrategyDiscussionHeld.where(mode="telephone")),
        recorded(StrategyDiscussionHeld.where(mode="face_to_face")),
    ),
    Row(
        "STR-23",
        "For concerns that the profile lists, held face to face under a manager.",
        recorded(StrategyDiscussionHeld.where(mode="face_to_face")),
        found("STR-23"),
    ),
    Row(
        "STR-24",
        "Numbered, linked to the one before, and one of them the initiating one.",
        recorded(StrategyDiscussionHeld.where(lambda held: held.follows is not None)),
        recorded(StrategyDiscussionHeld.where(initiating=True)),
        found("STR-24"),
    ),
    Row(
        "STR-25",
        "New information on an open case, until another discussion is held or decided against.",
        recorded(NewInformationReceived),
        found("STR-25"),
    ),
    Row(
        "STR-26",
        "A section of its own of each record: spoken to or not, the analysis, the conclusion.",
        recorded(WelfareConsidered.where(lambda event: event.spoken.kind == "spoken_to")),
        recorded(WelfareConsidered.where(lambda event: event.spoken.kind == "not_spoken_to")),
        found("STR-26"),
    ),
    Row(
        "STR-27",
        "What is shared, and what is withheld on one of two grounds until a date of review.",
        _sharing("share"),
        _sharing("withhold"),
        found("STR-27"),
    ),
    Row(
        "STR-28",
        "Each action has an owner with an agency, and a date.",
        recorded(StrategyRecord.where(lambda record: len(record.actions) > 0)),
    ),
    Row(
        "STR-29",
        "Actions are varied and completed; an outcome with an action left open is found.",
        recorded(ActionVaried),
        recorded(ActionCompleted),
        found("STR-29"),
    ),
    Row(
        "STR-30",
        "Each contribution with who made it, as fact or opinion, under a mark of its own.",
        recorded(StrategyRecord.where(lambda record: any(c.mark for c in record.contributions))),
        recorded(
            StrategyRecord.where(
                lambda record: {one.kind for one in record.contributions} == {"fact", "opinion"}
            )
        ),
    ),
    Row(
        "STR-31",
        "The police’s basis, and the timing and methods agreed, kept under a mark.",
        recorded(CriminalInvestigationBasis),
        recorded(CriminalInvestigationPlan),
        found("STR-31"),
    ),
    Row(
        "STR-32",
        "Joint or single, and who leads what, before anybody is interviewed.",
        recorded(EnquiryModeDecided.where(lambda event: event.mode.kind == "joint")),
        found("STR-32"),
    ),
    Row(
        "STR-33",
        "A listed concern by its code, or another of its kind, until a discussion is considered.",
        _trigger("listed"),
        found("STR-33"),
    ),
    Row(
        "STR-34",
        "Who, assessed by whom as a risk, and the contact there is or will be.",
        _trigger("risky_adult"),
    ),
    Row(
        "STR-35",
        "Likely harm to an unborn child, with the date on which the birth is expected.",
        _trigger("unborn"),
    ),
    Row(
        "STR-36",
        "Which child died, when that was confirmed, and which children live in the household.",
        _trigger("child_death"),
    ),
    Row(
        "STR-37",
        "Another child of the household with a plan; the other circumstances by their codes.",
        _trigger("household_plan"),
    ),
    Row(
        "STR-38",
        "The ages and risk factors; of children all under 10, a decision of their own.",
        _trigger("sexual_activity"),
        recorded(StrategyDiscussionNotHeld),
        found("STR-38"),
    ),
    Row(
        "STR-39",
        "The record, authorised by a manager before it is sent out.",
        recorded(StrategyRecord),
        recorded(Countersignature.where(kind="authorise")),
        found("STR-39"),
    ),
    Row(
        "STR-40",
        "Sent to every agency in the discussion, whose acknowledgement signs which record it was.",
        recorded(StrategyRecordCirculated),
        recorded(StrategyRecordReceived),
        found("STR-40"),
    ),
    Row(
        "STR-41",
        "What health practitioners know by category; a category on which nobody spoke.",
        recorded(HealthInformationProvided),
        found("STR-41"),
    ),
    Row(
        "STR-42",
        "Advice of a named or designated professional, sought and received.",
        recorded(ExpertAdviceSought.where(standing="designated_professional")),
        recorded(ExpertAdviceReceived),
    ),
    Row(
        "STR-43",
        "What was examined, observed or tested, its result, and the consent that it rests on.",
        recorded(HealthInvestigation.where(lambda done: done.consent is not None)),
        found("STR-43"),
    ),
    Row(
        "STR-44",
        "The plan with both dates; the finding names the dates counted from the discussion.",
        recorded(StrategyPlan),
        found("STR-44"),
    ),
)
