"""Adopting a calendar moves limits that are still to come, and none that has passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import AdoptedCalendars, Calendar, CalendarExhausted

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)

days = st.dates(date(2026, 2, 1), date(2026, 10, 1))
counts = st.integers(0, 20)
holidays = st.frozensets(st.dates(FIRST, LAST), max_size=40)


def england(*holidays: date, version: str = "1", last: date = LAST) -> Calendar:
    """A calendar of 2026 with these bank holidays."""
    return Calendar("England", version, frozenset(holidays), FIRST, last)


def in_turn(*adopted: tuple[date, Calendar]) -> AdoptedCalendars:
    """Calendars adopted one after another."""
    return AdoptedCalendars(adopted)


@st.composite
def histories(draw: st.DrawFn) -> AdoptedCalendars:
    """A few calendars, adopted in the order of their days."""
    since = sorted(draw(st.lists(st.dates(FIRST, LAST), min_size=1, max_size=4)))
    return in_turn(*((day, england(*draw(holidays))) for day in since))


@given(histories(), st.dates(FIRST, LAST), holidays, days, counts)
def test_a_limit_that_has_passed_is_never_moved(
    before: AdoptedCalendars, on: date, new: frozenset[date], day: date, count: int
) -> None:
    """Whatever is adopted, what was due before that day stays due when it was; and what is still
    to come never falls to before that day.
    """
    on = max(on, before.adopted[-1][0])
    after = AdoptedCalendars((*before.adopted, (on, england(*new))))
    for was, now in (
        (before.add_working_days(day, count), after.add_working_days(day, count)),
        (before.subtract_working_days(day, count), after.subtract_working_days(day, count)),
        (before.clear_working_days_before(day, count), after.clear_working_days_before(day, count)),
    ):
        assert now == was if was < on else now >= on


@given(st.dates(FIRST, LAST), holidays, days, counts)
def test_one_calendar_counts_as_itself(
    on: date, closed: frozenset[date], day: date, count: int
) -> None:
    """Adopted before or after what it counts, the only calendar there is decides."""
    only = england(*closed)
    adopted = in_turn((on, only))
    assert adopted.add_working_days(day, count) == only.add_working_days(day, count)
    assert adopted.working_days_between(day, LAST) == only.working_days_between(day, LAST)


class TestAProclamation:
    """Monday 8 June 2026 becomes a bank holiday; a limit runs from Thursday 4 June."""

    THURSDAY, MONDAY = date(2026, 6, 4), date(2026, 6, 8)

    def proclaimed(self, on: date) -> AdoptedCalendars:
        """The calendar without it, and from a day on the one with it."""
        return in_turn((FIRST, england()), (on, england(self.MONDAY, version="2")))

    def test_while_the_limit_runs_it_has_a_day_more(self) -> None:
        """Two working days from Thursday end on Tuesday, even if it is adopted on the last day."""
        for on in (self.THURSDAY, self.MONDAY):
            assert self.proclaimed(on).add_working_days(self.THURSDAY, 2) == date(2026, 6, 9)

    def test_after_the_limit_it_changes_nothing(self) -> None:
        """Adopted on Tuesday, it excuses nobody for what was due on Monday."""
        late = self.proclaimed(date(2026, 6, 9))
        assert late.add_working_days(self.THURSDAY, 2) == self.MONDAY

    def test_a_holiday_taken_back_makes_nobody_late(self) -> None:
        """The limit comes no earlier than the day on which that was decided."""
        back = in_turn((FIRST, england(date(2026, 6, 5), self.MONDAY)), (self.MONDAY, england()))
        assert back.add_working_days(self.THURSDAY, 1) == self.MONDAY


def test_a_calendar_that_does_not_reach_a_limit_leaves_it() -> None:
    """Next year's calendar says nothing of this year; it answers where this year's does not."""
    short = england(last=date(2026, 6, 30))
    summer = Calendar("England", "2", frozenset(), date(2026, 6, 1), LAST)
    both = in_turn((FIRST, short), (date(2026, 5, 1), summer))
    assert both.add_working_days(date(2026, 5, 20), 3) == date(2026, 5, 25)
    assert both.add_working_days(date(2026, 6, 29), 3) == date(2026, 7, 2)
    with pytest.raises(CalendarExhausted):
        both.add_working_days(LAST + timedelta(days=1), 1)


def test_there_is_always_a_calendar() -> None:
    """No calendar at all is a mistake, and not an empty answer."""
    with pytest.raises(ValueError, match="adopted: no calendar"):
        in_turn()
