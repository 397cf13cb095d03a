"""The initial child protection conference: held in time, with the report read before it."""

from __future__ import annotations

from typing import Final

from domain.duties.case import any_of
from domain.duties.duty import LAWFULNESS, PROCEDURE, Duty, Quote, Unless
from domain.duties.limits import NoticeOf, Within
from domain.duties.strategy import INITIATING
from domain.events.conference import ConferenceHeld, ConferencePlanned
from domain.events.conference_reports import ConferenceReportShared
from domain.events.outcome import OutcomeDecided
from domain.events.section47 import Section47NotInitiated

NOT_REQUIRED: Final = any_of(
    OutcomeDecided.where(lambda event: event.outcome.kind != "substantiated_icpc"),
    Section47NotInitiated,
)
"""A decision that leads to no conference (CPC-02)."""

CONFERENCE_HELD: Final = Duty(
    "TIM-04",
    PROCEDURE,
    "holding the initial child protection conference about {subject}",
    each="child",
    arises=INITIATING,
    since="ended",
    due=Within("icpc.timing.hold_working_days", warn="icpc.timing.warn_working_days"),
    met_by=ConferenceHeld,
    unless=Unless(NOT_REQUIRED),
    quotes={
        "000": Quote(280, "within 15 working days of a strategy discussion"),
        "001": Quote(26, "must be within 15 working days of the Strategy Discussion"),
    },
)

REPORT_SHARED: Final = Duty(
    "TIM-09",
    LAWFULNESS,
    "sharing the conference report with {subject}",
    each="parent",
    about="recipient",
    arises=ConferencePlanned,
    since="planned",
    due=NoticeOf("icpc.report_to_parents.working_days_before", "icpc.report_to_parents.clear"),
    met_by=ConferenceReportShared,
    quotes={"000": Quote(287, "shared with the parents/carers a minimum of 2 working days")},
)

DUTIES: Final = (CONFERENCE_HELD, REPORT_SHARED)
