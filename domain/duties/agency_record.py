"""Each agency’s own record: completed, authorised and dated, concluded under its own policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case
from domain.duties.duty import RECORDING, Breach, Quote, Rule
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.agency_record import AgencyRecord, AgencyRecordConcluded
from domain.events.outcome import OutcomeDecided
from domain.events.strategy import ParticipantAttended


def _took_part(case: Case) -> dict[str, Entry]:
    """The other agencies that attended a strategy discussion, each with its first attendance."""
    found: dict[str, Entry] = {}
    for entry in case.all(ParticipantAttended):
        event = entry.event
        if isinstance(event, ParticipantAttended) and event.attendance.kind == "attended":
            role = case.profile.roles.get(event.participant.role)
            if role and role.agency != "childrens_services":
                found.setdefault(event.participant.agency, entry)
    return found


def _records(case: Case, kind: str | None = None) -> Iterator[tuple[Entry, AgencyRecord]]:
    for entry in case.all(AgencyRecord):
        event = entry.event
        if isinstance(event, AgencyRecord) and kind in {None, event.state.kind}:
            yield entry, event


def _none_completed(_: Entry, case: Case) -> Iterator[Breach]:
    """Which agencies that took part have completed no record by the time of the outcome."""
    completed = {event.agency for _, event in _records(case)}
    missing = {agency: at for agency, at in _took_part(case).items() if agency not in completed}
    if missing:
        yield Breach(
            f"There is an outcome, and no record of their part by {listed(list(missing))}.",
            tuple(missing.values()),
        )


def _not_authorised(record: Entry, case: Case) -> Iterator[Breach]:
    """A record handed in without date or authoriser, until that agency hands in a whole one."""
    event = record.event
    whole = {one.agency for _, one in _records(case, "authorised")}
    if isinstance(event, AgencyRecord) and event.agency not in whole:
        yield Breach(f"The record of {event.agency} is not both authorised and dated.")


def _not_concluded(_: Entry, case: Case) -> Iterator[Breach]:
    """Which agencies’ records were not concluded by the time of the outcome."""
    open_still = [
        (entry, event)
        for entry, event in _records(case, "authorised")
        if not _concluded(entry, case)
    ]
    if open_still:
        agencies = listed([event.agency for _, event in open_still])
        yield Breach(
            f"There is an outcome, and no record that {agencies} concluded their records under "
            "their own policies.",
            tuple(entry for entry, _ in open_still),
        )


def _concluded(record: Entry, case: Case) -> bool:
    answers = case.answering(record, "concerns")
    return any(isinstance(entry.event, AgencyRecordConcluded) for entry in answers)


COMPLETED: Final = Rule(
    "REC-01",
    RECORDING,
    "each agency’s own record",
    of=OutcomeDecided,
    breaches=_none_completed,
    remedy=AgencyRecord,
    only=("records.agency.completed", True),
    quotes={
        "000": Quote(292, "Complete a full written record using the required agency proforma"),
        "001": Quote(172, "A full written record must be completed by each agency involved"),
    },
)

AUTHORISED: Final = Rule(
    "REC-16",
    RECORDING,
    "the date and the authoriser of an agency’s record",
    of=AgencyRecord,
    breaches=_not_authorised,
    remedy=AgencyRecord,
    only=("records.agency.authorised_and_dated", True),
    quotes={
        "000": Quote(292, "using the required agency proforma, authorised and dated by the staff"),
        "001": Quote(172, "authorised and dated by the staff"),
    },
)

CONCLUDED: Final = Rule(
    "REC-14",
    RECORDING,
    "the conclusion of agencies’ records",
    of=OutcomeDecided,
    breaches=_not_concluded,
    remedy=AgencyRecordConcluded,
    only=("records.agency.concluded", True),
    quotes={"001": Quote(191, "concluded and countersigned in line with agency policies")},
)

RULES: Final = (COMPLETED, AUTHORISED, CONCLUDED)
