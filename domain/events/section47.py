"""Deciding on section 47, the conference, the assessment and the outcome."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Countersigning, Event
from domain.events.referral import Harm, Harms, Likelihood
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE, LEADS, MANAGERS
from domain.events.strategy import Dissent
from domain.values import (
    Day,
    EntryNumber,
    Instant,
    Number,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases


class AfterDiscussion(Value):
    """Decided after a strategy discussion (S47-01)."""

    says: ClassVar[str] = "after strategy discussion {discussion}"

    kind: Literal["strategy_discussion"]
    discussion: Number


class OnPoliceProtection(Value):
    """With immediate effect, because the police used their powers of protection (IMM-04)."""

    says: ClassVar[str] = "at once, because of the police protection in entry {action}"

    kind: Literal["police_protection"]
    action: Annotated[EntryNumber, Refers("concerns", "EmergencyAction")]


Basis = Annotated[AfterDiscussion | OnPoliceProtection, Field(discriminator="kind")]


class Section47Initiated(
    Event,
    type="section-47-initiated/1",
    rows="REF-02 IMM-04 S47-01 TIM-12",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The local authority decided to make enquiries under section 47 of the Children Act 1989."""

    says = (
        "{occurred}, {decided_by} decided to start section 47 enquiries about {child} {basis}. "
        "{child} is suspected to be {likelihood} significant harm: {harms}. {grounds}"
    )
    example = {
        "child": "maya",
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children's Services",
        },
        "basis": {"kind": "strategy_discussion", "discussion": 1},
        "likelihood": "suffering",
        "harms": ["physical"],
        "grounds": "Bruises on both arms that a fall does not explain.",
    }

    child: Person
    """The child whom the enquiries are about."""
    decided_by: Professional
    """Who decided for the local authority."""
    basis: Basis
    """After which discussion, or because of which emergency."""
    likelihood: Likelihood
    """Whether the child is suspected to suffer harm, or to be likely to."""
    harms: Harms
    """The categories of harm."""
    grounds: Opinion
    """The grounds: no enquiry is made without them."""


Alternative = Annotated[
    Literal["continued_assessment", "early_help", "child_in_need", "none"],
    Phrases(
        {
            "continued_assessment": "continued multi-agency assessment",
            "early_help": "early help",
            "child_in_need": "support as a child in need",
            "none": "no further support",
        }
    ),
]


