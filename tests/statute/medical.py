"""How the product carries out the rows about medicals, consent and health needs."""

from typing import Final

from domain.events.body_map import BodyMap
from domain.events.consent import CompetenceAssessed, MedicalConsent
from domain.events.documents import DocumentDeposited
from domain.events.escalation import EscalationRaised
from domain.events.health_needs import (
    HealthFollowUpCompleted,
    HealthNeedIdentified,
    SpecialistAssessmentCompleted,
    SpecialistAssessmentRequested,
)
from domain.events.medical import (
    EmergencyTreatment,
    EmergencyTreatmentRecorded,
    MedicalConducted,
)
from domain.events.medical_planning import (
    MedicalAdvice,
    MedicalConsidered,
    MedicalNotCarriedOut,
    MedicalPlanned,
)
from domain.events.medical_report import MedicalReport, MedicalReportProvided
from domain.events.parents import ParentInformed
from domain.events.permission import (
    CourtOrderDecision,
    LitigationUnitConsulted,
    MedicalPermissionSought,
    RefusalOverridden,
)
from domain.events.records import Countersignature
from tests.statute.frame import Claim, Row, found, recorded


def _considered(decision: str) -> Claim:
    return recorded(MedicalConsidered.where(lambda event: event.decision.kind == decision))


def _consent(authority: str, answer: str = "gave") -> Claim:
    return recorded(
        MedicalConsent.where(lambda event: event.authority.kind == authority, answer=answer)
    )


def _report(*kinds: str) -> Claim:
    return recorded(
        MedicalReport.where(lambda report: set(kinds) <= {item.kind for item in report.items})
    )


