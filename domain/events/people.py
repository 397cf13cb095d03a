"""The people of an enquiry, and dated facts about them that duties read."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.circumstances import (
    CourtProceedings,
    Household,
    InHousehold,
    LeftResidential,
    MentalHealth,
    ProceedingsEnded,
    ProtectionPlan,
    ProtectionPlanEnded,
    Residential,
)
from domain.values import Day, Mention, Person, Value, Words, YesNo
from domain.wording import Phrases

PersonKind = Annotated[
    Literal[
        "child",
        "sibling",
        "parent",
        "carer",
        "family",
        "household_adult",
        "professional",
        "other",
    ],
    Phrases(
        {
            "child": "the child whom it is about",
            "sibling": "a brother, sister or other child",
            "parent": "a parent",
            "carer": "a carer",
            "family": "a member of the family",
            "household_adult": "an adult of the household",
            "professional": "a practitioner",
            "other": "another person",
        }
    ),
]


class PersonAdded(Event, type="person-added/1", rows="PAR-04 SEE-09", by="any", countersign=NONE):
    """Somebody who plays a part in this enquiry, under a local id that later entries use."""

    says = "{author} added {person} to this record as {kind}[ ({relation})]. {person} {household}."
    example = {
        "person": {"p": "dawn", "as": "Dawn Carter"},
        "kind": "parent",
        "relation": "mother",
        "household": "lives_there",
    }

    person: Mention
    """A new local id and the name in use: `{"p": "dawn", "as": "Dawn Carter"}`."""
    kind: PersonKind
    """What the person is to the enquiry."""
    relation: Words | None = None
    """The relation to the child, without a name: `mother`, `mother's partner`, `class teacher`."""
    household: Household
    """How the person belongs to the child's household."""


class Name(Value):
    """The name in use; earlier names stay known as aliases."""

    says: ClassVar[str] = "is called {name}"

    kind: Literal["name"]
    name: Words


class Alias(Value):
    """Another name or spelling (REC-15)."""

    says: ClassVar[str] = "is also known as {name}"

    kind: Literal["alias"]
    name: Words


class Born(Value):
    """The date of birth."""

    says: ClassVar[str] = "was born on {on}"

    kind: Literal["born"]
    on: Day


class Due(Value):
    """The expected date of birth of an unborn child (STR-08)."""

    says: ClassVar[str] = "is expected to be born on {on}"

    kind: Literal["due"]
    on: Day


class ParentalResponsibility(Value):
    """Parental responsibility, and by what right (MED-13)."""

    says: ClassVar[str] = "has parental responsibility for {child}, {basis}"

    kind: Literal["parental_responsibility"]
    child: Person
    basis: Annotated[
        Literal[
            "mother",
            "married",
            "registered",
            "agreement",
            "court_order",
            "adoption",
            "special_guardian",
            "care_order",
        ],
        Phrases(
            {
                "mother": "as the mother",
                "married": "through marriage to the other parent",
                "registered": "as registered on the birth certificate",
                "agreement": "by agreement",
                "court_order": "by order of a court",
                "adoption": "by adoption",
                "special_guardian": "as special guardian",
                "care_order": "under a care order",
            }
        ),
    ]


class NoParentalResponsibility(Value):
    """No, or no longer, parental responsibility."""

    says: ClassVar[str] = "does not have parental responsibility for {child}"

    kind: Literal["no_parental_responsibility"]
    child: Person


class Language(Value):
    """The preferred language, and whether an interpreter is needed (PAR-09)."""

    says: ClassVar[str] = (
        "speaks {language}{interpreter| and needs an interpreter| and needs no interpreter}"
    )

    kind: Literal["language"]
    language: Words
    interpreter: YesNo


class LookedAfter(Value):
    """Looked after by a local authority, and on what basis (STR-10, MED-14, MED-15)."""

    says: ClassVar[str] = "is looked after by {authority} {basis}"

    kind: Literal["looked_after"]
    authority: Words
    basis: Annotated[
        Literal["section_20", "section_20_mandatory", "interim_care_order", "care_order"],
        Phrases(
            {
                "section_20": "in voluntary accommodation under section 20",
                "section_20_mandatory": "in mandatory accommodation under section 20",
                "interim_care_order": "under an interim care order",
                "care_order": "under a care order",
            }
        ),
    ]


class NotLookedAfter(Value):
    """Not, or no longer, looked after."""

    says: ClassVar[str] = "is not looked after by a local authority"

    kind: Literal["not_looked_after"]


class InHospital(Value):
    """An in-patient: safe discharge is to be decided (IMM-09, ASM-06)."""

    says: ClassVar[str] = "is in hospital at {hospital}"

    kind: Literal["in_hospital"]
    hospital: Words


class LeftHospital(Value):
    """Discharged from hospital."""

    says: ClassVar[str] = "has left hospital"

    kind: Literal["left_hospital"]


class Gender(Value):
    """Gender, in the person's own or the record's words."""

    says: ClassVar[str] = "has the gender {gender}"

    kind: Literal["gender"]
    gender: Words


class Ethnicity(Value):
    """Ethnic background."""

    says: ClassVar[str] = "has the ethnic background {ethnicity}"

    kind: Literal["ethnicity"]
    ethnicity: Words


class Disability(Value):
    """A disability or neurodivergence, and so perhaps specialist help (SEE-12)."""

    says: ClassVar[str] = "has this disability: {disability}"

    kind: Literal["disability"]
    disability: Words


Fact = Annotated[
    Name
    | Alias
    | Born
    | Due
    | ParentalResponsibility
    | NoParentalResponsibility
    | Language
    | LookedAfter
    | NotLookedAfter
    | InHospital
    | LeftHospital
    | Gender
    | Ethnicity
    | Disability
    | MentalHealth
    | InHousehold
    | CourtProceedings
    | ProceedingsEnded
    | ProtectionPlan
    | ProtectionPlanEnded
    | Residential
    | LeftResidential,
    Field(discriminator="kind"),
]


class PersonFact(
    Event,
    type="person-fact/1",
    rows="REF-06 PAR-04 PAR-09 SEE-09 SEE-11 SEE-12 FDB-07 REC-15",
    by="any",
):
    """A dated fact about somebody in this enquiry. A later fact of the same kind replaces it."""

    says = "{person} {fact}[, since {since}]."
    example = {
        "person": "dawn",
        "fact": {"kind": "parental_responsibility", "child": "maya", "basis": "mother"},
    }

    person: Person
    """Whom the fact is about."""
    fact: Fact
    """The fact; its `kind` says which."""
    since: Day | None = None
    """The day from which it holds; left out where it always did, or nobody knows."""
