"""What follows an outcome: talked over, shared, and carried on by the family itself."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Who,
    YesNo,
    unique,
)

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
