"""Consent to a child protection medical: whose, by what right, for what; and competence."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, HEALTH, LEGAL
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Value,
    Verbatim,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases

Scope = Annotated[
    Literal["whole", "examination", "intimate_examination", "photographs", "samples", "treatment"],
    Phrases(
        {
            "whole": "the whole medical",
            "examination": "a physical examination",
            "intimate_examination": "an intimate examination",
        }
    ),
]
"""What a consent or an examination covers."""

Scopes = Annotated[tuple[Scope, ...], Field(min_length=1), unique()]


class CompetentChild(Value):
    """The child, being of sufficient age and understanding (Gillick; MED-09).

    A child may say no before anybody assessed that; without an assessment a yes is found wanting.
    """

    says: ClassVar[str] = "the child[, whose competence is recorded in entry {competence},]"

    kind: Literal["competent_child"]
    competence: Annotated[EntryNumber | None, Refers("concerns", "CompetenceAssessed")] = None


class YoungPerson(Value):
    """The young person, aged 16 or 17, by right (Family Law Reform Act 1969, section 8; MED-11)."""

    says: ClassVar[str] = (
        "the young person, who is 16 or 17{doubt| and whose mental health is in doubt|},"
    )

    kind: Literal["young_person_16_17"]
    doubt: YesNo


class PrHolder(Value):
    """Somebody with parental responsibility, with or without the capacity to decide (MED-13)."""

    says: ClassVar[str] = (
        "{person}, who has parental responsibility {capacity|and|but not} the capacity to decide,"
    )

    kind: Literal["pr_holder"]
    person: Person
    capacity: YesNo


class CareOrder(Value):
    """The local authority under a care order (MED-14)."""

    says: ClassVar[str] = "{officer} for the local authority, under a care order ({order}),"

    kind: Literal["la_care_order"]
    order: Words
    officer: Professional


class MandatoryAccommodation(Value):
    """The local authority as corporate parent under mandatory section 20 (MED-15)."""

    says: ClassVar[str] = (
        "{officer} for the local authority as corporate parent under section 20, because {ground},"
    )

    kind: Literal["la_s20"]
    ground: Annotated[
        Literal["nobody_responsible", "lost_or_abandoned"],
        Phrases(
            {
                "nobody_responsible": "nobody has parental responsibility",
                "lost_or_abandoned": "the child is lost or abandoned",
            }
        ),
    ]
    officer: Professional


class HighCourt(Value):
    """The High Court for a ward of court (MED-16)."""

    says: ClassVar[str] = "the High Court, whose ward the child is (order {order}),"

    kind: Literal["high_court"]
    order: Words


class FamilyCourt(Value):
    """A family court, by direction attached to one of three orders (MED-17)."""

    says: ClassVar[str] = "the family court, by a direction attached to {order_kind} ({order}),"

    kind: Literal["family_court_direction"]
    order_kind: Annotated[
        Literal["emergency_protection", "interim_care", "child_assessment"],
        Phrases(
            {
                "emergency_protection": "an emergency protection order",
                "interim_care": "an interim care order",
                "child_assessment": "a child assessment order",
            }
        ),
    ]
    order: Words


Authority = Annotated[
    CompetentChild
    | YoungPerson
    | PrHolder
    | CareOrder
    | MandatoryAccommodation
    | HighCourt
    | FamilyCourt,
    Field(discriminator="kind"),
]
"""The closed list of those who may consent."""


class MedicalConsent(
    Event,
    type="medical-consent/1",
    rows="MED-09 MED-11..18 MED-21 MED-27",
    by=f"{CHILDRENS_SERVICES} {HEALTH} {LEGAL}",
    countersign=NONE,
):
    """Somebody who may consent to a child protection medical gave, varied, refused or withdrew."""

    says = (
        "{occurred}, {authority} {answer} consent {form} to {scope} for {child}."
        "[ This changes entry {concerns}.][ In their own words: {words}.]"
    )
    example = {
        "child": "maya",
        "answer": "gave",
        "scope": ["examination", "photographs"],
        "authority": {"kind": "pr_holder", "person": "dawn", "capacity": True},
        "form": "spoken",
        "words": "Yes, have a look at her, but I want to be in the room.",
    }

    child: Person
    """The child to be examined."""
    answer: Literal["gave", "varied", "refused", "withdrew"]
    """What was done. A consent varied covers from then on exactly the scope stated here."""
    scope: Scopes
    """What the consent, or its refusal or withdrawal, covers."""
    authority: Authority
    """Who decided, and by what right."""
    form: Annotated[
        Literal["written", "spoken"],
        Phrases({"written": "in writing", "spoken": "by word of mouth"}),
    ]
    """In writing or by word of mouth."""
    concerns: Annotated[EntryNumber | None, Refers("concerns", "MedicalConsent")] = None
    """The earlier consent that is varied or withdrawn."""
    words: Verbatim | None = None
    """The words used."""


class CompetenceAssessed(
    Event,
    type="competence-assessed/1",
    rows="MED-10",
    by=f"{HEALTH} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """Whether a child understands enough to decide about a medical (Gillick)."""

    says = (
        "{occurred}, {assessor} assessed whether {child} can decide about {scope}, and found that "
        "{child} {finding}.[ {advisers} advised.] {reasons}"
    )
    example = {
        "child": "maya",
        "assessor": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
            "registration": "GMC 7012345",
        },
        "scope": ["examination"],
        "finding": "competent",
        "reasons": "Maya could say what would happen, why, and what would follow if she said no.",
    }

    child: Person
    """The child."""
    assessor: Professional
    """Who assessed; generally the doctor."""
    scope: Scopes
    """What the child would decide about."""
    finding: Annotated[
        Literal["competent", "not_competent"],
        Phrases({"competent": "can", "not_competent": "cannot"}),
    ]
    """The finding."""
    advisers: Annotated[tuple[Professional, ...], unique()] = ()
    """Who advised."""
    reasons: Opinion
    """What it rests on."""
