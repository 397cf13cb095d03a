"""What follows an outcome: talking it over, legal steps, family decisions, looking again."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, LEGAL
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Who,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases

OutcomeEntry = Annotated[EntryNumber, Refers("concerns", "OutcomeDecided")]


class OutcomeDiscussed(
    Event,
    type="outcome-discussed/1",
    rows="OUT-05",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """The outcome and what comes next were talked over with somebody. One entry for each."""

    says = (
        "{occurred}, {actor} talked with {person} about the outcome in entry {concerns}."
        "[ Asked: {questions}.] Answered: {answers}. Next steps: {next_steps}"
    )
    example = {
        "person": "dawn",
        "concerns": 24,
        "questions": "Will you take the children?",
        "answers": "Not while they are safe with you. The conference decides with you in the room.",
        "next_steps": "Ruth comes on Thursday with the report.",
    }

    person: Who
    """The child, a parent or carer, somebody with parental responsibility, a practitioner."""
    concerns: OutcomeEntry
    """The entry with the outcome."""
    questions: Text | None = None
    """What that person asked."""
    answers: Text
    """What was answered, and openly."""
    next_steps: Text
    """What happens next, as it was told."""


class StepsTaken(Value):
    """Legal steps are taken."""

    says: ClassVar[str] = "These are taken: {steps}"

    kind: Literal["taken"]
    steps: Words


class NoSteps(Value):
    """No legal steps for now."""

    says: ClassVar[str] = "None are taken for now"

    kind: Literal["none"]


class LegalStepsConsidered(
    Event,
    type="legal-steps-considered/1",
    rows="OUT-04",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=BY_MANAGER,
):
    """Whether legal steps are needed was considered."""

    says = (
        "{occurred}, {actor} considered legal steps for {child}[, with the advice of {adviser}]. "
        "{decision}. {reasons}"
    )
    example = {
        "child": "maya",
        "adviser": {
            "as": "Naomi Frost",
            "role": "legal_adviser",
            "agency": "Hertfordshire Legal Services",
        },
        "decision": {"kind": "none"},
        "reasons": "Dawn has agreed to the safety plan in writing and has kept to it.",
    }

    child: Person
    """The child."""
    adviser: Professional | None = None
    """Who advised."""
    decision: Annotated[StepsTaken | NoSteps, Field(discriminator="kind")]
    """Which steps, if any."""
    reasons: Opinion
    """Why."""


class PreProceedingsConsidered(
    Event,
    type="pre-proceedings-considered/1",
    rows="OUT-11",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=BY_MANAGER,
):
    """Pre-proceedings were considered, because harm has not become less likely."""

    says = (
        "{occurred}, {actor} considered pre-proceedings for {child} with {adviser}. They "
        "{begun|begin|do not begin for now}. {reasons}"
    )
    example = {
        "child": "maya",
        "adviser": {
            "as": "Naomi Frost",
            "role": "legal_adviser",
            "agency": "Hertfordshire Legal Services",
        },
        "begun": False,
        "reasons": "Visits show that the plan is kept. It is looked at again after the review.",
    }

    child: Person
    """The child."""
    adviser: Professional
    """The legal adviser."""
    begun: YesNo
    """Whether pre-proceedings begin."""
    reasons: Opinion
    """How the likelihood of harm has changed, and what follows from it."""


class Considered(Value):
    """Children's services considered a referral."""

    says: ClassVar[str] = (
        "considered a family group conference for {child}, and {referred|referred the family|"
        "did not refer the family}. {reasons}"
    )

    kind: Literal["considered"]
    child: Person
    referred: YesNo
    reasons: Opinion


class Offered(Value):
    """The family was asked whether it wishes to be referred."""

    says: ClassVar[str] = (
        "asked {people} whether they wish for a family group conference for {child}. The answer: "
        "{answer}. {words}"
    )

    kind: Literal["offered"]
    child: Person
    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    answer: Literal["yes", "no", "undecided"]
    words: Text


