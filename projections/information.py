"""On what information a decision was taken: what the record held then, and what came later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.duties import Case, DutyStatus, overdue_in
from domain.duties.spans import happened as span_of
from domain.enquiry import Enquiry
from domain.entry import Entry
from projections.duties import DutyView, duty_views, visible_statuses
from projections.parts import Link, link_to, title_of
from projections.reading import Reading
from projections.taken import Taken
from projections.times import duration
from projections.view import View

__all__ = ["Information", "Item", "information"]


class Item(View):
    """An entry that the record did not hold when a decision was taken."""

    entry: int
    event: str
    """What it is, in words."""
    known: datetime
    recorded: datetime
    later: str
    """How long after the decision it was recorded or, if not known then, became known."""


class Information(View):
    """What could be known when a decision was taken.

    Every other entry that the reader may see stands in exactly one of the first three lists. What
    divides them is the latest moment at which the decision can have been taken.
    """

    decided: datetime
    """That moment."""
    version: int
    """How many entries the record held then."""
    in_record: tuple[int, ...]
    """The entries in the record by then."""
    known_not_recorded: tuple[Item, ...]
    """Known by then to the person who recorded it, but only afterwards."""
    came_later: tuple[Item, ...]
    """Not known by then to the person who recorded it."""
    relied_on: tuple[Link, ...]
    """The entries on which the decision says that it relies."""
    replaced_since: tuple[int, ...]
    """Those that it relied on, or had in the record, that were corrected or withdrawn since."""
    already_due: tuple[DutyView, ...]
    """What was overdue at that moment, by what was in the record then."""


def information(taken: Taken, reading: Reading) -> Information:
    """On what information a decision was taken, as far as the reader may see it."""
    decided = span_of(taken.entry).latest
    others = [e for e in reading.enquiry.entries if e is not taken.entry and reading.sees(e)]
    held = [entry for entry in others if entry.recorded <= decided]
    later = [entry for entry in others if entry.recorded > decided]
    return Information(
        decided=decided,
        version=reading.enquiry.as_known_at(decided).version,
        in_record=tuple(entry.seq for entry in held),
        known_not_recorded=tuple(
            _item(entry, entry.recorded - decided) for entry in later if _known(entry, decided)
        ),
        came_later=tuple(
            _item(entry, entry.frame.known - decided)
            for entry in later
            if not _known(entry, decided)
        ),
        relied_on=tuple(link_to(reading.enquiry.entry(n), reading) for n in taken.relied_on),
        replaced_since=tuple(_replaced(held, taken, decided, reading)),
        already_due=_already_due(decided, reading),
    )


def _known(entry: Entry, decided: datetime) -> bool:
    return entry.frame.known <= decided


def _item(entry: Entry, later: timedelta) -> Item:
    return Item(
        entry=entry.seq,
        event=title_of(entry),
        known=entry.frame.known,
        recorded=entry.recorded,
        later=duration(later),
    )


def _replaced(
    held: list[Entry], taken: Taken, decided: datetime, reading: Reading
) -> Iterator[int]:
    relied_on = (reading.enquiry.entry(seq) for seq in taken.relied_on)
    entries = {entry.seq: entry for entry in (*held, *relied_on)}
    for seq in sorted(entries):
        by = reading.enquiry.replaced_by(entries[seq])
        if by and by.recorded > decided:
            yield seq


def _already_due(decided: datetime, reading: Reading) -> tuple[DutyView, ...]:
    def overdue(enquiry: Enquiry) -> tuple[DutyStatus, ...]:
        case = Case(enquiry, reading.profile, reading.calendar, decided)
        return overdue_in(case, reading.asked)

    seen = visible_statuses(
        overdue(reading.enquiry), reading, lambda: overdue(reading.open_case.enquiry)
    )
    return duty_views(seen, reading.profile)
