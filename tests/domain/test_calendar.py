"""Counting days and hours, as Appendix C of the requirements decides."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import LONDON, Calendar, CalendarExhausted, add_hours, end_of_day, local_date
from ledger.calendar_source import english_calendar

ENGLAND = english_calendar(2012, 2035)

days = st.dates(date(2013, 1, 1), date(2034, 12, 31))
counts = st.integers(0, 60)
instants = st.datetimes(
    datetime(2013, 1, 1),  # noqa: DTZ001  # hypothesis adds the zone
    datetime(2034, 12, 31),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, LONDON]),
)


def london(text: str) -> datetime:
    """A time as a clock on a wall in England shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@given(days, counts)
def test_the_starting_day_is_day_nought(day: date, count: int) -> None:
    """Adding n working days and counting them again gives n, wherever the count starts."""
    assert ENGLAND.working_days_between(day, ENGLAND.add_working_days(day, count)) == count


@given(days, days)
def test_working_days_are_counted_as_on_fingers(one: date, other: date) -> None:
    """Counting weeks and taking the holidays off gives what counting each day gives."""
    start, end = sorted((one, other))
    after = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert ENGLAND.working_days_between(start, end) == sum(map(ENGLAND.is_working_day, after))


@given(days, st.integers(1, 60))
def test_a_limit_in_working_days_falls_on_a_working_day(day: date, count: int) -> None:
    """Whatever the start, forwards and backwards, the day reached is a day people work."""
    assert ENGLAND.is_working_day(ENGLAND.add_working_days(day, count))
    assert ENGLAND.is_working_day(ENGLAND.subtract_working_days(day, count))


@given(days, counts, counts)
def test_counts_add_up(day: date, one: int, other: int) -> None:
    """Counting n and then m working days is counting n + m."""
    there = ENGLAND.add_working_days(ENGLAND.add_working_days(day, one), other)
    assert there == ENGLAND.add_working_days(day, one + other)


@given(days, counts)
def test_counting_back_undoes_counting_on(day: date, count: int) -> None:
    """From a working day, n forwards and n backwards is where one started."""
    start = ENGLAND.add_working_days(day, 1)
    there = ENGLAND.add_working_days(start, count)
    assert ENGLAND.subtract_working_days(there, count) == start


@given(days, st.integers(1, 30))
def test_clear_days_leave_whole_working_days_on_neither_end(day: date, count: int) -> None:
    """The answer leaves exactly n working days strictly between, and the day after it too few."""
    latest = ENGLAND.clear_working_days_before(day, count)
    eve = day - timedelta(days=1)
    assert ENGLAND.working_days_between(latest, eve) == count
    assert ENGLAND.working_days_between(latest + timedelta(days=1), eve) == count - 1


@pytest.mark.parametrize(
    ("start", "target", "holidays"),
    [
        (date(1970, 6, 2), date(1970, 6, 23), set()),
        (date(2022, 6, 2), date(2022, 6, 24), {date(2022, 6, 2), date(2022, 6, 3)}),
    ],
)
def test_fifteen_working_days_of_the_census(start: date, target: date, holidays: set[date]) -> None:
    """Both examples of Appendix C, the second over the Platinum Jubilee."""
    year = Calendar(
        "by hand", "1", frozenset(holidays), date(start.year, 1, 1), date(start.year, 12, 31)
    )
    assert year.add_working_days(start, 15) == target


def test_the_jubilee_is_known_without_being_told() -> None:
    """The calendar that a ledger adopts gives the second example by itself."""
    assert ENGLAND.add_working_days(date(2022, 6, 2), 15) == date(2022, 6, 24)


def test_a_count_that_starts_on_a_weekend_begins_on_monday() -> None:
    """Saturday's and Sunday's day 1 is Monday, as Friday's is."""
    reached = {ENGLAND.add_working_days(date(2026, 3, day), 1) for day in (6, 7, 8)}
    assert reached == {date(2026, 3, 9)}


def test_the_report_two_clear_days_before_the_conference() -> None:
    """A conference on Thursday needs the report on Monday; one after Easter, before Easter."""
    assert ENGLAND.clear_working_days_before(date(2026, 3, 19), 2) == date(2026, 3, 16)
    assert ENGLAND.clear_working_days_before(date(2026, 4, 8), 2) == date(2026, 4, 1)


