"""The doctor's report: complete, the doctor's own, and with those who must have it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from domain.duties.acting import recorded_by
from domain.duties.case import Case, any_of
from domain.duties.consent import FULL_REGIME
from domain.duties.consenting import GIVEN, consents
from domain.duties.countersigning import signed
from domain.duties.duty import PROCEDURE, RECORDING, Breach, Duty, Quote, Rule
from domain.duties.limits import Within
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.base import Event
from domain.events.body_map import BodyMap
from domain.events.documents import DocumentDeposited
from domain.events.medical import MedicalConducted
from domain.events.medical_report import MedicalReport, MedicalReportProvided
from domain.events.medical_report_items import (
    ConsentNoted,
    Ended,
    Examination,
    Findings,
    Item,
)
from domain.events.records import Countersignature
from domain.values import Professional

Remarks = Callable[[Entry, dict[str, Item], Case], Iterator[str]]
"""What else is wrong with what a report says, in words."""

REPORT_PROVIDED: Final = Duty(
    "MED-23",
    PROCEDURE,
    "the doctor’s report on the medical of {subject}",
    each="entry",
    about="child",
    arises=MedicalConducted,
    due=Within("medical.report_working_days"),
    met_by=MedicalReport,
    answers="concerns",
    only=FULL_REGIME,
    quotes={"000": Quote(220, "provided by the examining doctor to Children's Services, the GP")},
)

_PARTS: Final = {
    "accounts": "the accounts of parents, carers and the child, word for word",
    "findings": "the findings in words",
    "marks": "site, size and shape of marks and injuries",
    "opinion": "whether the injury is consistent with the explanation",
    "examination": "date, time and place of the examination",
    "present": "those present",
    "consent": "who gave consent and how",
    "other_findings": "other findings",
    "development": "developmental progress",
    "ended": "the time at which the examination ended",
}


def reports_on_same(report: Entry, case: Case) -> list[Entry]:
    """The standing reports on the same examination, the first first: later ones may add to it."""
    examination = {_examination(report)}
    for medical in case.all(MedicalConducted):
        seqs = {version.seq for version in case.versions(medical)}
        if seqs & examination:
            examination = seqs
    return [one for one in case.all(MedicalReport) if _examination(one) in examination]


def _examination(report: Entry) -> int:
    return report.event.concerns if isinstance(report.event, MedicalReport) else 0


def _items(report: Entry, case: Case) -> dict[str, Item]:
    """What all reports on the examination say, by the kind of item; nothing for a later report.

    So what is missing is found once, with the first of them.
    """
    reports = reports_on_same(report, case)
    if report is not reports[0]:
        return {}
    events = [one.event for one in reports if isinstance(one.event, MedicalReport)]
    return {item.kind: item for event in events for item in event.items}


def _missing(
    report: Entry, case: Case, *, kinds: tuple[str, ...], remarks: Remarks | None = None
) -> Iterator[Breach]:
    items = _items(report, case)
    if not items:
        return
    asked = case.profile.medical.report_parts or ()
    missing = [_PARTS[kind] for kind in kinds if kind in asked and kind not in items]
    if missing:
        yield Breach(f"The report does not say: {listed(missing)}.")
    yield from (Breach(words) for words in (remarks(report, items, case) if remarks else ()))


def _no_diagrams(report: Entry, items: dict[str, Item], case: Case) -> Iterator[str]:
    found = items.get("findings")
    if not isinstance(found, Findings) or found.diagrams or found.body_maps:
        return
    if not any(_has_drawing(one, case) for one in reports_on_same(report, case)):
        yield "The report gives its findings in words alone, without a diagram."


def _has_drawing(report: Entry, case: Case) -> bool:
    """Whether a drawing was deposited with the report."""
    return any(
        isinstance(entry.event, DocumentDeposited) and entry.event.form == "body_map"
        for entry in case.answering(report, "concerns")
    )


def _ends_before_it_begins(_report: Entry, items: dict[str, Item], _case: Case) -> Iterator[str]:
    began, ended = items.get("examination"), items.get("ended")
    if isinstance(began, Examination) and isinstance(ended, Ended) and ended.ended <= began.began:
        yield "By the report the examination ended before it began."


def _no_such_consent(report: Entry, items: dict[str, Item], case: Case) -> Iterator[str]:
    """The consent that the report names must be one that somebody recorded."""
    noted = items.get("consent")
    if not isinstance(noted, ConsentNoted) or not isinstance(report.event, MedicalReport):
        return
    recorded = {
        version.seq
        for entry, consent in consents(case, report.event.child.p)
        if consent.answer in GIVEN
        for version in case.versions(entry)
    }
    if noted.entry not in recorded:
        yield "The consent that the report speaks of is not matched with one that is recorded."


def _part(row: str, kinds: tuple[str, ...], quote: Quote, remarks: Remarks | None = None) -> Rule:
    return Rule(
        row,
        RECORDING,
        "what the doctor’s report says",
        of=MedicalReport,
        breaches=partial(_missing, kinds=kinds, remarks=remarks),
        remedy=MedicalReport,
        only=FULL_REGIME,
        quotes={"000": quote},
    )


ACCOUNTS: Final = _part(
    "MED-24",
    ("accounts",),
    Quote(224, "accounts of injuries and concerns noting any discrepancies or changes"),
)
FINDINGS: Final = _part(
    "MED-25",
    ("findings", "marks", "opinion"),
    Quote(225, "Documentary findings in both words and diagrams"),
    _no_diagrams,
)
TIMES: Final = _part(
    "MED-26",
    ("examination", "present", "ended"),
    Quote(228, "Date, time and place of examination"),
    _ends_before_it_begins,
)
CONSENT: Final = _part(
    "MED-27", ("consent",), Quote(230, "Who gave consent and how"), _no_such_consent
)
DEVELOPMENT: Final = _part(
    "MED-28",
    ("other_findings", "development"),
    Quote(232, "Overview of the child/young person's developmental progress"),
)


def _not_sent(report: Entry, case: Case) -> Iterator[Breach]:
    reports = reports_on_same(report, case)
    if report is not reports[0]:
        return
    sent = [
        entry.event
        for one in reports
        for entry in case.answering(one, "concerns")
        if isinstance(entry.event, MedicalReportProvided)
    ]
    to = {recipient for event in sent for recipient in event.to}
    missing = [_RECIPIENTS[one] for one in case.profile.medical.report_to or () if one not in to]
    if not sent:
        missing.append("the police, or why they do not have it")
    if missing:
        yield Breach(f"The report is not recorded as sent to {listed(missing)}.")


_RECIPIENTS: Final = {
    "childrens_services": "children’s services",
    "general_practitioner": "the general practitioner",
}

SENT: Final = Rule(
    "MED-23",
    PROCEDURE,
    "who has the doctor’s report",
    of=MedicalReport,
    breaches=_not_sent,
    remedy=MedicalReportProvided,
    only=FULL_REGIME,
    quotes=REPORT_PROVIDED.quotes,
)


def _unsigned(entry: Entry, case: Case) -> Iterator[Breach]:
    examiner = _examiner(entry.event, case)
    if examiner is None or recorded_by(examiner, entry):
        return
    if not any(recorded_by(examiner, one) for one in signed(entry, "confirm_words", case)):
        what = "The report" if isinstance(entry.event, MedicalReport) else "The diagram"
        yield Breach(f"{what} is not signed by the doctor who examined, nor confirmed.")


def _examiner(event: Event, case: Case) -> Professional | None:
    """The doctor whose report or diagram it is."""
    if isinstance(event, MedicalReport):
        return event.examiner
    for medical in case.all(MedicalConducted):
        seqs = {version.seq for version in case.versions(medical)}
        if isinstance(event, BodyMap) and event.examination in seqs:
            return medical.event.examiner if isinstance(medical.event, MedicalConducted) else None
    return None


SIGNED: Final = Rule(
    "MED-29",
    RECORDING,
    "the doctor’s signature",
    of=any_of(MedicalReport, BodyMap),
    breaches=_unsigned,
    remedy=Countersignature,
    only=("medical.report_signed_by_examiner", True),
    quotes={"000": Quote(235, "signed and dated by the doctor undertaking the examination")},
)


def _no_standard(report: Entry, case: Case) -> Iterator[Breach]:
    reports = reports_on_same(report, case)
    standard = case.profile.medical.report_standard
    if standard is None or report is not reports[0]:
        return
    if not any(getattr(one.event, "standard", None) for one in reports):
        yield Breach(f"The report does not say that it follows the {standard}.")


STANDARD: Final = Rule(
    "MED-32",
    RECORDING,
    "the standard that the report follows",
    of=MedicalReport,
    breaches=_no_standard,
    remedy=MedicalReport,
    only=FULL_REGIME,
    quotes={"000": Quote(220, "(RCPCH) Child Protection Service Delivery Standards")},
)

DUTIES: Final = (REPORT_PROVIDED,)
RULES: Final = (ACCOUNTS, FINDINGS, TIMES, CONSENT, DEVELOPMENT, SENT, SIGNED, STANDARD)
