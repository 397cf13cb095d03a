"""Limits that a correction or a withdrawal moved: what the limit was, and what it is now.

Nobody may gain time quietly by correcting when something happened: the two limits stand side by
side.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.calendar import CalendarExhausted
from domain.duties.case import Case
from domain.duties.duty import Duty
from domain.duties.engine import count_of
from domain.duties.matter import Matter, Subject
from domain.duties.subjects import arises_for_anybody
from domain.entry import Entry
from domain.spans import Span


@dataclass(frozen=True, slots=True)
class MovedLimit:
    """A limit as the first entry set it, and as it stands after the last correction of it."""

    duty: Duty
    first: Entry
    last: Entry
    before: Span
    after: Span | None
    """`None` where what replaced the entry no longer sets the limit."""


def moved_limits(duty: Duty, case: Case) -> Iterator[MovedLimit]:
    """Every limit of this duty that was moved or removed, once for each entry that had set it."""
    if not duty.asked_by(case.profile):
        return
    arising = duty.arising(case.profile)
    for first in case.replaced:
        if not arising.matches(first.event) or not arises_for_anybody(duty, first, case):
            continue
        before = _due(duty, first, case)
        if before is None:
            continue
        last = _last_version(first, case)
        after = _due(duty, last, case) if arising.matches(last.event) else None
        if after != before:
            yield MovedLimit(duty, first, last, before, after)


def _last_version(entry: Entry, case: Case) -> Entry:
    replacement = case.enquiry.replaced_by(entry)
    return entry if replacement is None else _last_version(replacement, case)


def _due(duty: Duty, trigger: Entry, case: Case) -> Span | None:
    try:
        readings = duty.due.readings(count_of(Matter(duty, Subject(trigger), case)))
    except CalendarExhausted:
        return None
    return next((reading.due for reading in readings if reading.decides), None)
