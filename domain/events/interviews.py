"""Achieving Best Evidence: visually recorded interviews, from the first contact to their use."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.directory import Bytes32
from domain.events.roles import CHILDRENS_SERVICES, POLICE
from domain.values import (
    EntryNumber,
    Instant,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Verbatim,
    When,
    Who,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases

Purposes = Annotated[
    tuple[
        Annotated[
            Literal["criminal_evidence", "examination_in_chief"],
            Phrases(
                {
                    "criminal_evidence": "to gather evidence for criminal proceedings",
                    "examination_in_chief": "as the examination in chief of a child witness",
                }
            ),
        ],
        ...,
    ],
    unique(),
]
"""The two primary purposes of a recorded interview (ABE-04)."""


class Interviewer(Value):
    """Who interviews, and the training for it (ABE-01)."""

    says: ClassVar[str] = "{officer}[, trained as {training}]"

    officer: Professional
    training: Words | None = None


Interviewers = Annotated[tuple[Interviewer, ...], Field(min_length=1), unique()]

_OFFICER = {
    "officer": {
        "as": "DC Tom Hill",
        "role": "police_officer",
        "agency": "Hertfordshire Constabulary",
    },
    "training": "specialist child abuse investigator in 2023",
}


class PreInterviewContact(
    Event, type="pre-interview-contact/1", rows="ABE-02", by="any", countersign=RECORDING
):
    """Somebody was in contact with a child before the interview; what was said is kept in full."""

    says = (
        "{occurred}, before any interview, {who} was in contact with {child} {how}. What led to "
        "it: {led_to}. Said to the child: {said}.[ The child said: {answered}.]"
    )
    example = {
        "child": "maya",
        "who": {
            "as": "Grace Obi, deputy head",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "how": "in_person",
        "led_to": "Maya stayed behind after the lesson and held out her arm.",
        "said": "That looks sore. You can tell me if you like.",
        "answered": "Craig did it.",
    }

    child: Person
    """The child."""
    who: Who
    """Who was in contact with the child."""
    how: Annotated[
        Literal["in_person", "telephone", "message"],
        Phrases({"in_person": "in person", "telephone": "by telephone", "message": "by message"}),
    ]
    """How."""
    led_to: Text
    """What led to it: who began, and what happened just before."""
    said: Verbatim
    """Every word said to the child about the concern, as far as it is remembered."""
    answered: Verbatim | None = None
    """Every word of the child's."""


