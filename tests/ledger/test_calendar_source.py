"""The bank holidays that a ledger adopts, against GOV.UK's own list."""

from __future__ import annotations

from datetime import date

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from ledger.calendar_source import english_bank_holidays, english_calendar


def test_every_year_that_govuk_publishes_agrees() -> None:
    """Two independent lists name the same days, extra holidays and substitutes included."""
    official = {
        holiday["date"]
        for holiday in BankHolidays(use_cached_holidays=True).get_holidays(
            division=BankHolidays.ENGLAND_AND_WALES
        )
    }
    years = sorted({day.year for day in official})
    assert years[-1] - years[0] >= 10
    assert english_bank_holidays(years[0], years[-1]) == official


def test_the_calendar_covers_whole_years_and_names_its_source() -> None:
    """An adopted calendar says where its dates came from and how far they reach."""
    calendar = english_calendar(2024, 2026)
    assert (calendar.first, calendar.last) == (date(2024, 1, 1), date(2026, 12, 31))
    assert calendar.version.startswith("holidays ")


@pytest.mark.parametrize("years", [(1990, 2000), (2020, 2101), (2026, 2025)])
def test_years_that_nobody_can_vouch_for_are_refused(years: tuple[int, int]) -> None:
    """Before section 47 existed, beyond the library, or the wrong way round: an error."""
    with pytest.raises(ValueError, match=f"years: {years[0]} to {years[1]}"):
        english_bank_holidays(*years)