class FamilyGroupConference(
    Event,
    type="family-group-conference/1",
    rows="OUT-07",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """Whether the family comes together to make a plan of its own was considered, or asked."""

    says = "{occurred}, {actor} {step}"
    example = {
        "step": {
            "kind": "offered",
            "child": "maya",
            "people": ["dawn"],
            "answer": "yes",
            "words": "Dawn wants her mother and her sister there.",
        }
    }

    step: Annotated[Considered | Offered, Field(discriminator="kind")]
    """Considered by children's services, or asked of the family."""


class Reassessment(Value):
    """Health and development are assessed again, against objectives."""

    says: ClassVar[str] = (
        "This is due again {due}[, with {owner} responsible for it], against these objectives: "
        "{objectives}"
    )

    kind: Literal["planned"]
    objectives: Text
    owner: Who | None = None
    due: Deadline


class NoReassessment(Value):
    """No further assessment is needed, and why."""

    says: ClassVar[str] = "No regular re-assessment is needed: {reasons}"

    kind: Literal["not_needed"]
    reasons: Opinion


class ReassessmentPlanned(
    Event,
    type="reassessment-planned/1",
    rows="OUT-08",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Whether the child is assessed again regularly, after concerns that were not substantiated."""

    says = (
        "{occurred}, {actor} considered whether health and development of {child} should be "
        "re-assessed regularly. {decision}"
    )
    example = {
        "child": "maya",
        "decision": {
            "kind": "planned",
            "objectives": "Weight on her own line again, and no day missed at nursery.",
            "owner": {
                "as": "Joan Pike",
                "role": "health_practitioner",
                "agency": "Lister Hospital",
            },
            "due": "2026-06-05",
        },
    }

    child: Person
    """The child."""
    decision: Annotated[Reassessment | NoReassessment, Field(discriminator="kind")]
    """By whom, by when and against which objectives; or why not."""


class Reassessed(
    Event,
    type="reassessed/1",
    rows="OUT-08",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Health and development were assessed again."""

    says = (
        "{occurred}, {actor} assessed health and development of {child} again, as planned in entry "
        "{answers}. {findings}[ This is due again {again}.]"
    )
    example = {
        "child": "maya",
        "answers": 25,
        "findings": "Both objectives are reached.",
    }

    child: Person
    """The child."""
    answers: Annotated[EntryNumber, Refers("answers", "ReassessmentPlanned")]
    """The entry with the plan."""
    findings: Opinion
    """What was found, objective by objective."""
    again: Deadline | None = None
    """When it is due next, if at all."""


class FutureReferralsNoted(
    Event,
    type="future-referrals-noted/1",
    rows="OUT-10",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """What should be known or done if the family is referred again."""

    says = "{occurred}, {actor} noted this for future referrals about {child}. {arrangement}"
    example = {
        "child": "maya",
        "arrangement": "Maya talks to her form teacher first; ask for her before ringing home.",
    }

    child: Person
    """The child."""
    arrangement: Text
    """The arrangement."""


class BecameLookedAfter(
    Event,
    type="became-looked-after/1",
    rows="OUT-12",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """A child began to be looked after: as well planned as can be, with the family supported."""

    says = (
        "{occurred}, {child} came to be looked after by {authority} {basis}, and to live with "
        "{placement}. How it was planned: {plan}. Support for child, parents and network: "
        "{support}. Needs are monitored so: {monitoring}"
    )
    example = {
        "child": "maya",
        "authority": "Hertfordshire County Council",
        "basis": "section_20",
        "placement": "her grandmother, as a connected person",
        "plan": "Maya saw the room, chose the day and brought her own things.",
        "support": "Dawn sees Maya on Wednesdays and Sundays, and has an advocate.",
        "monitoring": "A visit each week, and a review within twenty working days.",
    }

    child: Person
    """The child."""
    authority: Words
    """The authority that looks after the child."""
    basis: Annotated[
        Literal["section_20", "interim_care_order", "care_order", "police_protection", "epo"],
        Phrases(
            {
                "section_20": "in accommodation under section 20",
                "interim_care_order": "under an interim care order",
                "care_order": "under a care order",
                "police_protection": "under police protection",
                "epo": "under an emergency protection order",
            }
        ),
    ]
    """The legal basis."""
    placement: Words
    """With whom the child lives, as it follows the words "to live with"."""
    plan: Text
    """How the move was planned."""
    support: Text
    """How child, parents and the family network are supported."""
    monitoring: Text
    """How continuing need is watched as part of care planning."""


class OutcomeSharedWithLado(
    Event,
    type="outcome-shared-with-lado/1",
    rows="OUT-14",
    by=f"{CHILDRENS_SERVICES} lado",
    countersign=NONE,
):
    """Outcome and findings about a professional reached the designated officer."""

    says = (
        "{occurred}, {actor} shared the outcome in entry {concerns} with {lado}. What was found: "
        "{findings}"
    )
    example = {
        "concerns": 24,
        "lado": {
            "as": "Hannah Cole",
            "role": "lado",
            "agency": "Hertfordshire Children’s Services",
        },
        "findings": "A coach held Maya by the arms in anger, twice, before witnesses.",
    }

    concerns: OutcomeEntry
    """The entry with the outcome."""
    lado: Professional
    """The local authority designated officer."""
    findings: Text
    """The findings, for the meeting about risk at that person's work."""
