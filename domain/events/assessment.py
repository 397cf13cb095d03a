"""The assessment: begun, its risks and the family's capacity weighed, informed, completed."""

from typing import Annotated, Literal

from domain.events.base import BY_MANAGER, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Words,
    unique,
)
from domain.wording import Phrases


class AssessmentStarted(
    Event,
    type="assessment-started/1",
    rows="REF-13 ASM-01",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The assessment began with the referral, or goes on under section 47."""

    says = "{occurred}, {lead} {how} of {child}, in accordance with {framework}."
    example = {
        "child": "maya",
        "how": "continued",
        "lead": {
            "as": "Ruth Okafor",
            "role": "social_worker",
            "agency": "Hertfordshire Children’s Services",
        },
        "framework": "Working Together to Safeguard Children 2023",
    }

    child: Person
    """The child assessed."""
    how: Annotated[
        Literal["started", "continued"],
        Phrases(
            {
                "started": "started the assessment",
                "continued": "continued, under section 47, the assessment",
            }
        ),
    ]
    """Begun at the referral, or continued once enquiries are made."""
    lead: Professional
    """The social worker who leads it."""
    framework: Words
    """The guidance that it follows, with its year."""


class RiskAssessment(
    Event,
    type="risk-assessment/1",
    rows="ASM-02 ASM-05",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The risk to a child in seven parts. Causes and events are facts, the rest is opinion."""

    says = (
        "{occurred}, {actor} assessed the risk to {child} {horizon}. Cause for concern: {cause}. "
        "Seriousness: {seriousness}. Events that recur: {recurring}. Vulnerability and "
        "resilience: {vulnerability}. Strengths and weaknesses of the family: {family}. Risks, "
        "and the circumstances in which they arise: {context}. Protection, from whom and how: "
        "{protection}."
    )
    example = {
        "child": "maya",
        "horizon": "immediate",
        "cause": "Grip marks on both arms that a fall does not explain.",
        "seriousness": "Serious: an adult used force on a child of eight.",
        "recurring": "Two calls to the police in a year, and a cut lip in November.",
        "vulnerability": "Maya hides what happens, and has a brother whom she confides in.",
        "family": "Dawn Carter is warm and reliable in the mornings, and afraid in the evenings.",
        "context": "The risk rises when Mr Doyle has been drinking.",
        "protection": "From Mr Doyle, by his living elsewhere and by Maya’s grandmother.",
    }

    child: Person
    """The child."""
    horizon: Annotated[
        Literal["immediate", "long_term"],
        Phrases({"immediate": "as it is now", "long_term": "in the longer term"}),
    ]
    """For how long it looks ahead; both are asked for (ASM-05)."""
    cause: Text
    """The cause for concern."""
    seriousness: Opinion
    """How serious it is."""
    recurring: Text
    """Events that recur, or that none are known."""
    vulnerability: Opinion
    """What makes the child vulnerable, and what makes the child resilient."""
    family: Opinion
    """The family's strengths, with what protects the child, and its weaknesses."""
    context: Opinion
    """The risks, and the circumstances in which the child lives."""
    protection: Opinion
    """What protection the child needs, from whom, and how it is given."""


RiskFactor = Annotated[
    Literal["mental_health", "alcohol_misuse", "drug_misuse", "domestic_abuse"],
    Phrases(
        {
            "mental_health": "mental ill-health",
            "alcohol_misuse": "misuse of alcohol",
            "drug_misuse": "misuse of drugs",
            "domestic_abuse": "domestic abuse",
        }
    ),
]
"""What the procedure singles out, as the census of children in need codes it of parents and
carers: 4B, 1B, 2B, 3B. Several together weigh more than each alone."""


class CapacityAssessed(
    Event,
    type="capacity-assessed/1",
    rows="ASM-03",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """What a parent, carer or relative can do to keep the child safe. One entry for each adult."""

    says = (
        "{occurred}, {actor} assessed how far {adult} can keep {child} safe and well. {ability}. "
        "Evidence: {evidence}.[ Factors that raise the risk: {factors}.]"
    )
    example = {
        "child": "maya",
        "adult": "dawn",
        "ability": "Able with support, and not while Mr Doyle lives in the flat.",
        "evidence": "She got both children to school on every day but one, and rang when she said.",
        "factors": ["domestic_abuse"],
    }

    child: Person
    """The child."""
    adult: Person
    """Parents, other carers, partners of parents, and others of the family's network."""
    ability: Opinion
    """How far that person can safeguard the child and promote the child's welfare."""
    evidence: Text
    """What shows it."""
    factors: Annotated[tuple[RiskFactor, ...], unique()] = ()
    """Risk factors found in that person's life."""


class InterventionLevelDetermined(
    Event,
    type="intervention-level-determined/1",
    rows="ASM-04",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """How much has to be done for a child: now, in the interim, and in the longer term."""

    says = (
        "{occurred}, {actor} determined what level of intervention {child} needs. At once: "
        "{immediate}. In the interim: {interim}. In the longer term: {long_term}."
    )
    example = {
        "child": "maya",
        "immediate": "Daily visits until Mr Doyle has moved out.",
        "interim": "A visit every week, and the school’s breakfast club.",
        "long_term": "A child protection plan, with help for Dawn to end the relationship safely.",
    }

    child: Person
    """The child."""
    immediate: Opinion
    """What is needed at once."""
    interim: Opinion
    """What is needed in the meantime."""
    long_term: Opinion
    """What is needed in the longer term."""


class ConclusionsLinked(
    Event,
    type="section-47-conclusions-linked/1",
    rows="ASM-17",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The conclusions of the section 47 enquiries were taken into the assessment."""

    says = (
        "{occurred}, {actor} took the conclusions of the section 47 enquiries, in entry "
        "{concerns}, into the assessment of {child}. What they mean for it: {meaning}"
    )
    example = {
        "child": "maya",
        "concerns": 24,
        "meaning": "The assessment looks at what would let Dawn live apart from Mr Doyle.",
    }

    child: Person
    """The child assessed."""
    concerns: Annotated[EntryNumber, Refers("concerns", "OutcomeDecided")]
    """The entry with the conclusions."""
    meaning: Opinion
    """What conclusions and recommendations change in the assessment."""


class AssessmentCompleted(
    Event,
    type="assessment-completed/1",
    rows="ASM-01 REC-11 TIM-05",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The assessment was finished, with the decision on what follows."""

    says = (
        "{occurred}, {actor} completed the assessment of {child}. {conclusion}. "
        "Next steps: {next_steps}"
    )
    example = {
        "child": "maya",
        "conclusion": "Dawn Carter can keep the children safe with support.",
        "next_steps": "The child protection plan continues.",
    }

    child: Person
    """The child assessed."""
    conclusion: Opinion
    """What the assessment found, and how the risks are managed."""
    next_steps: Text
    """The decision on next steps."""