class JointInterviewDecided(
    Event,
    type="joint-interview-decided/1",
    rows="ABE-05",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """Whether police and children's services interview a child together was decided."""

    says = (
        "{occurred}, {decided_by} decided that {child} {joint|is|is not} to be interviewed jointly"
        "[ by {interviewers}]. {reasons}"
    )
    example = {
        "child": "maya",
        "joint": True,
        "decided_by": [_OFFICER["officer"]],
        "interviewers": [_OFFICER],
        "reasons": "A crime is suspected, and Maya is to tell it once.",
    }

    child: Person
    """The child."""
    joint: YesNo
    """Whether the interview is a joint one."""
    decided_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who decided."""
    interviewers: Annotated[tuple[Interviewer, ...], unique()] = ()
    """Who is to interview."""
    reasons: Opinion
    """Why."""


class SpecialMeasuresConsidered(
    Event,
    type="special-measures-considered/1",
    rows="ABE-05",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """Which special measures a child witness needs was considered, by the national guidance."""

    says = (
        "{occurred}, {actor} considered special measures for {child} under {guidance}[: {measures}]"
        ". {reasons}"
    )
    example = {
        "child": "maya",
        "guidance": "Achieving Best Evidence in Criminal Proceedings",
        "measures": ["intermediary", "live_link"],
        "reasons": "Maya loses the thread of long questions and is afraid to see Craig.",
    }

    child: Person
    """The child."""
    guidance: Words
    """The guidance that is followed."""
    measures: Annotated[
        tuple[
            Annotated[
                Literal[
                    "screens",
                    "live_link",
                    "private_evidence",
                    "no_wigs",
                    "recorded_evidence",
                    "recorded_cross_examination",
                    "intermediary",
                    "communication_aids",
                ],
                Phrases(
                    {
                        "live_link": "a live link",
                        "private_evidence": "evidence in private",
                        "no_wigs": "no wigs and gowns",
                        "recorded_evidence": "the recording as evidence in chief",
                        "recorded_cross_examination": "recorded cross-examination",
                        "intermediary": "an intermediary",
                        "communication_aids": "aids to communication",
                    }
                ),
            ],
            ...,
        ],
        unique(),
    ] = ()
    """The measures thought right; none, where none is needed."""
    reasons: Opinion
    """Why these, or why none."""


class VideoEvidenceConsidered(
    Event,
    type="video-evidence-considered/1",
    rows="ABE-03",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=NONE,
):
    """Whether a recording suits a child who may have been abused with recording equipment."""

    says = (
        "{occurred}, {actor} considered whether a visually recorded interview suits {child}. "
        "Recording equipment {abused|was|was not}, as far as is known, used to abuse the child. "
        "The interview {decision}. {reasons}"
    )
    example = {
        "child": "maya",
        "abused": False,
        "decision": "recorded",
        "reasons": "Nothing points to a camera. Maya was shown the room and is at ease in it.",
    }

    child: Person
    """The child."""
    abused: YesNo
    """Whether recording equipment was used in the abuse, as far as is known."""
    decision: Annotated[
        Literal["recorded", "adapted", "not_recorded"],
        Phrases(
            {
                "recorded": "is to be recorded on video",
                "adapted": "is to be recorded on video in an adapted way",
                "not_recorded": "is not to be recorded on video",
            }
        ),
    ]
    """The decision."""
    reasons: Opinion
    """Why; if adapted, how."""


class RecordedInterviewPlanned(
    Event,
    type="recorded-interview-planned/1",
    rows="ABE-01 ABE-04",
    by=f"{POLICE} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """A visually recorded interview was planned under Achieving Best Evidence."""

    says = (
        "{occurred}, {actor} planned a visually recorded interview of {child} by {interviewers}, "
        "for {planned} at {place}[, {purposes}]. {plan}"
    )
    example = {
        "child": "maya",
        "interviewers": [_OFFICER],
        "planned": "2026-03-04T10:00:00Z",
        "place": "the interview suite at Hatfield",
        "purposes": ["criminal_evidence", "examination_in_chief"],
        "plan": "Free account first. Breaks after each twenty minutes. Leo’s bear may come.",
    }

    child: Person
    """The child."""
    interviewers: Interviewers
    """Who interviews; the plan is theirs."""
    planned: Instant
    """When it is to begin."""
    place: Words
    """Where, as it follows the word "at"."""
    purposes: Purposes = ()
    """What it is for."""
    plan: Text
    """The plan: aims, structure, who sits where, breaks, what the child needs."""


class RecordedInterviewConducted(
    Event,
    type="recorded-interview-conducted/1",
    rows="ABE-01 ABE-02 ABE-04",
    by=f"{POLICE} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """A visually recorded interview took place. It occurred when it began.

    The recording stays with the police; its digest shows later that it is the same.
    """

    says = (
        "{occurred}, {child} was interviewed at {place} and recorded on video by {interviewers}."
        "[ This was planned in entry {concerns}.][ It was held {purposes}.] It ended {ended}."
        "[ Also present: {present}.] The recording is exhibit {exhibit}, with the digest {digest}."
    )
    example = {
        "child": "maya",
        "concerns": 20,
        "interviewers": [_OFFICER],
        "place": "the interview suite at Hatfield",
        "purposes": ["criminal_evidence", "examination_in_chief"],
        "ended": "2026-03-04T10:40:00Z",
        "exhibit": "TH/1",
        "digest": "v" * 43,
    }

    child: Person
    """The child."""
    concerns: Annotated[EntryNumber | None, Refers("concerns", "RecordedInterviewPlanned")] = None
    """The entry with the plan."""
    interviewers: Interviewers
    """Who interviewed."""
    place: Words
    """Where, as it follows the word "at"."""
    purposes: Purposes = ()
    """What it was for, where that was not planned."""
    ended: When
    """When it ended."""
    present: Annotated[tuple[Who, ...], unique()] = ()
    """Who else was there, in the room or watching."""
    exhibit: Words
    """The exhibit number of the recording."""
    digest: Bytes32
    """SHA-256 of the recording, as base64url."""


class InterviewMaterialReleased(
    Event,
    type="interview-material-released/1",
    rows="ABE-04",
    by=f"{POLICE} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """Material from a recorded interview was given to somebody for another use."""

    says = (
        "{occurred}, {actor} released {material} of the interview in entry {concerns} to {to} for "
        "{use}, on the authority of {authority}."
    )
    example = {
        "concerns": 22,
        "material": "a written summary",
        "to": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "use": "section_47",
        "authority": {
            "as": "DS Mark Bell",
            "role": "police_officer",
            "agency": "Hertfordshire Constabulary",
        },
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "RecordedInterviewConducted")]
    """The entry with the interview."""
    material: Words
    """What was released: the recording, a transcript, a summary."""
    to: Professional
    """To whom."""
    use: Annotated[
        Literal["section_47", "civil_proceedings", "disciplinary_proceedings"],
        Phrases(
            {
                "section_47": "the section 47 enquiry",
                "civil_proceedings": "civil proceedings about the care of the child",
                "disciplinary_proceedings": "disciplinary proceedings against an adult",
            }
        ),
    ]
    """For what."""
    authority: Professional
    """Who permitted it."""


class WitnessSupportArranged(
    Event,
    type="witness-support-arranged/1",
    rows="ABE-06",
    by=f"{POLICE} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """Support for a child as a witness was arranged, before, during or after a trial."""

    says = "{occurred}, {actor} arranged {stage} for {child} with {provider}. {support}"
    example = {
        "child": "maya",
        "stage": "pre_trial",
        "provider": "the Young Witness Service",
        "support": "A worker visits Maya at home, at her pace, and shows her an empty court.",
    }

    child: Person
    """The child."""
    stage: Annotated[
        Literal["interview", "pre_trial", "court"],
        Phrases(
            {
                "interview": "support around the interview",
                "pre_trial": "preparation before the trial",
                "court": "support in court",
            }
        ),
    ]
    """At which stage."""
    provider: Words
    """Who gives it."""
    support: Text
    """What it is, and how it puts the child first."""


class CriminalProceedingsDecision(
    Event,
    type="criminal-proceedings-decision/1",
    rows="ABE-07 FDB-05",
    by=f"{POLICE} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """The police decided whether their investigation gives grounds for criminal proceedings."""

    says = (
        "{occurred}, {officer} decided that the investigation (crime reference {crime_reference}) "
        "{decision}. {reasons}"
    )
    example = {
        "officer": _OFFICER["officer"],
        "decision": "grounds",
        "crime_reference": "41/23817/26",
        "reasons": "The account is clear and the injuries fit it. The file goes to the prosecutor.",
    }

    officer: Professional
    """Who decided."""
    decision: Annotated[
        Literal["grounds", "no_grounds", "continues"],
        Phrases(
            {
                "grounds": "gives grounds for criminal proceedings",
                "no_grounds": "gives no grounds for criminal proceedings",
                "continues": "goes on, and no decision can be taken yet",
            }
        ),
    ]
    """The decision."""
    crime_reference: Words
    """The number under which the police investigate."""
    reasons: Opinion
    """Why, as far as the police share it."""
