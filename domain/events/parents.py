"""Parents and carers: told, heard, objecting, answered."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.child import Company
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import EntryNumber, Person, Refers, Text, Verbatim, Words, unique
from domain.wording import Phrases

Way = Annotated[
    Literal["in_person", "telephone", "video", "letter", "email"],
    Phrases(
        {
            "in_person": "in person",
            "telephone": "by telephone",
            "video": "in a video call",
            "letter": "by letter",
            "email": "by email",
        }
    ),
]

Right = Annotated[
    Literal["rights", "advocate", "legal_advice", "interpreter", "complaint"],
    Phrases(
        {
            "rights": "their rights as parents or carers",
            "advocate": "the right to bring an advocate whom they trust",
            "legal_advice": "the right to legal advice",
            "interpreter": "the right to an interpreter",
            "complaint": "how to complain",
        }
    ),
]


class EnquiryExplained(
    Event,
    type="enquiry-explained/1",
    rows="PAR-01 PAR-05 PAR-10 TIM-19",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The purpose, process and possible outcome of the enquiry were explained to somebody."""

    says = (
        "{occurred}, {actor} explained to {person} {way} what the enquiry is for, how it is made "
        "and how it may end.[ {person} was told about {rights}.][ {questions}]"
    )
    example = {
        "person": "dawn",
        "way": "in_person",
        "rights": ["advocate", "legal_advice"],
        "questions": "Dawn asked whether Maya would be taken away. Nothing of the sort is decided.",
    }

    person: Person
    """The parent, carer or holder of parental responsibility."""
    way: Way
    """How it was explained."""
    rights: Annotated[tuple[Right, ...], unique()] = ()
    """Which rights were explained (PAR-10)."""
    questions: Text | None = None
    """What the person asked, and what was answered."""


class RightsExplained(
    Event, type="rights-explained/1", rows="PAR-10", by=CHILDRENS_SERVICES, countersign=NONE
):
    """A parent or carer was told about their rights, apart from the explanation of the enquiry."""

    says = "{occurred}, {actor} told {person} {way} about {rights}.[ Given in writing: {given}.]"
    example = {
        "person": "craig",
        "way": "letter",
        "rights": ["rights", "advocate", "legal_advice"],
        "given": "the leaflet for parents and a list of solicitors",
    }

    person: Person
    """The parent, carer or holder of parental responsibility."""
    way: Way
    """How."""
    rights: Annotated[tuple[Right, ...], Field(min_length=1), unique()]
    """Which rights."""
    given: Words | None = None
    """What was handed over or sent."""


class ParentInterviewed(
    Event,
    type="parent-interviewed/1",
    rows="PAR-03 PAR-13 SEE-16",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """A parent or carer was interviewed, apart from the child. One entry for each person."""

    says = (
        "{occurred}, {actor} interviewed {person} at {place}, {company}. {person} said: {account} "
        "Wider social and environmental factors: {factors}[ Beyond the family: {beyond_family}]"
    )
    example = {
        "person": "dawn",
        "place": "the Family Centre",
        "company": {"kind": "alone"},
        "account": "He shouts, but he has never touched them. She bruises easily.",
        "factors": "Dawn works nights and relies on Craig for child care. The rent is in arrears.",
        "beyond_family": "Nothing is known of harm outside the home.",
    }

    person: Person
    """The parent, carer or partner of a parent."""
    place: Words
    """Where, as it follows the word "at"."""
    company: Company
    """Alone, or with whom and why."""
    account: Verbatim
    """The person’s own account."""
    factors: Text
    """Wider social and environmental factors that bear on parent and child."""
    beyond_family: Text | None = None
    """Places, groups and people outside the family, where harm is feared there."""


class ParentInformed(
    Event,
    type="parent-informed/1",
    rows="PAR-07 MED-14 MED-20 TIM-14",
    by="any",
    countersign=NONE,
):
    """A parent or carer was told something that they must or should know."""

    says = "{occurred}, {actor} told {person} {way}: {told}"
    example = {
        "person": "dawn",
        "way": "telephone",
        "told": "Maya will be examined by Dr Marsh at 2pm today.",
    }

    person: Person
    """Who was told."""
    way: Way
    """How."""
    told: Text
    """What they were told."""


class ParentObjection(
    Event, type="parent-objection/1", rows="OBJ-01 OBJ-02", by="any", countersign=NONE
):
    """A parent or carer objected or complained; the words are kept as spoken."""

    says = "{occurred}, {person} {nature} {subject}[ (reference {reference})]: {words}"
    example = {
        "person": "dawn",
        "nature": "objection",
        "subject": "Maya being seen at school",
        "words": "You had no right to talk to her without me there.",
    }

    person: Person
    """Who objected."""
    nature: Annotated[
        Literal["objection", "complaint"],
        Phrases({"objection": "objected to", "complaint": "complained about"}),
    ]
    """Whether it is an objection or a complaint."""
    subject: Words
    """What it is about, in a few words."""
    words: Verbatim
    """The words of the person."""
    reference: Words | None = None
    """The number under which a complaint is handled, where it has one."""


class ObjectionResponse(
    Event,
    type="objection-response/1",
    rows="OBJ-03",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """An objection or complaint was answered."""

    says = "{occurred}, in answer to entry {answers}, {actor} told {person} {way}: {response}"
    example = {
        "answers": 11,
        "person": "dawn",
        "way": "letter",
        "response": "Maya was seen at school because you had given permission that morning.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "ParentObjection")]
    """The entry with the objection."""
    person: Person
    """Who was given the answer."""
    way: Way
    """How."""
    response: Text
    """The answer."""
