"""The authority's own idea of "soon", where a rule and not a clock goes by it."""

from __future__ import annotations

from domain.calendar import CalendarExhausted
from domain.duties.case import Case
from domain.duties.limits import Count, Within
from domain.duties.spans import happened
from domain.entry import Entry
from domain.spans import instant


def guide_passed(key: str, entry: Entry, case: Case) -> bool:
    """Whether it is surely longer since this entry's event than the profile's parameter says.

    Where the procedure is silent, or the calendar in force does not reach so far, it is not.
    """
    try:
        readings = Within(key).readings(Count(happened(entry), entry, case))
    except CalendarExhausted:
        return False
    return any(instant(case.now).surely_after(reading.due) for reading in readings)