ROWS: Final = (
    Row(
        "MED-01",
        "Whether and when a child needs a medical is an entry of its own, with the doctor’s advice "
        "or why there is none; it is overdue once the discussion’s record stands without it.",
        _considered("needed"),
        recorded(MedicalConsidered.where(lambda event: event.doctor.kind == "consulted")),
        found("MED-01"),
    ),
    Row(
        "MED-02",
        "Where the harm suspected requires a medical, a decision against one is found until it is "
        "taken again or the child is examined; an outcome without either is found too.",
        _considered("not_needed"),
        found("MED-02"),
    ),
    Row(
        "MED-03",
        "Every other child of the household has an answer by the record of the discussion: "
        "considered, examined, or offered or not and why nothing was done.",
        recorded(MedicalNotCarriedOut),
        found("MED-03"),
    ),
    Row(
        "MED-04",
        "Planning names what the medical is for and which sides of the whole child it looks at; a "
        "side that is left out is found.",
        recorded(MedicalPlanned.where(lambda event: len(event.purposes) == 4)),
        found("MED-04"),
    ),
    Row(
        "MED-05",
        "An examination by anybody but a doctor is recorded as it happened, and found until a "
        "doctor has examined the child.",
        recorded(MedicalConducted),
        found("MED-05"),
    ),
    Row(
        "MED-06",
        "Anybody may record the marks that they saw on a body map, which is no examination; one "
        "without the observer’s signature or a date, or for which clothing was moved, is found.",
        recorded(BodyMap.where(seen="child_showed", examination=None)),
        found("MED-06"),
    ),
    Row(
        "MED-07",
        "A doctor or another health practitioner advises whether a medical is appropriate, and "
        "what looking at unmanaged health matters may show.",
        recorded(MedicalAdvice.where(advises="appropriate")),
        recorded(MedicalAdvice.where(lambda event: event.benefits is not None)),
    ),
    Row(
        "MED-08",
        "Dissent from a decision not to examine is found until it is escalated.",
        recorded(EscalationRaised.where(lambda event: event.about.kind == "medical_not_held")),
        found("MED-08"),
    ),
    Row(
        "MED-09",
        "A child’s consent names the assessment on which it rests, and covers what it names; "
        "without such an assessment, or beyond it, it is found and counts for nothing.",
        _consent("competent_child"),
        found("MED-09"),
    ),
    Row(
        "MED-10",
        "Who assessed the child’s understanding, advised by whom and with which reasons; an "
        "assessment by no doctor is found until a doctor assesses.",
        recorded(CompetenceAssessed.where(lambda event: bool(event.advisers))),
        found("MED-10"),
    ),
    Row(
        "MED-11",
        "Consent by right is weighed against the date of birth on record, and a doubt about mental "
        "health asks for somebody else’s consent.",
        _consent("young_person_16_17"),
        found("MED-11"),
    ),
    Row(
        "MED-12",
        "A child’s refusal of a part, and consent taken back during the examination, stand as "
        "spoken; examining against it or going on is found, unless a court overrides it.",
        _consent("competent_child", "refused"),
        _consent("competent_child", "withdrew"),
        recorded(RefusalOverridden),
        recorded(MedicalConducted.where(lambda event: event.stopped is not None)),
        found("MED-12"),
    ),
    Row(
        "MED-13",
        "A parent’s consent says whether they have the capacity; without it, or without a basis "
        "for parental responsibility on record, it is found.",
        _consent("pr_holder"),
        found("MED-13"),
    ),
    Row(
        "MED-14",
        "Under a care order an officer who may consents for the authority; an order not on record, "
        "another officer, or a medical before a parent was told, is found.",
        _consent("la_care_order"),
        recorded(ParentInformed),
        found("MED-14"),
    ),
    Row(
        "MED-15",
        "As corporate parent the authority states one of two grounds; ordinary accommodation under "
        "section 20 is found not to be enough.",
        _consent("la_s20"),
        found("MED-15"),
    ),
    Row(
        "MED-16",
        "The High Court’s consent names its order, of which a copy is deposited beside it; a "
        "missing copy is found.",
        _consent("high_court"),
        recorded(DocumentDeposited.where(form="order")),
        found("MED-16"),
    ),
    Row(
        "MED-17",
        "A family court’s direction is attached to one of three kinds of order and to no other; an "
        "emergency protection order that is not on record is found.",
        _consent("family_court_direction"),
        found("MED-17"),
    ),
    Row(
        "MED-18",
        "Up to the age that the profile states, a medical without a parent asked beforehand, or "
        "the reason why that was not possible, is found.",
        recorded(MedicalPermissionSought.where(lambda event: event.sought.kind == "asked")),
        recorded(MedicalPermissionSought.where(lambda event: event.sought.kind == "not_possible")),
        found("MED-18"),
    ),
    Row(
        "MED-19",
        "Emergency treatment is never refused. It says on whose consent, or none, and whether life "
        "or limb was at stake; if not, treatment without consent is found.",
        recorded(EmergencyTreatment.where(basis="no_consent", life_or_limb=True)),
        found("MED-19"),
    ),
    Row(
        "MED-20",
        "After it two clocks run: until the parents are told, and until the clinician’s full "
        "record is written.",
        recorded(EmergencyTreatmentRecorded),
        recorded(ParentInformed),
        found("MED-20"),
        found("TIM-14"),
    ),
    Row(
        "MED-21",
        "Permission that is not obtained is found until the Child Litigation Unit is consulted; "
        "whether to seek an order is then to be decided before the outcome.",
        recorded(LitigationUnitConsulted),
        recorded(CourtOrderDecision),
        found("MED-21"),
    ),
    Row(
        "MED-22",
        "A general practitioner who examines, or to whom a family is directed, is recorded, and "
        "found until one of the profile’s examiners has examined the child.",
        recorded(MedicalConducted.where(lambda event: event.training is not None)),
        found("MED-22"),
    ),
    Row(
        "MED-23",
        "The report has a limit in working days, and is found until it went to those whom the "
        "profile names and the police have it, or it is said why not.",
        recorded(MedicalReportProvided),
        found("MED-23"),
    ),
    Row(
        "MED-24",
        "The accounts stand in the report word for word, with where they differ; missing ones are "
        "found until a later report adds them.",
        _report("accounts"),
        found("MED-24"),
    ),
    Row(
        "MED-25",
        "Findings in words and diagrams, each mark’s site, size and shape, and the opinion marked "
        "as opinion; what is missing is found.",
        _report("findings", "marks", "opinion"),
        recorded(BodyMap.where(lambda event: event.examination is not None)),
        found("MED-25"),
    ),
    Row(
        "MED-26",
        "When and where it began, who was there and when it ended; what is missing, or an end "
        "before the beginning, is found.",
        _report("present", "ended"),
        found("MED-26"),
    ),
    Row(
        "MED-27",
        "Who consented and how, matched with the consent on record; without a match it is found.",
        _report("consent"),
        found("MED-27"),
    ),
    Row(
        "MED-28",
        "Other findings and developmental progress; what is missing is found.",
        _report("other_findings", "development"),
        found("MED-28"),
    ),
    Row(
        "MED-29",
        "What the doctor records is signed by the doctor; a report or diagram that somebody else "
        "deposits is found until the doctor confirms these very words.",
        recorded(Countersignature.where(kind="confirm_words")),
        found("MED-29"),
    ),
    Row(
        "MED-30",
        "A health need has an owner, an agency and a date; unmet, it is found overdue.",
        recorded(HealthNeedIdentified),
        recorded(HealthFollowUpCompleted),
        found("MED-30"),
    ),
    Row(
        "MED-31",
        "A specialist assessment has a provider, a date and somebody from health who co-ordinates "
        "it: under the Standard procedure a general practitioner may.",
        recorded(
            SpecialistAssessmentRequested.where(
                lambda event: event.coordinator.role == "general_practitioner"
            )
        ),
        recorded(SpecialistAssessmentCompleted),
        found("MED-31"),
    ),
    Row(
        "MED-32",
        "The doctor attests the standard that the report follows; its time limit is the profile’s.",
        recorded(MedicalReport.where(lambda report: report.standard is not None)),
        found("MED-32"),
    ),
)
