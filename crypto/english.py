"""Times in words, as GOV.UK writes them: "2 March 2026 at 2:05am", in London's time.

Every device must arrive at the same words, so nothing here depends on a locale; only the rules of
London's clocks come from outside (the IANA time zone database, zone `Europe/London`).
"""

import re
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from crypto.canonical import Json
from crypto.errors import CryptoError

LONDON: Final = ZoneInfo("Europe/London")
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NOON: Final = 12
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class TimeRefused(CryptoError):
    """A time is not in one of the forms that entries use."""


def instant_words(value: Json) -> str:
    """An instant (RFC 3339, in UTC and whole seconds) to the minute.

    Raises:
        TimeRefused: not such an instant.
    """
    local = _in_london(value)
    return f"{_day(local)} at {_clock(local)}"


def date_words(value: Json) -> str:
    """A calendar date (RFC 3339 full-date).

    Raises:
        TimeRefused: not such a date.
    """
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise TimeRefused("not a date")
    try:
        return _day(date.fromisoformat(value))
    except ValueError as error:
        raise TimeRefused("not a date of the calendar") from error


def when_words(value: Json) -> str:
    """When something happened, with its preposition: instant, date, interval, "about" or unknown.

    Raises:
        TimeRefused: none of the five forms.
    """
    match value:
        case {"at": at, **more} if not more:
            return f"on {instant_words(at)}"
        case {"on": on, **more} if not more:
            return f"on {date_words(on)}"
        case {"from": start, "to": end, **more} if not more:
            return f"between {instant_words(start)} and {_end_words(start, end)}"
        case {"about": about, "within": int(within), **more} if not (
            more or isinstance(within, bool)
        ):
            local = _in_london(about)
            return f"at about {_clock(local)} on {_day(local)}"
        case {"unknown": True, **more} if not more:
            return "at a time that is not known"
    raise TimeRefused("not a time in one of the five forms")


def _end_words(start: Json, end: Json) -> str:
    first, last = _in_london(start), _in_london(end)
    return _clock(last) if first.date() == last.date() else instant_words(end)


def seconds_of(value: Json) -> int:
    """An instant in seconds since 1970.

    Raises:
        TimeRefused: not such an instant.
    """
    return int(_in_london(value).timestamp())


def _in_london(value: Json) -> datetime:
    if not isinstance(value, str) or not _INSTANT.fullmatch(value):
        raise TimeRefused("not an instant in UTC to the second")
    try:
        return (
            datetime.fromisoformat(value.removesuffix("Z")).replace(tzinfo=UTC).astimezone(LONDON)
        )
    except (ValueError, OverflowError) as error:
        raise TimeRefused("not an instant of the calendar") from error


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _clock(local: datetime) -> str:
    if local.minute == 0 and local.hour in (0, _NOON):
        return "midday" if local.hour else "midnight"
    hour = local.hour % _NOON or _NOON
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < _NOON else 'pm'}{_zone(local)}"


def _zone(local: datetime) -> str:
    """Which of the two it was, where the clocks went back and showed this time twice."""
    twice = local.utcoffset() != local.replace(fold=not local.fold).utcoffset()
    return f" {local.tzname()}" if twice else ""
