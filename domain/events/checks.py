"""Checks with agencies: asked, chased, answered."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    Deadline,
    EntryNumber,
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


class AgencyCheckRequested(
    Event,
    type="agency-check-requested/1",
    rows="CHK-01 CHK-02 TIM-18",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """An agency was asked for what it knows."""

    says = (
        "{occurred}, {actor} asked {agency}"
        "{section_27|, under section 27 of the Children Act 1989,|} "
        "for information about {people}, due {due}. {asked}"
    )
    example = {
        "agency": "Lister Hospital",
        "people": ["maya", "leo"],
        "asked": "Attendances at the emergency department since January 2024.",
        "due": "2026-03-05",
        "section_27": True,
    }

    agency: Words
    """The agency."""
    people: Annotated[tuple[Person, ...], Field(min_length=1), unique()]
    """Whom the check is about."""
    asked: Text
    """What was asked for."""
    due: Deadline
    """By when an answer is needed."""
    section_27: YesNo
    """Whether it was asked under the duty to co-operate (Children Act 1989, section 27)."""


class AgencyCheckChased(
    Event,
    type="agency-check-chased/1",
    rows="CHK-03 CHK-04 TIM-18",
    by=CHILDRENS_SERVICES,
    countersign=NONE,
):
    """An answer that had not come was asked for again."""

    says = "{occurred}, {actor} chased the check asked for in entry {concerns} {how}.[ {reply}]"
    example = {"concerns": 7, "how": "telephone", "reply": "The safeguarding nurse will call back."}

    concerns: Annotated[EntryNumber, Refers("concerns", "AgencyCheckRequested")]
    """The entry with the request."""
    how: Annotated[
        Literal["telephone", "email", "in_person"],
        Phrases({"telephone": "by telephone", "email": "by email", "in_person": "in person"}),
    ]
    """How it was chased."""
    reply: Text | None = None
    """What was said, if anybody was reached."""


class Information(Value):
    """Information was given."""

    says: ClassVar[str] = "{text}"

    kind: Literal["information"]
    text: Text


class NothingKnown(Value):
    """The agency knows nothing of the people asked about."""

    says: ClassVar[str] = "Nothing is known there"

    kind: Literal["nothing_known"]


class Declined(Value):
    """The agency declined to answer (CHK-02)."""

    says: ClassVar[str] = "It declined to answer: {reasons}"

    kind: Literal["declined"]
    reasons: Text


class AgencyCheckReceived(
    Event,
    type="agency-check-received/1",
    rows="CHK-01 CHK-12 REC-06",
    by="any",
    countersign=RECORDING,
):
    """An agency answered a request."""

    says = "{occurred}, {answered_by} answered the check asked for in entry {answers}. {answer}."
    example = {
        "answers": 7,
        "answered_by": {
            "as": "Joan Pike, safeguarding nurse",
            "role": "health_practitioner",
            "agency": "Lister Hospital",
        },
        "answer": {
            "kind": "information",
            "text": "Maya was seen with a cut lip on 4 November 2025.",
        },
    }

    answers: Annotated[EntryNumber, Refers("answers", "AgencyCheckRequested")]
    """The entry with the request."""
    answered_by: Professional
    """Who answered for the agency."""
    answer: Annotated[Information | NothingKnown | Declined, Field(discriminator="kind")]
    """What was answered."""


class ProceededWithoutCheck(
    Event,
    type="proceeded-without-check/1",
    rows="CHK-05",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """The analysis goes ahead although an agency has not answered, as enough is known."""

    says = (
        "{occurred}, {decided_by} decided to go ahead without an answer to the check asked for in "
        "entry {concerns}. Why what is known suffices: {sufficiency}."
    )
    example = {
        "concerns": 7,
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "sufficiency": "The hospital and the school agree, and the surgery saw Maya only once",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "AgencyCheckRequested")]
    """The entry with the request."""
    decided_by: Professional
    """Who decided."""
    sufficiency: Opinion
    """Why there is enough to base the analysis on."""
