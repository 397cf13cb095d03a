"""What is written for the conference: read by the parents in time, and brought by every agency."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from domain.duties.case import Case
from domain.duties.conference_people import agency_kind, invited
from domain.duties.duty import LAWFULNESS, PROCEDURE, Breach, Duty, Quote, Rule
from domain.duties.involvement import DEFERRED
from domain.duties.limits import By, NoticeOf
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.agency_record import Lacking
from domain.events.conference import ConferenceHeld, ConferencePlanned
from domain.events.conference_people import ConferenceInvitation, Invited
from domain.events.conference_reports import (
    ConferenceReportShared,
    ConferenceReportSubmitted,
    ReportSharingDecided,
)
from domain.values import Professional

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
    unless=replace(DEFERRED, about=("person",), again=False),
    quotes={"000": Quote(287, "shared with the parents/carers a minimum of 2 working days")},
)


def _not_decided(shared: Entry, case: Case) -> Iterator[Breach]:
    recipient = getattr(shared.event, "recipient", None)
    decided = [
        (entry, event)
        for entry in case.all(ReportSharingDecided)
        for event in (entry.event,)
        if isinstance(event, ReportSharingDecided)
        and event.recipient.p == getattr(recipient, "p", None)
        and not happened(entry).surely_after(happened(shared))
    ]
    if not decided:
        yield Breach("The report was shared before it was decided whether it should be.")
        return
    entry, event = decided[-1]
    lacking = _not_consulted(event, case)
    if event.decision.kind == "withhold":
        yield Breach("The report was shared although it was decided not to share it.", (entry,))
    elif lacking:
        yield Breach(f"Sharing the report was decided without {lacking}.", (entry,))


def _not_consulted(event: ReportSharingDecided, case: Case) -> str:
    police = any(agency_kind(person, case) == "police" for person in event.consulted)
    chair = any(person.role == "conference_chair" for person in event.consulted)
    return " and ".join(
        words for words, there in (("the police", police), ("the chair", chair)) if not there
    )


SHARING_DECIDED: Final = Rule(
    "CPC-10",
    LAWFULNESS,
    "deciding with police and chair whether parents read the report",
    of=ConferenceReportShared,
    breaches=_not_decided,
    remedy=ReportSharingDecided,
    only=("icpc.report_to_parents.decided_with_police_and_chair", True),
    quotes={"001": Quote(167, "whether the report can and should be shared with the parents")},
)


def _owes_report(invitation: Entry, _person: str | None, case: Case) -> bool:
    """Whether this is the first invitation of somebody from an agency that brings a report."""
    who = _invited(invitation)
    if who is None or agency_kind(who, case) == "childrens_services":
        return False
    first = min(entry.seq for entry, other in invited(case).values() if other.agency == who.agency)
    return invitation.seq == first


def _invited(invitation: Entry) -> Professional | None:
    decision = getattr(invitation.event, "decision", None)
    who = decision.who if isinstance(decision, Invited) else None
    return who if isinstance(who, Professional) else None


def _of_same_agency(report: Entry, invitation: Entry, _: Case) -> bool:
    who = _invited(invitation)
    return who is not None and getattr(report.event, "agency", None) == who.agency


AGENCY_REPORTED: Final = Duty(
    "CPC-11",
    PROCEDURE,
    "the report of {event.agency} for the conference",
    each="entry",
    arises=ConferenceInvitation.where(lambda event: event.decision.kind == "invited"),
    where=_owes_report,
    due=By(ConferenceHeld, "before the conference"),
    met_by=ConferenceReportSubmitted,
    fits=_of_same_agency,
    earlier_counts=True,
    quotes={
        "000": Quote(292, "Complete a full written record using the required agency proforma"),
        "001": Quote(165, "Contribute to the information their agency provides"),
    },
)


def _not_authorised(report: Entry, case: Case) -> Iterator[Breach]:
    event = report.event
    if not isinstance(event, ConferenceReportSubmitted) or not isinstance(event.state, Lacking):
        return
    mended = any(
        case.enquiry.place(entry) > case.enquiry.place(report)
        and isinstance(other, ConferenceReportSubmitted)
        and other.agency == event.agency
        for entry in case.all(ConferenceReportSubmitted)
        for other in (entry.event,)
    )
    if not mended:
        yield Breach(
            f"The report of {event.agency} is not authorised and dated as it should reach "
            f"{case.profile.icpc.agency_reports_to}."
        )


REPORT_AUTHORISED: Final = Rule(
    "CPC-11",
    PROCEDURE,
    "reports that are authorised and dated",
    of=ConferenceReportSubmitted,
    breaches=_not_authorised,
    remedy=ConferenceReportSubmitted,
    quotes={
        "000": Quote(292, "using the required agency proforma, authorised and dated by the staff"),
        "001": Quote(172, "using the required agency proforma, authorised and dated by the staff"),
    },
)

DUTIES: Final = (REPORT_SHARED, AGENCY_REPORTED)
RULES: Final = (SHARING_DECIDED, REPORT_AUTHORISED)