class Section47NotInitiated(
    Event,
    type="section-47-not-initiated/1",
    rows="S47-01 S47-02",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The local authority decided that there is no cause for section 47 enquiries."""

    says = (
        "{occurred}, {decided_by} decided not to start section 47 enquiries about {child}. "
        "{rationale}. What was considered instead: {alternatives}."
    )
    example = {
        "child": "leo",
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children's Services",
        },
        "rationale": "Leo has no injuries, and nobody has seen him come to harm.",
        "alternatives": ["early_help"],
    }

    child: Person
    """The child whom it is about."""
    decided_by: Professional
    """Who decided for the local authority."""
    rationale: Opinion
    """Why there is no cause."""
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1), unique()]
    """What was considered instead (S47-02)."""


class ConferencePlanned(
    Event,
    type="conference-planned/1",
    rows="CPC-01 CPC-03 CPC-15 TIM-03",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """An initial child protection conference was requested and given a date."""

    says = (
        "{occurred}, {actor} arranged an initial child protection conference about {child} for "
        "{planned}, at {place}, to be chaired by {chair}."
    )
    example = {
        "child": "maya",
        "planned": "2026-03-19T10:00:00Z",
        "place": "County Hall, Hertford",
        "chair": {
            "as": "Martin Bell",
            "role": "conference_chair",
            "agency": "Hertfordshire Children's Services",
        },
    }

    child: Person
    """The child whom it is about."""
    planned: Instant
    """When it is to be held."""
    place: Words
    """Where it is to be held."""
    chair: Professional
    """Who is to chair it."""


class ConferenceReportShared(
    Event,
    type="conference-report-shared/1",
    rows="CPC-09 TIM-09",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The report for the conference reached a parent or carer. One entry for each person."""

    says = "{occurred}, {actor} shared the conference report about {child} with {recipient} {how}."
    example = {"child": "maya", "recipient": "dawn", "how": "in_person"}

    child: Person
    """The child whom the report is about."""
    recipient: Person
    """Who received it."""
    how: Annotated[
        Literal["in_person", "post", "email", "read_out"],
        Phrases(
            {
                "in_person": "in person",
                "post": "by post",
                "email": "by email",
                "read_out": "by reading it out",
            }
        ),
    ]
    """How it reached them."""


class PlanMade(Value):
    """The child became the subject of a child protection plan."""

    says: ClassVar[str] = "that {harms} made a child protection plan necessary"

    kind: Literal["plan"]
    harms: Annotated[tuple[Harm, ...], Field(min_length=1), unique()]


class NoPlan(Value):
    """No child protection plan."""

    says: ClassVar[str] = "that no child protection plan was needed"

    kind: Literal["no_plan"]


class ConferenceHeld(
    Event,
    type="conference-held/1",
    rows="CPC-01 TIM-04",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """The initial child protection conference took place."""

    says = (
        "{occurred}, the initial child protection conference about {child} was held, chaired by "
        "{chair}. It decided {decision}. {rationale}"
    )
    example = {
        "child": "maya",
        "chair": {
            "as": "Martin Bell",
            "role": "conference_chair",
            "agency": "Hertfordshire Children's Services",
        },
        "decision": {"kind": "plan", "harms": ["physical"]},
        "rationale": "The harm is likely to happen again while Mr Doyle lives in the home.",
    }

    child: Person
    """The child whom it was about."""
    chair: Professional
    """Who chaired it."""
    decision: Annotated[PlanMade | NoPlan, Field(discriminator="kind")]
    """Whether there is a plan, and for which harm."""
    rationale: Opinion
    """Why."""


class NotSubstantiated(Value):
    """Concerns not substantiated; services for a child in need are considered (OUT-03)."""

    says: ClassVar[str] = (
        "are not substantiated; services for a child in need {child_in_need|will|will not} be "
        "offered"
    )

    kind: Literal["not_substantiated"]
    child_in_need: YesNo


class SubstantiatedConference(Value):
    """Concerns substantiated; an initial child protection conference follows (OUT-04)."""

    says: ClassVar[str] = (
        "are substantiated; an initial child protection conference will be held by {by}"
    )

    kind: Literal["substantiated_icpc"]
    by: Day


class SubstantiatedLegal(Value):
    """Concerns substantiated; legal steps follow (OUT-04)."""

    says: ClassVar[str] = "are substantiated; legal steps will be taken: {steps}"

    kind: Literal["substantiated_legal"]
    steps: Words


class SubstantiatedProfessional(Value):
    """A professional harmed the child; no concern about the parents, no conference (OUT-14)."""

    says: ClassVar[str] = (
        "are substantiated against a professional and not against the parents; no conference is "
        "needed, and the findings {lado_told|have been|are still to be} shared with the LADO"
    )

    kind: Literal["substantiated_professional_no_icpc"]
    lado_told: YesNo


Outcome = Annotated[
    NotSubstantiated | SubstantiatedConference | SubstantiatedLegal | SubstantiatedProfessional,
    Field(discriminator="kind"),
]


class OutcomeDecided(
    Event,
    type="outcome-decided/1",
    rows="OUT-01..04 OUT-14 ASM-05 CPC-02 FDB-01 REC-03 TIM-01 TIM-02",
    by=f"{LEADS} {MANAGERS}",
    countersign=(
        Countersigning(kind="co_decide", by="outcome.deciders"),
        Countersigning(kind="authorise", by="outcome.authoriser"),
    ),
):
    """What the section 47 enquiries concluded, by whom, why, and on what they relied."""

    says = (
        "{occurred}, {deciders} decided that the concerns about {child} {outcome}. {rationale}. "
        "Immediate risk: {immediate_risk}. Long-term risk: {long_term_risk}."
        "[ The decision relies on these entries: {informed_by}.][ {dissent}]"
    )
    example = {
        "child": "maya",
        "deciders": [
            {
                "as": "Ruth Okafor",
                "role": "social_worker",
                "agency": "Hertfordshire Children's Services",
            },
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children's Services",
            },
        ],
        "outcome": {"kind": "substantiated_icpc", "by": "2026-03-23"},
        "rationale": "Maya says that Mr Doyle hurt her, and the doctor found grip marks.",
        "immediate_risk": "Low while Mr Doyle lives elsewhere.",
        "long_term_risk": "High, because Dawn Carter does not believe that he hurt Maya.",
        "informed_by": [4, 9],
    }

    child: Person
    """The child whom it is about."""
    deciders: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Everybody who decided. Each of them signs: the author here, the others by co-deciding."""
    outcome: Outcome
    """The conclusion and what follows."""
    rationale: Opinion
    """The reasons."""
    immediate_risk: Opinion
    """The risk now (ASM-05)."""
    long_term_risk: Opinion
    """The risk in the longer term (ASM-05)."""
    informed_by: Annotated[tuple[EntryNumber, ...], unique(), Refers("concerns")] = ()
    """The discussions and the child's words that it is based on (OUT-02)."""
    dissent: tuple[Dissent, ...] = ()
    """Who did not agree, and why (DIS-06)."""


class AssessmentCompleted(
    Event,
    type="assessment-completed/1",
    rows="ASM-01 REC-11 TIM-05",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The assessment was finished, with the decision on what follows."""

    says = "{occurred}, {actor} completed the assessment of {child}. {conclusion}. What follows: {next}"
    example = {
        "child": "maya",
        "conclusion": "Dawn Carter can keep the children safe with support.",
        "next": "The child protection plan continues.",
    }

    child: Person
    """The child assessed."""
    conclusion: Opinion
    """What the assessment found, and how the risks are managed."""
    next: Text
    """The decision on next steps."""
