"""Limits in days of the enquiry: "by day 8", and so many days after whatever was recorded last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from domain.calendar import end_of_day, local_date
from domain.duties.duty import Anchor
from domain.duties.limits import Count, Limit, Reading
from domain.duties.spans import moment
from domain.duties.strategy import INITIATING
from domain.entry import Entry
from domain.events.section47 import Section47Initiated
from domain.spans import instant

ENQUIRY_BEGINS: Final = Anchor(
    "s47.counted_from",
    {"initiating_strategy_discussion": INITIATING, "section47_initiated": Section47Initiated},
)
"""Day 0 of the enquiry, as the profile names it (gap 5)."""


@dataclass(frozen=True, slots=True)
class DayOfEnquiry(Limit):
    """By the end of such a day of the enquiry, whose first day is day 0 (gap 4; TIM-02, TIM-03).

    The procedure says "day" and no more: both readings stand, and the profile's unit decides.
    """

    key: str
    unit: str

    def keys(self) -> tuple[str, ...]:
        """The number of the day, and what a day is."""
        return (self.key, self.unit)

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """In working days and in calendar days."""
        profile, calendar = count.case.profile, count.case.calendar
        number, unit = profile.limit(self.key), profile.value(self.unit)
        if number is None:
            return ()

        def working(time: datetime) -> datetime:
            return end_of_day(calendar.add_working_days(local_date(time), number))

        def by_calendar(time: datetime) -> datetime:
            return end_of_day(local_date(time) + timedelta(days=number))

        began = _began(count)
        counted = replace(count, start=moment(began, "ended"))
        ways = (
            ("working", working, f"day {number} of the enquiry in working days"),
            ("calendar", by_calendar, f"day {number} in calendar days"),
        )
        return tuple(
            replace(counted.until(move, words), decides=name == unit, set_by=began)
            for name, move, words in ways
        )


def _began(count: Count) -> Entry:
    """The entry with which the enquiry began; the one that asks, where none says so."""
    began = count.case.all(ENQUIRY_BEGINS.chosen(count.case.profile))
    return min(
        began, key=lambda entry: (moment(entry, "ended").latest, entry.seq), default=count.trigger
    )


@dataclass(frozen=True, slots=True)
class SinceLastEntry(Limit):
    """So many working days after the last entry, whatever it was about (ASM-07)."""

    key: str

    def keys(self) -> tuple[str, ...]:
        """The number of working days."""
        return (self.key,)

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """One reading, which every further entry moves on."""
        number, calendar = count.case.profile.limit(self.key), count.case.calendar
        if number is None:
            return ()
        last = count.case.enquiry.entries[-1]
        due = end_of_day(calendar.add_working_days(local_date(last.recorded), number))
        words = f"{number} working days after entry {last.seq}, the last one"
        return (Reading(words, instant(due), set_by=last),)
