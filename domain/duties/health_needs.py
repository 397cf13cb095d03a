"""Health needs that are met, and specialist assessments that somebody co-ordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.limits import OwnDate
from domain.entry import Entry
from domain.events.health_needs import (
    HealthFollowUpCompleted,
    HealthNeedIdentified,
    SpecialistAssessmentCompleted,
    SpecialistAssessmentRequested,
)

NEED_MET: Final = Duty(
    "MED-30",
    PROCEDURE,
    "meeting the health need of {subject}",
    each="entry",
    about="child",
    arises=HealthNeedIdentified,
    due=OwnDate("due"),
    met_by=HealthFollowUpCompleted,
    answers="answers",
    quotes={
        "000": Quote(115, "medical needs which do not merit a Child Protection Medical"),
        "001": Quote(112, "such as administering missing vaccines"),
    },
)

ASSESSED: Final = Duty(
    "MED-31",
    PROCEDURE,
    "the specialist assessment of {subject}",
    each="entry",
    about="child",
    arises=SpecialistAssessmentRequested,
    due=OwnDate("due"),
    met_by=SpecialistAssessmentCompleted,
    answers="answers",
    quotes={
        "000": Quote(114, "Provide appropriate specialist assessment by the appropriate doctor"),
        "001": Quote(111, "paediatric or forensic medical assessments"),
    },
)


def _wrong_coordinator(requested: Entry, case: Case) -> Iterator[Breach]:
    event = requested.event
    if not isinstance(event, SpecialistAssessmentRequested):
        return
    role = case.profile.roles.get(event.coordinator.role)
    if role is None or role.agency != "health":
        yield Breach("The specialist assessment is co-ordinated by nobody from health.")


COORDINATED: Final = Rule(
    "MED-31",
    PROCEDURE,
    "who co-ordinates specialist assessments",
    of=SpecialistAssessmentRequested,
    breaches=_wrong_coordinator,
    remedy=SpecialistAssessmentRequested,
    only=("medical.gp", "may_coordinate"),
    quotes={"001": Quote(111, "may need to request and co-ordinate these assessments")},
)

DUTIES: Final = (NEED_MET, ASSESSED)
RULES: Final = (COORDINATED,)
