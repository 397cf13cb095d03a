"""Reaching the child: permission, contact without it, refusal, and the plan that follows."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, RECORDING, Event
from domain.events.parents import Way
from domain.events.roles import CHILDRENS_SERVICES, LEGAL, POLICE
from domain.values import (
    Number,
    Opinion,
    Person,
    Professional,
    Text,
    Value,
    Verbatim,
    Who,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases


class ParentalPermission(
    Event,
    type="parental-permission/1",
    rows="SEE-04",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """A parent or carer was asked for permission to see the child, and answered or did not."""

    says = (
        "{occurred}, {actor} asked {person}, who {responsible|has|does not have} parental "
        "responsibility, {way} for permission to see {child}. {person} {answer}.[ {words}]"
    )
    example = {
        "child": "maya",
        "person": "dawn",
        "responsible": True,
        "way": "telephone",
        "answer": "gave",
        "words": "If you have to. But be nice to her.",
    }

    child: Person
    """The child to be seen."""
    person: Person
    """Who was asked."""
    responsible: YesNo
    """Whether that person was understood to have parental responsibility."""
    way: Way
    """How."""
    answer: Annotated[
        Literal["gave", "refused", "no_answer"],
        Phrases(
            {
                "gave": "gave permission",
                "refused": "refused permission",
                "no_answer": "could not be reached, or did not answer",
            }
        ),
    ]
    """The answer."""
    words: Verbatim | None = None
    """The answer in the person’s own words."""


class ContactWithoutKnowledge(
    Event,
    type="contact-without-knowledge/1",
    rows="SEE-13",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """Whether the child may be spoken to before parents or carers know was decided."""

    says = (
        "{occurred}, {decided_by} decided {mode} that {child} {may|may|may not} be spoken to "
        "without the knowledge of parents or carers. {reasons}"
    )
    example = {
        "child": "maya",
        "may": True,
        "mode": "joint",
        "decided_by": [
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children’s Services",
            },
            {
                "as": "DC Tom Hill",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            },
        ],
        "reasons": "Maya was told to say nothing. A call home could put more pressure on her.",
    }

    child: Person
    """The child."""
    may: YesNo
    """Whether the child may be spoken to without their knowledge."""
    mode: Annotated[
        Literal["joint", "single_agency"],
        Phrases({"joint": "for a joint enquiry", "single_agency": "for one agency alone"}),
    ]
    """For a joint enquiry, or for one agency alone."""
    decided_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who decided."""
    reasons: Opinion
    """Why: the rationale is what a court asks for first."""


class AccessRefused(
    Event,
    type="access-refused/1",
    rows="SEE-15",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=RECORDING,
):
    """Somebody kept practitioners from seeing the child."""

    says = "{occurred}, {person} {how} access to {child} at {place}. {circumstances}[ {words}]"
    example = {
        "child": "maya",
        "person": "craig",
        "how": "refused",
        "place": "the door of the Carters’ flat",
        "circumstances": "Craig opened the door on the chain and closed it again.",
        "words": "You’re not coming in and she’s not coming out.",
    }

    child: Person
    """The child."""
    person: Who
    """Who kept them from the child."""
    how: Literal["refused", "obstructed"]
    """Refused outright, or obstructed: appointments missed, a door not opened."""
    place: Words
    """Where, as it follows the word "at"."""
    circumstances: Text
    """What happened."""
    words: Verbatim | None = None
    """The words of whoever refused."""


class AccessPlan(
    Event,
    type="access-plan/1",
    rows="SEE-14 SEE-15 TIM-08",
    by=f"{CHILDRENS_SERVICES} {POLICE}",
    countersign=BY_MANAGER,
):
    """What will be done to find the child or to get to see the child, agreed with others."""

    says = (
        "{occurred}, {agreed_by} agreed[ in strategy discussion {discussion}] how to {purpose} "
        "{child}. {plan}"
    )
    example = {
        "child": "leo",
        "purpose": "locate",
        "discussion": 2,
        "agreed_by": [
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children’s Services",
            },
            {
                "as": "DC Tom Hill",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            },
        ],
        "plan": "Police go to the grandmother’s address tonight. The school rings all friends.",
    }

    child: Person
    """The child."""
    purpose: Annotated[
        Literal["locate", "access"], Phrases({"locate": "find and see", "access": "get access to"})
    ]
    """To find a child whose whereabouts are unknown, or to reach one whom somebody keeps back."""
    discussion: Number | None = None
    """The strategy discussion at which it was agreed."""
    agreed_by: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """Who agreed it."""
    plan: Text
    """Who does what by when."""


class CourtAdviceSought(Value):
    """Legal advice was asked for."""

    says: ClassVar[str] = "{adviser} was asked for advice. {question}"

    kind: Literal["advice_sought"]
    adviser: Professional
    question: Text


class CourtAdviceGiven(Value):
    """Legal advice was given. It is privileged, and its mark should say so."""

    says: ClassVar[str] = "{adviser} advised that it {needed|is needed|is not needed}. {advice}"

    kind: Literal["advice_given"]
    adviser: Professional
    needed: YesNo
    advice: Text


class CourtApplied(Value):
    """The court was asked."""

    says: ClassVar[str] = "{court} (case {case_number}) was asked for it. {grounds}"

    kind: Literal["applied"]
    court: Words
    case_number: Words
    grounds: Text


class CourtDecided(Value):
    """The court answered."""

    says: ClassVar[str] = "{court} (case {case_number}) {granted|gave it|refused it}. {order}"

    kind: Literal["decided"]
    court: Words
    case_number: Words
    granted: YesNo
    order: Text


class CourtPermission(
    Event,
    type="court-permission/1",
    rows="SEE-11",
    by=f"{CHILDRENS_SERVICES} {LEGAL}",
    countersign=BY_MANAGER,
):
    """A step towards the court’s permission to see a child who is the subject of proceedings."""

    says = "{occurred}, about the court’s permission to see {child}: {step}"
    example = {
        "child": "maya",
        "step": {
            "kind": "advice_given",
            "adviser": {
                "as": "Naomi Frost, solicitor",
                "role": "legal_adviser",
                "agency": "Hertfordshire Legal Services",
            },
            "needed": False,
            "advice": "The order in force does not restrict a visit by a social worker.",
        },
    }

    child: Person
    """The child."""
    step: Annotated[
        CourtAdviceSought | CourtAdviceGiven | CourtApplied | CourtDecided,
        Field(discriminator="kind"),
    ]
    """Advice sought or given, permission applied for or decided."""
