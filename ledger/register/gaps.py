"""Gaps in recording: what the record of an enquiry lacks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from domain.duties import RULES, State
from domain.duties.case import Case
from domain.duties.duty import RECORDING
from domain.duties.spans import happened
from domain.events.circulation import StrategyRecordCirculated
from domain.events.records import Countersignature, DelayExplained
from domain.events.strategy_record import StrategyRecord
from ledger.register.needs import countersignings
from ledger.register.pressing import (
    Hides,
    Pressing,
    Section,
    hidden_by,
    is_open,
    marked,
    of_status,
)
from projections.reading import Reading

_AUTHORITY: Final = frozenset({"authorise", "co_decide"})
"""Countersignatures without which a decision is not yet one."""
_RECORDS: Final = (StrategyRecord, StrategyRecordCirculated)
_RULES: Final = tuple(
    rule for rule in RULES if rule.gravity is RECORDING and rule.remedy is not Countersignature
)
"""Rules about recording; what waits for a signature is listed as that."""


def gaps(reading: Reading) -> Iterator[Pressing]:
    """What is missing: of a kind one line, with how many there are, for what is due first."""
    groups: defaultdict[tuple[str, Hides], list[Pressing]] = defaultdict(list)
    for one in (*unsigned("gaps", reading), *_unwritten(reading), *_breaches(reading)):
        groups[one.what, one.hides].append(one)
    for group in groups.values():
        first = min(group, key=lambda one: (one.due or one.since, one.seq))
        yield replace(first, many=len(group))


def unsigned(section: Section, reading: Reading) -> Iterator[Pressing]:
    """Countersignatures that wait or were refused: those of decisions, or as gaps, the others."""
    for one in countersignings(reading):
        decides = one.kind in _AUTHORITY
        if one.state in {"waiting", "returned"} and decides is (section != "gaps"):
            entry = one.entry
            hides = marked({entry.mark}, entry)
            yield Pressing(section, one.kind, entry.recorded, seq=entry.seq, hides=hides)


def _unwritten(reading: Reading) -> Iterator[Pressing]:
    """Records to be made or sent, and duties of which the recorded times do not tell."""
    for status in reading.statuses:
        record = status.gravity is RECORDING or status.duty.remedy in _RECORDS
        if (record and is_open(status)) or status.state is State.CANNOT_TELL:
            yield of_status("gaps", status, reading)


def _breaches(reading: Reading) -> Iterator[Pressing]:
    """What rules about recording miss and nobody has explained, as of what was last recorded."""
    enquiry, last = reading.enquiry, reading.enquiry.entries[-1].recorded
    case = Case(enquiry, reading.profile, reading.calendar, last)
    explained = {event.duty for _, event in enquiry.of(DelayExplained)}
    for rule in _RULES:
        if rule.asked_by(reading.profile) and rule.row not in explained:
            for entry in case.all(rule.of):
                for breach in rule.breaches(entry, case):
                    hides = hidden_by((entry, *breach.also), None, reading)
                    since = happened(entry).latest
                    yield Pressing("gaps", rule.row, since, seq=entry.seq, hides=hides)
