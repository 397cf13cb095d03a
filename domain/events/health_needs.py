"""Health needs that a medical does not answer, and specialist assessments."""

from typing import Annotated, Final, Literal

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, HEALTH
from domain.values import (
    Deadline,
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Words,
)
from domain.wording import Phrases

_BY: Final = f"{HEALTH} {CHILDRENS_SERVICES}"


class HealthNeedIdentified(
    Event, type="health-need-identified/1", rows="MED-30", by=_BY, countersign=NONE
):
    """A child has a health need that does not merit a medical but must be met."""

    says = (
        "{occurred}, {actor} found that {child} has an unmet health need: {need}. {owner} sees to "
        "it with {agency}, due {due}."
    )
    example = {
        "child": "leo",
        "need": "The second measles vaccination was never given.",
        "agency": "Mill Lane Surgery",
        "owner": {
            "as": "Joan Pike, safeguarding nurse",
            "role": "health_practitioner",
            "agency": "Lister Hospital",
        },
        "due": "2026-03-20",
    }

    child: Person
    """The child."""
    need: Text
    """The need: treatment, a missed vaccination, an appointment not kept."""
    agency: Words
    """Which agency meets it."""
    owner: Professional
    """Who sees to it that it is met."""
    due: Deadline
    """By when."""


class HealthFollowUpCompleted(
    Event, type="health-follow-up-completed/1", rows="MED-30", by=_BY, countersign=NONE
):
    """A health need was met."""

    says = "{occurred}, {actor} followed up the health need in entry {answers}. {done}"
    example = {"answers": 21, "done": "Leo was vaccinated, and his card is up to date."}

    answers: Annotated[EntryNumber, Refers("answers", "HealthNeedIdentified")]
    """The entry with the need."""
    done: Text
    """What was done."""


class SpecialistAssessmentRequested(
    Event, type="specialist-assessment-requested/1", rows="MED-31", by=_BY, countersign=NONE
):
    """A specialist was asked to assess a child, and somebody co-ordinates it."""

    says = (
        "{occurred}, {actor} asked {provider} for {specialism} of {child}, due {due}. "
        "{coordinator} co-ordinates it. {reason}"
    )
    example = {
        "child": "leo",
        "specialism": "speech_and_language",
        "provider": {
            "as": "Anne Tully, speech and language therapist",
            "role": "health_practitioner",
            "agency": "Hertfordshire Community NHS Trust",
        },
        "coordinator": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
        },
        "due": "2026-03-27",
        "reason": "Leo speaks in single words at five.",
    }

    child: Person
    """The child."""
    specialism: Annotated[
        Literal[
            "paediatric",
            "forensic",
            "physiotherapy",
            "occupational_therapy",
            "speech_and_language",
            "psychology",
        ],
        Phrases(
            {
                "paediatric": "a paediatric assessment",
                "forensic": "a forensic assessment",
                "physiotherapy": "a physiotherapist’s assessment",
                "occupational_therapy": "an occupational therapist’s assessment",
                "speech_and_language": "a speech and language assessment",
                "psychology": "a psychologist’s assessment",
            }
        ),
    ]
    """Which kind of assessment."""
    provider: Professional
    """Who is to assess."""
    coordinator: Professional
    """The lead health practitioner, who co-ordinates."""
    due: Deadline
    """By when."""
    reason: Text
    """What is to be learned."""


class SpecialistAssessmentCompleted(
    Event, type="specialist-assessment-completed/1", rows="MED-31", by=_BY, countersign=NONE
):
    """A specialist gave the result of an assessment."""

    says = "{occurred}, {provider} completed the assessment asked for in entry {answers}. {result}"
    example = {
        "answers": 23,
        "provider": {
            "as": "Anne Tully, speech and language therapist",
            "role": "health_practitioner",
            "agency": "Hertfordshire Community NHS Trust",
        },
        "result": "Leo understands much more than he says. He needs therapy twice a week.",
    }

    answers: Annotated[EntryNumber, Refers("answers", "SpecialistAssessmentRequested")]
    """The entry with the request."""
    provider: Professional
    """Who assessed."""
    result: Opinion
    """The result."""
