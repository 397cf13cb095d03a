"""Where a calendar comes from before a ledger adopts it: the `holidays` library, England.

The domain never sees the library, only the dates that an entry of the ledger states: a later
version of the library cannot move a limit that has already been computed.
"""

from __future__ import annotations

from datetime import date
from importlib.metadata import version

from domain.calendar import Calendar

__all__ = ["FIRST_YEAR", "LAST_YEAR", "english_bank_holidays", "english_calendar"]

FIRST_YEAR = 1991
"""Section 47 of the Children Act 1989 came into force on 14 October 1991."""

LAST_YEAR = 2100
"""Where the library ends. Beyond the next two years or so nothing is proclaimed: only the
holidays that return every year are known, and an extra one needs a new calendar."""

_SATURDAY = 5


def english_bank_holidays(first_year: int, last_year: int) -> frozenset[date]:
    """The bank holidays in England from Monday to Friday, in years `first_year` to `last_year`.

    A holiday that falls on a weekend is left out, as GOV.UK does: its substitute day is in.
    Raises `ValueError` outside `FIRST_YEAR` to `LAST_YEAR`.
    """
    if not FIRST_YEAR <= first_year <= last_year <= LAST_YEAR:
        raise ValueError(
            f"years: {first_year} to {last_year} is not a range within {FIRST_YEAR} to {LAST_YEAR}"
        )
    import holidays  # noqa: PLC0415 - slower to load than all else, and only a new calendar needs it

    years = range(first_year, last_year + 1)
    known = holidays.country_holidays("GB", subdiv="ENG", years=years)
    return frozenset(day for day in known if day.weekday() < _SATURDAY and day.year in years)


def english_calendar(first_year: int, last_year: int) -> Calendar:
    """The calendar of those years, its version naming the library's release that it came from."""
    return Calendar(
        name="England",
        version=f"holidays {version('holidays')}",
        bank_holidays=english_bank_holidays(first_year, last_year),
        first=date(first_year, 1, 1),
        last=date(last_year, 12, 31),
    )
