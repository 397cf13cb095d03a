"""The child protection medical itself, and treatment in an emergency."""

from typing import Annotated, ClassVar, Literal

from domain.events.base import NONE, Event
from domain.events.consent import Scopes
from domain.events.roles import CHILDRENS_SERVICES, HEALTH
from domain.values import (
    EntryNumber,
    Instant,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    When,
    Who,
    Words,
    YesNo,
    unique,
)
from domain.wording import Phrases


class Stopped(Value):
    """The examination was stopped before its end: when, at whose word, and what was left out."""

    says: ClassVar[str] = "It was stopped on {at} at the word of {person}: {reason}"

    at: Instant
    person: Who
    reason: Text


class MedicalConducted(
    Event,
    type="medical-conducted/1",
    rows="MED-05 MED-09 MED-12 MED-18 MED-22",
    by=f"{CHILDRENS_SERVICES} {HEALTH}",
    countersign=NONE,
):
    """A child was examined. It occurred when the examination began."""

    says = (
        "{occurred}, {examiner}[, {training},] examined {child} at {place} ({scope}). It ended "
        "{ended}.[ Also present: {present}.][ {stopped}.]"
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
    """Who examined, with the number in the medical register (MED-05, MED-22)."""
    training: Words | None = None
    """What trained them for it, where the role alone does not say so (MED-22)."""
    place: Words
    """Where, as it follows the word "at"."""
    scope: Scopes
    """What was done."""
    ended: When
    """When it ended."""
    present: Annotated[tuple[Who, ...], unique()] = ()
    """Who else was there."""
    stopped: Stopped | None = None
    """That it was stopped, as when consent is withdrawn during it (MED-12)."""


class EmergencyTreatment(
    Event,
    type="emergency-treatment/1",
    rows="MED-19 MED-20 TIM-14",
    by=f"{HEALTH} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """Treatment in an emergency, before a parent could give permission."""

    says = (
        "{occurred}, {clinician} gave {child} emergency treatment {basis}: {treatment}. It "
        "{life_or_limb|was|was not} needed to save life or limb: {necessity}"
    )
    example = {
        "child": "maya",
        "clinician": {
            "as": "Dr Ben Stone",
            "role": "health_practitioner",
            "agency": "Lister Hospital",
        },
        "basis": "no_consent",
        "life_or_limb": True,
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
    life_or_limb: YesNo
    """Whether life or limb was at stake: only then may consent be done without (MED-19)."""
    treatment: Text
    """What was done."""
    necessity: Opinion
    """Why it could not wait."""


class EmergencyTreatmentRecorded(
    Event,
    type="emergency-treatment-recorded/1",
    rows="MED-20",
    by=f"{HEALTH} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """The clinician's full record of the treatment. It occurred when that record was written."""

    says = (
        "{occurred}, {clinician} wrote the full record of the treatment in entry {concerns}. "
        "{record}[ After-care: {after_care}]"
    )
    example = {
        "concerns": 9,
        "clinician": {
            "as": "Dr Ben Stone",
            "role": "health_practitioner",
            "agency": "Lister Hospital",
        },
        "record": "Two litres of blood were given before the operation. Nobody answered at home.",
        "after_care": "Maya stays on the ward for five days and is seen again after two weeks.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "EmergencyTreatment")]
    """The entry with the treatment."""
    clinician: Professional
    """Whose record it is."""
    record: Text
    """The record: what was found, done and tried, and who agreed."""
    after_care: Text | None = None
    """What is to follow for the child's health."""
