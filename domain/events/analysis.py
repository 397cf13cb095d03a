"""What is made of the facts: daily life, relationships, the pattern of harm, needs and help."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import ANYONE, NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES
from domain.values import Day, Opinion, Person, Professional, Text, Value, Who, Words, unique
from domain.wording import Phrases


class AnalysisRecorded(
    Event,
    type="analysis-recorded/1",
    rows="ASM-07 REC-11",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """What was found, and what is known to work, were analysed together with others."""

    says = (
        "{occurred}, {actor} analysed with {contributors} what was found about {child}. "
        "Evidence: {evidence}. Analysis: {reasoning}. What is likely to work: {interventions}."
    )
    example = {
        "child": "maya",
        "contributors": [
            {"as": "Joan Pike", "role": "health_practitioner", "agency": "Lister Hospital"}
        ],
        "evidence": "The visits, the doctor’s report and three years of school records.",
        "reasoning": "Maya is hurt when Dawn is out and Mr Doyle is alone with her.",
        "interventions": "A safety plan that Dawn can keep to when she is afraid.",
    }

    child: Person
    """The child."""
    contributors: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """The other practitioners who took part."""
    evidence: Text
    """What it rests on."""
    reasoning: Opinion
    """The analysis."""
    interventions: Opinion
    """Which interventions are likely to be most effective, and why."""


class NeedsAndRiskDetermined(
    Event,
    type="needs-and-risk-determined/1",
    rows="ASM-08 TIM-05",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """What the child needs, how great the risk is, and what help follows from both."""

    says = (
        "{occurred}, {actor} determined what {child} needs, and that the risk of harm is {risk}. "
        "Needs: {needs}. Help to be given from {begins}: {help}."
    )
    example = {
        "child": "maya",
        "needs": "To sleep without fear, and to be believed.",
        "risk": "high",
        "help": "Twice-weekly visits, and a worker of the domestic abuse service for Dawn.",
        "begins": "2026-03-06",
    }

    child: Person
    """The child."""
    needs: Opinion
    """The child's needs."""
    risk: Annotated[
        Literal["low", "medium", "high", "very_high"], Phrases({"very_high": "very high"})
    ]
    """How great the risk of harm is."""
    help: Text
    """The help to be given: the decision on next steps."""
    begins: Day
    """From when."""


class HelpProvided(
    Event,
    type="help-provided/1",
    rows="ASM-08",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """Help that was decided on reached the child or the family."""

    says = "{occurred}, {provider} began to help {child}. {help}"
    example = {
        "child": "maya",
        "provider": {
            "as": "Tess Moran",
            "role": "early_help",
            "agency": "Stevenage Family Centre",
        },
        "help": "She sat with Dawn and wrote the safety plan with her.",
    }

    child: Person
    """The child."""
    provider: Who
    """Who helps."""
    help: Text
    """What was done."""


class Dimension(Value):
    """One side of the harm: how grave, and what shows it."""

    says: ClassVar[str] = "{degree}. {shown}"

    degree: Annotated[
        Literal["none", "some", "much", "extreme", "not_known"],
        Phrases({"none": "none found", "some": "some", "not_known": "not known"}),
    ]
    shown: Opinion


class HarmPattern(Event, type="harm-pattern/1", rows="ASM-14", by=ANYONE, countersign=RECORDING):
    """How severe, long and frequent the harm is, what coercion is in it, and how it adds up."""

    says = (
        "{occurred}, {actor} weighed the pattern of harm to {child}. Severity: {severity}. "
        "Duration: {duration}. Frequency: {frequency}. Threat, coercion or cruelty: {coercion}. "
        "Cumulative impact: {cumulative}."
    )
    example = {
        "child": "maya",
        "severity": {"degree": "much", "shown": "Grip marks on both arms."},
        "duration": {"degree": "some", "shown": "Since Mr Doyle moved in, a year ago."},
        "frequency": {"degree": "some", "shown": "Three times that are known."},
        "coercion": {"degree": "much", "shown": "Maya was told that Leo would be taken away."},
        "cumulative": {"degree": "much", "shown": "She has stopped bringing friends home."},
    }

    child: Person
    """The child."""
    severity: Dimension
    """How severe."""
    duration: Dimension
    """For how long."""
    frequency: Dimension
    """How often."""
    coercion: Dimension
    """What threat, coercion or cruelty there is."""
    cumulative: Dimension
    """What all of it together has done."""


class SignificantRelationship(
    Event, type="significant-relationship/1", rows="ASM-15", by=ANYONE, countersign=NONE
):
    """Somebody who matters in the child's world, for better or worse."""

    says = (
        "{occurred}, {actor} recorded that {person} matters in the world of {child}: {relation}, "
        "{context}. {significance}"
    )
    example = {
        "child": "maya",
        "person": "leo",
        "relation": "her brother",
        "context": "family",
        "significance": "She tells Leo first, and stands between him and shouting.",
    }

    child: Person
    """The child."""
    person: Person
    """Who it is."""
    relation: Words
    """Who that is to the child."""
    context: Annotated[
        Literal["family", "kinship", "outside_family", "online"],
        Phrases(
            {
                "family": "in the family",
                "kinship": "among kin",
                "outside_family": "outside the family",
            }
        ),
    ]
    """Where the relationship is lived."""
    significance: Opinion
    """What it means to the child."""


class DailyLife(
    Event,
    type="daily-life/1",
    rows="ASM-16",
    by=ANYONE,
    countersign=RECORDING,
):
    """What the child's days are like, put together from everybody who knows them."""

    says = "{occurred}, {actor} described the daily life of {child}. {description}. {likelihood}"
    example = {
        "child": "maya",
        "description": "Maya gets Leo up and dressed. They are at school by eight, and stay late.",
        "likelihood": "Harm is likely on the evenings when the children are alone with Mr Doyle.",
    }

    child: Person
    """The child."""
    description: Text
    """A day, a week, a night: what happens, who is there."""
    likelihood: Opinion
    """What it says about the likelihood of harm and about lasting risks."""


class ProfessionalOpinion(
    Event,
    type="professional-opinion/1",
    rows="ASM-18",
    by=ANYONE,
    countersign=NONE,
):
    """An opinion under the discipline of whoever holds it, apart from the facts it rests on."""

    says = (
        "{occurred}, {actor} gave an opinion as {discipline}: {opinion}. It rests on this: "
        "{basis}.[ It does not extend to this: {limits}.]"
    )
    example = {
        "discipline": "a health visitor",
        "opinion": "Leo’s speech is delayed for want of being spoken to.",
        "basis": "The two-year review and four visits.",
        "limits": "Whether there is a hearing loss is for an audiologist.",
    }

    discipline: Words
    """The discipline in which it is held, as it follows the word "as"."""
    opinion: Opinion
    """The opinion."""
    basis: Text
    """The facts that it rests on."""
    limits: Text | None = None
    """What lies beyond that person's expertise or remit."""
