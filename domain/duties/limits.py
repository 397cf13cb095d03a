"""The ways in which the procedures say by when: each counts on to the last instant still in time.

The numbers come from the profile. Where a profile is silent, the duty does not apply.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import ClassVar, Final

from domain.calendar import add_hours, end_of_day, local_date
from domain.duties.case import Case, Wanted, persons_in
from domain.duties.spans import happened, moment
from domain.entry import Entry
from domain.profiles import Profile
from domain.spans import Span

HOURS: Final = "hours"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a limit: `due` is the last instant in time.

    `decides`: missing this one is the breach. `set_by`: the entry that set it, where it is not the
    one that made the duty arise: the answer rests on both.
    """

    words: str
    due: Span
    decides: bool = True
    set_by: Entry | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """From where a limit is counted: the start, the entry that set it, and the case."""

    start: Span
    trigger: Entry
    case: Case

    def until(self, move: Callable[[datetime], datetime], words: str) -> Reading:
        """The reading that ends where `move` leads from the start."""
        return Reading(words, self.start.moved(move))


@dataclass(frozen=True, slots=True)
class Limit:
    """By when. `forward`: counted on from the start, so nothing done before the start counts."""

    forward: ClassVar[bool] = True

    def keys(self) -> tuple[str, ...]:
        """The parameters of the profile without which there is no limit."""
        return ()

    def stated(self, profile: Profile) -> bool:
        """Whether the procedure states this limit at all."""
        return all(profile.value(key) is not None for key in self.keys())

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """Every reading of a stated limit; none while there is nothing to count to.

        Raises:
            CalendarExhausted: the count leaves the adopted calendar.
        """
        raise NotImplementedError

    def passed(self, count: Count) -> int | None:
        """The last warning mark passed, in the limit's own unit; `None` before the first."""
        del count
        return None


@dataclass(frozen=True, slots=True)
class Within(Limit):
    """So many hours or working days, as the parameter's unit says; the start is day 0."""

    key: str
    warn: str | None = None

    def keys(self) -> tuple[str, ...]:
        """The number itself; warnings may be silent."""
        return (self.key,)

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """One reading."""
        number = count.case.profile.limit(self.key)
        if number is None:
            return ()
        unit = self._unit(count.case) if number != 1 else self._unit(count.case).removesuffix("s")
        return (count.until(self._counting(count.case, number), f"{number} {unit}"),)

    def passed(self, count: Count) -> int | None:
        """The last of the profile's warning marks that lies behind."""
        marks = count.case.profile.value(self.warn) if self.warn else None
        passed = [
            mark
            for mark in (marks if isinstance(marks, tuple) else ())
            if self._counting(count.case, mark)(count.start.latest) < count.case.now
        ]
        return max(passed, default=None)

    def _unit(self, case: Case) -> str:
        return case.profile.unit(self.key) or "working days"

    def _counting(self, case: Case, number: int) -> Callable[[datetime], datetime]:
        if self._unit(case) == HOURS:
            return partial(add_hours, hours=number)
        return lambda time: end_of_day(case.calendar.add_working_days(local_date(time), number))


@dataclass(frozen=True, slots=True)
class OwnDate(Limit):
    """The date that the arising entry sets; the profile's `usual` period, if any, beside it."""

    field: str
    usual: str | None = None

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """The date set, which decides, and the usual period where there is one."""
        due = moment(count.trigger, self.field)
        own = Reading("the date that was set", Span(due.latest, due.latest))
        usual = Within(self.usual).readings(count) if self.usual else ()
        return (own, *(replace(reading, decides=False) for reading in usual))


@dataclass(frozen=True, slots=True)
class AsSoonAs(Limit):
    """As soon as possible: no number, so the time elapsed is shown and nothing is ever overdue.

    `guide` is the authority's own idea of "soon", where it has one: shown, never a limit.
    """

    guide: str | None = None

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """The guide, which decides nothing."""
        guided = Within(self.guide).readings(count) if self.guide else ()
        return tuple(replace(reading, decides=False) for reading in guided)


@dataclass(frozen=True, slots=True)
class NoticeOf(Limit):
    """So many working days before the start; `clear`: neither end counts (TIM-09)."""

    key: str
    clear: str
    forward: ClassVar[bool] = False

    def keys(self) -> tuple[str, ...]:
        """The number; whether the days are clear may be silent."""
        return (self.key,)

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """One reading."""
        number, calendar = count.case.profile.limit(self.key), count.case.calendar
        if number is None:
            return ()
        clear = bool(count.case.profile.value(self.clear))
        back = calendar.clear_working_days_before if clear else calendar.subtract_working_days
        words = f"{number} {'clear ' if clear else ''}working days before"
        return (count.until(lambda time: end_of_day(back(local_date(time), number)), words),)


@dataclass(frozen=True, slots=True)
class FullWorkingDay(Limit):
    """1 full working day (24 hours): three readings, one of which breaches (gap 3; TIM-06)."""

    group: str

    def keys(self) -> tuple[str, ...]:
        """The days, the hours, and the reading that breaches."""
        return tuple(f"{self.group}.{name}" for name in ("working_days", "hours", "breached_by"))

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """Every reading; those that agree stand side by side all the same."""
        values = [count.case.profile.value(key) for key in self.keys()]
        days, hours, decisive = values
        if not isinstance(days, int) or not isinstance(hours, int):
            return ()
        calendar = count.case.calendar
        by_name = {
            "elapsed_hours": count.until(partial(add_hours, hours=hours), f"{hours} hours"),
            "same_time_next_working_day": count.until(
                partial(calendar.same_time_after_working_days, count=days),
                "the same time on the next working day",
            ),
            "end_of_next_working_day": count.until(
                lambda time: end_of_day(calendar.add_working_days(local_date(time), days)),
                "the end of the next working day",
            ),
        }
        return tuple(replace(item, decides=name == decisive) for name, item in by_name.items())


@dataclass(frozen=True, slots=True)
class Before(Limit):
    """Before the very thing that makes the duty arise: consent before the medical (MED-09)."""

    forward: ClassVar[bool] = False

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """The start itself."""
        return (Reading("before it began", count.start),)


@dataclass(frozen=True, slots=True)
class By(Limit):
    """By the time that something else happens, and open until then (OBJ-03).

    `same`: a field of the arising event and one of the other, which name the same person.
    `which`: of the other entry and the arising one, whether it is this that is meant.
    """

    event: Wanted
    words: str
    same: tuple[str, str] | None = None
    which: Callable[[Entry, Entry], bool] | None = None

    def readings(self, count: Count) -> tuple[Reading, ...]:
        """When that first happened after the start."""
        found = [
            (happened(entry), entry)
            for entry in count.case.all(self.event)
            if self._is_about_the_same(entry, count.trigger)
        ]
        later = [one for one in found if not count.start.surely_after(one[0])]
        first = min(later, key=lambda one: one[0].latest, default=None)
        return () if first is None else (Reading(self.words, first[0], set_by=first[1]),)

    def _is_about_the_same(self, entry: Entry, trigger: Entry) -> bool:
        if self.which is not None and not self.which(entry, trigger):
            return False
        if self.same is None:
            return True
        arising, other = self.same
        return bool(persons_in(trigger.event, arising) & persons_in(entry.event, other))