def test_one_full_working_day_from_friday_afternoon_has_several_readings() -> None:
    """One full working day (24 hours) from Friday 16:00: Saturday or Monday, and Monday's end."""
    friday = london("2026-03-06T16:00")
    assert add_hours(friday, 24) == london("2026-03-07T16:00")
    assert ENGLAND.same_time_after_working_days(friday, 1) == london("2026-03-09T16:00")
    next_day = ENGLAND.add_working_days(friday.date(), 1)
    assert end_of_day(next_day) == london("2026-03-09T23:59:59.999999")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (london("2026-03-28T16:00"), london("2026-03-29T17:00")),
        (london("2026-10-24T16:00"), london("2026-10-25T15:00")),
    ],
)
def test_twenty_four_hours_elapse_when_the_clocks_change(before: datetime, after: datetime) -> None:
    """24 hours are 24 hours, though the clock on the wall shows 25 or 23."""
    assert add_hours(before, 24) == after


@given(instants, st.integers(0, 24 * 60))
def test_hours_are_elapsed_time_whatever_the_zone(instant: datetime, hours: int) -> None:
    """The limit is the same instant whichever zone the start was written in, and given in UTC."""
    elsewhere = instant.astimezone(timezone(timedelta(hours=-5)))
    limit = add_hours(instant, hours)
    assert limit == add_hours(elsewhere, hours)
    assert limit - instant.astimezone(UTC) == timedelta(hours=hours)
    assert limit.tzinfo is UTC


@given(days)
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    """The end of a day is still that day in England, and a microsecond later is the next."""
    end = end_of_day(day)
    assert local_date(end) == day
    assert local_date(end + timedelta(microseconds=1)) == day + timedelta(days=1)


def test_a_summer_evening_belongs_to_its_local_day() -> None:
    """23:30 UTC in July is already tomorrow in England."""
    assert local_date(datetime(2026, 7, 1, 23, 30, tzinfo=UTC)) == date(2026, 7, 2)
    assert end_of_day(date(2026, 7, 1)) == datetime(2026, 7, 1, 22, 59, 59, 999_999, tzinfo=UTC)


@given(days, counts)
def test_a_calendar_answers_as_the_longer_one_does_or_says_that_it_ends(
    day: date, count: int
) -> None:
    """A short calendar is never silently wrong: it agrees with a longer one or raises."""
    last = day + timedelta(days=14)
    known = frozenset(d for d in ENGLAND.bank_holidays if day <= d <= last)
    short = Calendar("short", "1", known, day, last)
    expected = ENGLAND.add_working_days(day, count)
    if expected <= last:
        assert short.add_working_days(day, count) == expected
    else:
        with pytest.raises(CalendarExhausted):
            short.add_working_days(day, count)


def test_the_error_names_the_calendar_its_range_and_the_day() -> None:
    """Whoever reads the error knows which calendar to adopt."""
    with pytest.raises(CalendarExhausted, match=r"'England'.*2012-01-01 to 2035-12-31; 2036-01-01"):
        ENGLAND.add_working_days(date(2035, 12, 31), 1)
    with pytest.raises(CalendarExhausted, match="2011-12-31"):
        ENGLAND.clear_working_days_before(date(2012, 1, 3), 1)


@pytest.mark.parametrize("day", [date(2011, 12, 31), date(2036, 1, 1)])
def test_even_day_nought_must_be_inside(day: date) -> None:
    """A count of no days from outside the calendar is refused as well."""
    with pytest.raises(CalendarExhausted):
        ENGLAND.add_working_days(day, 0)
    with pytest.raises(CalendarExhausted):
        ENGLAND.working_days_between(day, day)


def test_what_cannot_be_meant_is_refused() -> None:
    """Negative counts, reversed days, times without zone and impossible calendars all raise."""
    day = date(2026, 3, 6)
    with pytest.raises(ValueError, match="count: -1"):
        ENGLAND.add_working_days(day, -1)
    with pytest.raises(ValueError, match="hours: -1"):
        add_hours(london("2026-03-06"), -1)
    with pytest.raises(ValueError, match="end: 2026-03-05"):
        ENGLAND.working_days_between(day, date(2026, 3, 5))
    with pytest.raises(ValueError, match="no time zone"):
        ENGLAND.same_time_after_working_days(london("2026-03-06").replace(tzinfo=None), 1)
    with pytest.raises(ValueError, match="last: 2026-03-05"):
        Calendar("x", "1", frozenset(), day, date(2026, 3, 5))
    with pytest.raises(ValueError, match="bank_holidays: 2026-03-05"):
        Calendar("x", "1", frozenset({date(2026, 3, 5)}), day, day)
