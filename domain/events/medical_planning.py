"""Before a child protection medical: advised on, considered, planned, or not carried out."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, EXAMINERS, HEALTH
from domain.values import (
    Instant,
    Number,
    Opinion,
    Person,
    Professional,
    Value,
    When,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases


class MedicalAdvice(
    Event,
    type="medical-advice/1",
    rows="MED-01 MED-07",
    by=f"{HEALTH} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """A paediatrician or another health practitioner advised whether a medical is appropriate."""

    says = (
        "{occurred}, {adviser} advised that a child protection medical of {child} {advises}. "
        "{advice}[ What may be gained for health matters that nobody manages: {benefits}]"
    )
    example = {
        "child": "leo",
        "adviser": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
        },
        "advises": "appropriate",
        "advice": "Marks on one child call for looking at the other.",
        "benefits": "Leo has missed two hearing tests, and nobody has asked why.",
    }

    child: Person
    """The child."""
    adviser: Professional
    """Who advised: the paediatrician or their representative, or another health practitioner."""
    advises: Annotated[
        Literal["appropriate", "not_appropriate", "later"],
        Phrases(
            {
                "appropriate": "is appropriate",
                "not_appropriate": "is not appropriate",
                "later": "should wait",
            }
        ),
    ]
    """Whether it is appropriate."""
    advice: Opinion
    """The advice, with its reasons."""
    benefits: Opinion | None = None
    """What assessing health matters that were not managed before may show (Standard, line 75)."""


class MedicalNeeded(Value):
    """A medical is needed, and when."""

    says: ClassVar[str] = "it is needed, {timing}"

    kind: Literal["needed"]
    timing: Words


class MedicalNotNeeded(Value):
    """No medical is needed, and why."""

    says: ClassVar[str] = "it is not needed, because {reasons}"

    kind: Literal["not_needed"]
    reasons: Opinion


class DoctorTookPart(Value):
    """A doctor took part in the discussion."""

    says: ClassVar[str] = "{doctor} took part in the discussion and advised: {advice}"

    kind: Literal["took_part"]
    doctor: Professional
    advice: Opinion


class DoctorConsulted(Value):
    """The named doctor or a paediatrician was asked, because none took part."""

    says: ClassVar[str] = "{doctor}, who took no part, was consulted {at} and advised: {advice}"

    kind: Literal["consulted"]
    doctor: Professional
    at: When
    advice: Opinion


class DoctorNotAsked(Value):
    """No doctor was asked, and why."""

    says: ClassVar[str] = "no doctor was asked: {reason}"

    kind: Literal["not_asked"]
    reason: Words


class MedicalConsidered(
    Event,
    type="medical-considered/1",
    rows="MED-01..03",
    by=f"{CHILDRENS_SERVICES} {EXAMINERS}",
    countersign=BY_MANAGER,
):
    """Whether and when a child needs a medical was considered. One entry for each child."""

    says = (
        "{occurred}[, in strategy discussion {discussion}], {actor} considered whether {child} "
        "needs a child protection medical: {decision}. Medical advice: {doctor}."
    )
    example = {
        "child": "maya",
        "discussion": 1,
        "decision": {"kind": "needed", "timing": "tomorrow, while the bruises can be dated"},
        "doctor": {
            "kind": "took_part",
            "doctor": {
                "as": "Dr Helen Marsh",
                "role": "paediatrician",
                "agency": "Lister Hospital",
            },
            "advice": "Bruises on both arms of a child of nine are to be examined",
        },
    }

    child: Person
    """The child, or another child of the household."""
    discussion: Number | None = None
    """The strategy discussion at which it was considered."""
    decision: Annotated[MedicalNeeded | MedicalNotNeeded, Field(discriminator="kind")]
    """Needed and when, or not needed and why."""
    doctor: Annotated[
        DoctorTookPart | DoctorConsulted | DoctorNotAsked, Field(discriminator="kind")
    ]
    """Which doctor advised, and what."""


class MedicalPlanned(
    Event,
    type="medical-planned/1",
    rows="MED-04 MED-22",
    by=f"{CHILDRENS_SERVICES} {HEALTH}",
    countersign=NONE,
):
    """A medical was arranged: with whom, when, what for, and what it looks at."""

    says = (
        "{occurred}, {actor} arranged for {doctor} to examine {child} at {place} on {planned}. The "
        "medical is to {purposes}.[ It looks at {aspects}.]"
    )
    example = {
        "child": "maya",
        "doctor": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
        },
        "planned": "2026-03-03T14:00:00Z",
        "place": "Lister Hospital",
        "purposes": ["forensic_evidence", "documentation", "reassurance", "treatment"],
        "aspects": ["wellbeing", "mental_health", "development", "cognition"],
    }

    child: Person
    """The child."""
    doctor: Professional
    """To whom the child is brought."""
    planned: Instant
    """When."""
    place: Words
    """Where, as it follows the word "at"."""
    purposes: Annotated[
        tuple[
            Annotated[
                Literal["forensic_evidence", "documentation", "reassurance", "treatment"],
                Phrases(
                    {
                        "forensic_evidence": "secure forensic evidence",
                        "documentation": "obtain medical documentation",
                        "reassurance": "reassure the child and the family",
                        "treatment": "inform treatment and follow-up",
                    }
                ),
            ],
            ...,
        ],
        Field(min_length=1),
        unique(),
    ]
    """What it is for."""
    aspects: Annotated[
        tuple[
            Annotated[
                Literal["wellbeing", "mental_health", "development", "cognition"],
                Phrases(
                    {
                        "wellbeing": "physical well-being",
                        "mental_health": "mental health",
                        "cognition": "cognitive ability",
                    }
                ),
            ],
            ...,
        ],
        unique(),
    ] = ()
    """Which sides of the whole child it looks at; all four are asked for."""


class MedicalNotCarriedOut(
    Event,
    type="medical-not-carried-out/1",
    rows="MED-02 MED-03 MED-12",
    by=f"{CHILDRENS_SERVICES} {HEALTH}",
    countersign=BY_MANAGER,
):
    """A child was not examined, whether or not it was offered, and why."""

    says = (
        "{occurred}, {actor} recorded that there is no child protection medical of {child}. It "
        "{offered|was offered|was not offered}. {reasons}"
    )
    example = {
        "child": "leo",
        "offered": True,
        "reasons": "Leo said no, and Dr Helen Marsh found that he understands what that means.",
    }

    child: Person
    """The child, or another child of the household."""
    offered: YesNo
    """Whether a medical was offered."""
    reasons: Opinion
    """Why there is none."""
