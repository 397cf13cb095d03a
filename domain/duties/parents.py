"""Parents: told what happens, and answered when they object."""

from __future__ import annotations

from typing import Final

from domain.duties.duty import LAWFULNESS, Duty, Quote
from domain.duties.limits import AsSoonAs, By
from domain.events.medical import EmergencyTreatment
from domain.events.outcome import OutcomeDecided
from domain.events.parents import (
    EnquiryExplained,
    ObjectionResponse,
    ParentInformed,
    ParentObjection,
)
from domain.events.section47 import Section47Initiated

EXPLAINED: Final = Duty(
    "PAR-01",
    LAWFULNESS,
    "explaining the enquiry to {subject}",
    each="parent",
    arises=Section47Initiated,
    due=AsSoonAs(guide="parents.involved_working_days"),
    met_by=EnquiryExplained,
    earlier_counts=True,
    quotes={
        "000": Quote(
            105, "Explain to parents or carers the purpose, process and potential outcome"
        ),
        "001": Quote(
            102, "Explain to parents or carers the purpose, process and potential outcome"
        ),
    },
)

OBJECTION_ANSWERED: Final = Duty(
    "OBJ-03",
    LAWFULNESS,
    "answering what {subject} objected to",
    each="entry",
    about="person",
    arises=ParentObjection,
    due=By(OutcomeDecided, "before the outcome"),
    met_by=ObjectionResponse,
    answers="answers",
    only=("objections.register", True),
    quotes={
        "000": Quote(
            176, "the response to these objections or complaints, must be clearly recorded"
        )
    },
)

TOLD_OF_TREATMENT: Final = Duty(
    "TIM-14",
    LAWFULNESS,
    "telling the parents of the emergency treatment",
    each="entry",
    arises=EmergencyTreatment,
    due=AsSoonAs(guide="parents.told_after_emergency_treatment_hours"),
    met_by=ParentInformed,
    only=("medical.emergency_without_consent", True),
    quotes={"000": Quote(214, "informed by the medical practitioner as soon as possible")},
)

DUTIES: Final = (EXPLAINED, OBJECTION_ANSWERED, TOLD_OF_TREATMENT)
