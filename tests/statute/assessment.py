"""Assessment and analysis (ASM)."""

from typing import Final

from domain.events.analysis import (
    AnalysisRecorded,
    DailyLife,
    HarmPattern,
    HelpProvided,
    NeedsAndRiskDetermined,
    ProfessionalOpinion,
    SignificantRelationship,
)
from domain.events.assessment import (
    AssessmentCompleted,
    AssessmentStarted,
    CapacityAssessed,
    ConclusionsLinked,
    InterventionLevelDetermined,
    RiskAssessment,
)
from domain.events.challenge import ChallengeRecorded
from domain.events.deliberation import (
    CircumstancesChanged,
    JointDeliberation,
    RecommendationProposed,
    ViewRevised,
    ViewsConsidered,
)
from domain.events.environment import NewEnvironmentAssessed, SupportPlanImplemented
from domain.events.outcome import OutcomeDecided
from domain.events.plan import PlanAdjusted, PlanProposed
from domain.events.support import ResourceAssured
from tests.statute.frame import Row, found, recorded

ROWS: Final = (
    Row(
        "ASM-01",
        "Started at the referral, continued under section 47, led by a social worker under a named "
        "framework, and completed within the limit of TIM-05.",
        recorded(AssessmentStarted.where(how="started")),
        recorded(AssessmentStarted.where(how="continued")),
        recorded(AssessmentCompleted),
        found("TIM-05"),
    ),
    Row(
        "ASM-02",
        "A risk assessment has its seven parts or is no entry; facts and opinions are marked as "
        "such in the signed words.",
        recorded(RiskAssessment),
    ),
    Row(
        "ASM-03",
        "One entry for each adult, with the evidence and the risk factors that the census knows.",
        recorded(CapacityAssessed.where(lambda assessed: "domestic_abuse" in assessed.factors)),
        recorded(CapacityAssessed.where(lambda assessed: len(assessed.factors) > 1)),
    ),
    Row(
        "ASM-04",
        "The level of intervention at once, in the interim and in the longer term.",
        recorded(InterventionLevelDetermined),
    ),
    Row(
        "ASM-05",
        "A risk assessment looks at now or at the longer term, and no outcome can be drafted "
        "without its risk in both.",
        recorded(RiskAssessment.where(horizon="immediate")),
        recorded(RiskAssessment.where(horizon="long_term")),
        recorded(OutcomeDecided),
    ),
    Row(
        "ASM-06",
        "Leaving hospital, or coming to be looked after, before the new surroundings were assessed "
        "is found; so is support that was needed first and is not in place.",
        recorded(NewEnvironmentAssessed),
        recorded(SupportPlanImplemented),
        found("ASM-06"),
    ),
    Row(
        "ASM-07",
        "The analysis names who took part. An enquiry in which nothing is recorded for the "
        "profile’s number of working days is drifting, and that is found.",
        recorded(AnalysisRecorded),
        found("ASM-07"),
    ),
    Row(
        "ASM-08",
        "Needs, level of risk and the help that follows; then the help itself.",
        recorded(NeedsAndRiskDetermined),
        recorded(HelpProvided),
    ),
    Row(
        "ASM-09",
        "Whose views, what they are, what weight they were given and why.",
        recorded(ViewsConsidered),
    ),
    Row(
        "ASM-10",
        "A proposal is shared, challenged and deliberated on; an outcome without a deliberation "
        "before it is found.",
        recorded(RecommendationProposed),
        recorded(ChallengeRecorded),
        recorded(JointDeliberation),
        found("ASM-10"),
    ),
    Row(
        "ASM-11",
        "Who assured that the help is there, skilled and intense enough; each of the three may be "
        "no.",
        recorded(ResourceAssured.where(intense=False)),
    ),
    Row(
        "ASM-12",
        "New circumstances with what they mean for the plan; a changed view names the earlier one, "
        "which stays where it stands.",
        recorded(CircumstancesChanged),
        recorded(ViewRevised),
    ),
    Row(
        "ASM-13",
        "Every step of a plan has an aim, an action, an owner, a date and a measure; an adjusted "
        "plan names the one that it strengthens.",
        recorded(PlanProposed),
        recorded(PlanAdjusted),
    ),
    Row(
        "ASM-14",
        "Severity, duration, frequency, coercion and cumulative impact, each with a degree and "
        "what shows it.",
        recorded(HarmPattern),
    ),
    Row(
        "ASM-15",
        "Who matters in the child’s world, and where that relationship is lived.",
        recorded(SignificantRelationship),
    ),
    Row(
        "ASM-16",
        "The child’s days as those who know the child describe them, apart from what is made of "
        "it.",
        recorded(DailyLife),
    ),
    Row(
        "ASM-17",
        "Conclusions are linked to the assessment by a signed reference; an assessment completed "
        "without that is found.",
        recorded(ConclusionsLinked),
        found("ASM-17"),
    ),
    Row(
        "ASM-18",
        "An opinion names its discipline, its basis and what lies beyond it; opinion and fact are "
        "marked apart in the signed words.",
        recorded(ProfessionalOpinion.where(lambda given: given.limits is not None)),
    ),
)
