"""Deciding whether there are section 47 enquiries."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import RECORDING, Event
from domain.events.referral import Harms, Likelihood
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    EntryNumber,
    Number,
    Opinion,
    Person,
    Professional,
    Refers,
    Value,
    Words,
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


class AgencyView(Value):
    """What an agency thought about starting enquiries, so that the decision can be informed."""

    says: ClassVar[str] = "{agency} {view}: {words}"

    agency: Words
    view: Annotated[
        Literal["for", "against", "undecided"],
        Phrases({"for": "was for it", "against": "was against it", "undecided": "left it open"}),
    ]
    words: Words


Views = Annotated[tuple[AgencyView, ...], unique()]


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
        "[ Views of the agencies: {views}.]"
    )
    example = {
        "child": "maya",
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
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
    views: Views = ()
    """What the agencies thought (S47-01); who dissents says so in an entry of their own."""


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
        "{occurred}, {decided_by} decided not to start section 47 enquiries about {child}"
        "[, after strategy discussion {discussion}]. {rationale}. What was considered instead: "
        "{alternatives}.[ Views of the agencies: {views}.]"
    )
    example = {
        "child": "leo",
        "decided_by": {
            "as": "Priya Nair, team manager",
            "role": "team_manager",
            "agency": "Hertfordshire Children’s Services",
        },
        "rationale": "Leo has no injuries, and nobody has seen him come to harm.",
        "alternatives": ["early_help"],
    }

    child: Person
    """The child whom it is about."""
    decided_by: Professional
    """Who decided for the local authority."""
    discussion: Number | None = None
    """The strategy discussion that informed it; left out where there was none (S47-01)."""
    rationale: Opinion
    """Why there is no cause."""
    alternatives: Annotated[tuple[Alternative, ...], Field(min_length=1), unique()]
    """What was considered instead (S47-02)."""
    views: Views = ()
    """What the agencies thought (S47-01)."""
