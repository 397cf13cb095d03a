"""The child protection medical itself, and treatment in an emergency."""

from typing import Annotated, Literal

from domain.events.base import NONE, Event
from domain.events.consent import Scopes
from domain.events.roles import CHILDRENS_SERVICES, HEALTH
from domain.values import Opinion, Person, Professional, Text, When, Who, Words, unique
from domain.wording import Phrases


class MedicalConducted(
    Event,
    type="medical-conducted/1",
    rows="MED-05 MED-09 MED-12 MED-22",
    by=f"{CHILDRENS_SERVICES} {HEALTH}",
    countersign=NONE,
):
    """A child was examined. It occurred when the examination began."""

    says = (
        "{occurred}, {examiner} examined {child} at {place} ({scope}). It ended {ended}."
        "[ Also present: {present}.]"
    )
    example = {
        "child": "maya",
        "examiner": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
            "registration": "GMC 7012345",
        },
        "place": "Lister Hospital",
        "scope": ["examination", "photographs"],
        "present": ["dawn"],
        "ended": "2026-03-03T14:50:00Z",
    }

    child: Person
    """The child."""
    examiner: Professional
    """Who examined. Only a doctor trained for it may (MED-05, MED-22)."""
    place: Words
    """Where, as it follows the word "at"."""
    scope: Scopes
    """What was done."""
    ended: When
    """When it ended."""
    present: Annotated[tuple[Who, ...], unique()] = ()
    """Who else was there."""


class EmergencyTreatment(
    Event,
    type="emergency-treatment/1",
    rows="MED-19 MED-20 TIM-14",
    by=f"{HEALTH} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """Treatment to save life or limb, without a parent's permission."""

    says = (
        "{occurred}, {clinician} gave {child} emergency treatment {basis}: {treatment}. It was "
        "needed to save life or limb: {necessity}"
    )
    example = {
        "child": "maya",
        "clinician": {
            "as": "Dr Ben Stone",
            "role": "health_practitioner",
            "agency": "Lister Hospital",
        },
        "basis": "no_consent",
        "treatment": "Surgery to stop bleeding in the abdomen.",
        "necessity": "Blood pressure was falling, and no parent could be reached.",
    }

    child: Person
    """The child."""
    clinician: Professional
    """Who decided to treat."""
    basis: Annotated[
        Literal["child_consent", "no_consent"],
        Phrases({"child_consent": "on the child’s own consent", "no_consent": "without consent"}),
    ]
    """The child's own consent, or none."""
    treatment: Text
    """What was done."""
    necessity: Opinion
    """Why it could not wait."""
