"""Working days in England, and the three ways in which the procedures state a limit.

The day that starts a count is day 0: a strategy discussion on Tuesday 2 June 1970 puts the
fifteenth working day on Tuesday 23 June 1970 (requirements, Appendix C). A count that starts on a
weekend or a bank holiday has its day 1 on the next working day.

A limit in hours is elapsed time: it runs through nights and weekends, and an hour lost or gained
when the clocks change does not move it. A limit in days ends with the day as a clock in England
shows it. Every limit returned here is the last instant that is still in time.

Nothing here reads a clock. The bank holidays come in as data that the ledger has adopted, so
that a limit reached years ago is computed again exactly as it stood then.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = [
    "LONDON",
    "AdoptedCalendars",
    "Calendar",
    "CalendarExhausted",
    "WorkingDays",
    "add_hours",
    "end_of_day",
    "local_date",
    "start_of_day",
]

LONDON = ZoneInfo("Europe/London")

_DAY = timedelta(days=1)
_SATURDAY = 5
_WEEK = 7


class CalendarExhausted(LookupError):
    """A count reached a day of which this calendar knows nothing."""


class WorkingDays(ABC):
    """What limits are counted with: one calendar, or those that an authority adopted in turn.

    Every method raises `CalendarExhausted` where a count leaves what is known.
    """

    __slots__ = ()

    @abstractmethod
    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`, which is day 0 itself (`count` >= 0)."""

    @abstractmethod
    def subtract_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`, which is day 0 itself (`count` >= 0)."""

    @abstractmethod
    def clear_working_days_before(self, day: date, count: int) -> date:
        """The latest day that leaves `count` whole working days between itself and `day`.

        Neither end counts (CPC-09, TIM-09: a conference on Thursday and two clear working days
        give Monday). The answer may be a Sunday: what was shared then was shared in time.
        """

    @abstractmethod
    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end` (`end` >= `start`).

        So `working_days_between(d, add_working_days(d, n)) == n` within one calendar.
        """

    def same_time_after_working_days(self, instant: datetime, count: int) -> datetime:
        """The local time of day of `instant`, `count` working days later (`count` >= 0).

        Friday 16:00 and one working day give Monday 16:00, where `add_hours(…, 24)` gives
        Saturday 16:00. In UTC; `instant` needs its zone. The clocks change on Sundays, so no
        working day lacks this time of day or has it twice.
        """
        local = _aware(instant).astimezone(LONDON)
        day = self.add_working_days(local.date(), count)
        return datetime.combine(day, local.time(), LONDON).astimezone(UTC)


@dataclass(frozen=True, slots=True)
class Calendar(WorkingDays):
    """The working days of one adopted calendar, known from `first` to `last` inclusive.

    Raises `ValueError` when the range is empty or a bank holiday lies outside it.
    """

    name: str
    version: str
    bank_holidays: frozenset[date]
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"last: {self.last} is before first, {self.first}")
        stray = sorted(day for day in self.bank_holidays if not self.first <= day <= self.last)
        if stray:
            raise ValueError(f"bank_holidays: {stray[0]} is outside {self.first} to {self.last}")

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is neither a Saturday, nor a Sunday, nor a bank holiday.

        Raises `CalendarExhausted` outside the calendar: a later proclamation could make any day
        beyond it a bank holiday, and a limit guessed too early or too late would be believed.
        """
        if not self.first <= day <= self.last:
            raise CalendarExhausted(
                f"calendar {self.name!r}, version {self.version}, covers {self.first} to "
                f"{self.last}; {day} lies outside it: adopt a calendar that covers it"
            )
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        return self._step(day, count, _DAY)

    def subtract_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`."""
        return self._step(day, count, -_DAY)

    def clear_working_days_before(self, day: date, count: int) -> date:
        """The latest day that leaves `count` whole working days between itself and `day`."""
        answer = self.subtract_working_days(day, count) - _DAY
        self.is_working_day(answer)  # an answer outside the calendar must not be given
        return answer

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after `start`, up to and including `end`."""
        if end < start:
            raise ValueError(f"end: {end} is before start, {start}")
        self.is_working_day(start)
        self.is_working_day(end)
        weeks, days = divmod((end - start).days, _WEEK)
        rest = sum((start.weekday() + n) % _WEEK < _SATURDAY for n in range(1, days + 1))
        off = sum(start < day <= end and day.weekday() < _SATURDAY for day in self.bank_holidays)
        return weeks * _SATURDAY + rest - off

    def _step(self, day: date, count: int, step: timedelta) -> date:
        if count < 0:
            raise ValueError(f"count: {count} is negative")
        self.is_working_day(day)
        while count:
            day += step
            count -= self.is_working_day(day)
        return day


@dataclass(frozen=True, slots=True)
class AdoptedCalendars(WorkingDays):
    """The calendars that an authority adopted, each with the day of it, in that order.

    A limit is counted by the calendar in force, and counted again by each that is adopted before
    it has passed. A limit that has passed stays where it was, and none is moved to before the
    day on which the calendar that moves it was adopted: nobody becomes late by an adoption.

    Raises `ValueError` when there is none.
    """

    adopted: tuple[tuple[date, Calendar], ...]

    def __post_init__(self) -> None:
        if not self.adopted:
            raise ValueError("adopted: no calendar")

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`."""
        return self._settled(lambda calendar: calendar.add_working_days(day, count))

    def subtract_working_days(self, day: date, count: int) -> date:
        """The `count`-th working day before `day`."""
        return self._settled(lambda calendar: calendar.subtract_working_days(day, count))

    def clear_working_days_before(self, day: date, count: int) -> date:
        """The latest day that leaves `count` whole working days between itself and `day`."""
        return self._settled(lambda calendar: calendar.clear_working_days_before(day, count))

    def working_days_between(self, start: date, end: date) -> int:
        """As the calendar adopted last has it: how long something has waited, not a limit."""
        return self.adopted[-1][1].working_days_between(start, end)

    def _settled(self, limit: Callable[[Calendar], date]) -> date:
        """The limit as each calendar in turn leaves it; one that does not reach it says nothing."""
        settled: date | None = None
        unknown: CalendarExhausted | None = None
        for since, calendar in self.adopted:
            if settled is not None and settled < since:
                break
            try:
                counted = limit(calendar)
            except CalendarExhausted as exhausted:
                unknown = exhausted
            else:
                settled = counted if settled is None else max(counted, since)
        if settled is None:
            raise unknown or CalendarExhausted("no calendar covers it")
        return settled


def add_hours(instant: datetime, hours: int) -> datetime:
    """`hours` of elapsed time after `instant`, in UTC (`hours` >= 0; `instant` needs its zone)."""
    if hours < 0:
        raise ValueError(f"hours: {hours} is negative")
    return _aware(instant).astimezone(UTC) + timedelta(hours=hours)


def start_of_day(day: date) -> datetime:
    """The first instant of `day` as clocks in England show it, in UTC."""
    return datetime.combine(day, time.min, LONDON).astimezone(UTC)


def end_of_day(day: date) -> datetime:
    """The last instant of `day` as clocks in England show it, in UTC (to the microsecond)."""
    return datetime.combine(day, time.max, LONDON).astimezone(UTC)


def local_date(instant: datetime) -> date:
    """The date that a calendar on a wall in England showed at `instant`, which needs its zone."""
    return _aware(instant).astimezone(LONDON).date()


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError("instant: has no time zone")
    return instant
