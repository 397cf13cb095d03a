"""What the enquiry concluded."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import Countersigning, Event
from domain.events.roles import LEADS, MANAGERS
from domain.events.strategy_record import Dissent
from domain.values import (
    Day,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Value,
    Words,
    YesNo,
    unique,
)


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


class SubstantiatedOnly(Value):
    """Concerns substantiated, and neither a conference nor legal steps follow (OUT-04)."""

    says: ClassVar[str] = (
        "are substantiated; neither a conference nor legal steps follow. A conference "
        "{conference_considered|was|was not} considered, and legal steps "
        "{legal_considered|were|were not} considered"
    )

    kind: Literal["substantiated_only"]
    conference_considered: YesNo
    legal_considered: YesNo


class SubstantiatedProfessional(Value):
    """A professional harmed the child; no concern about the parents, no conference (OUT-14)."""

    says: ClassVar[str] = (
        "are substantiated against a professional and not against the parents; no conference is "
        "needed, and the findings {lado_told|have been|are still to be} shared with the LADO"
    )

    kind: Literal["substantiated_professional_no_icpc"]
    lado_told: YesNo


Outcome = Annotated[
    NotSubstantiated
    | SubstantiatedConference
    | SubstantiatedLegal
    | SubstantiatedOnly
    | SubstantiatedProfessional,
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
        "[ The decision relies on these entries: {concerns}.][ Why it does not rest both on a "
        "discussion with other agencies and on the child’s voice: {unlinked}.][ {dissent}]"
    )
    example = {
        "child": "maya",
        "deciders": [
            {
                "as": "Ruth Okafor",
                "role": "social_worker",
                "agency": "Hertfordshire Children’s Services",
            },
            {
                "as": "Priya Nair, team manager",
                "role": "team_manager",
                "agency": "Hertfordshire Children’s Services",
            },
        ],
        "outcome": {"kind": "substantiated_icpc", "by": "2026-03-23"},
        "rationale": "Maya says that Mr Doyle hurt her, and the doctor found grip marks.",
        "immediate_risk": "Low while Mr Doyle lives elsewhere.",
        "long_term_risk": "High, because Dawn Carter does not believe that he hurt Maya.",
        "concerns": [4, 9],
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
    concerns: Annotated[tuple[EntryNumber, ...], unique(), Refers("concerns")] = ()
    """The discussions and the child's words that it is based on (OUT-02)."""
    unlinked: Opinion | None = None
    """Why it is based on no discussion with others, or on no words of the child (OUT-02)."""
    dissent: tuple[Dissent, ...] = ()
    """Who did not agree, and why (DIS-06)."""
