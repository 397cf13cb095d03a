"""Times in words, as GOV.UK writes them: "2 March 2026 at 2:05am", in London's time.

Every device must arrive at the same words, so nothing here depends on a locale.
"""

from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from crypto.canonical import Json
from crypto.errors import CryptoError

LONDON: Final = ZoneInfo("Europe/London")
_MONTHS: Final = (
    "January February March April May June July August September October November December".split()
)


class TimeRefused(CryptoError):
    """A time is not in one of the forms that entries use."""


def instant_words(value: Json) -> str:
    """An instant (RFC 3339, UTC) to the minute.

    Raises:
        TimeRefused: not such an instant.
    """
    local = _instant(value).astimezone(LONDON)
    return f"{_day(local.date())} at {_clock(local)}"


def date_words(value: Json) -> str:
    """A calendar date (RFC 3339 full-date).

    Raises:
        TimeRefused: not such a date.
    """
    try:
        return _day(date.fromisoformat(str(value)))
    except ValueError as error:
        raise TimeRefused("not a date") from error


def when_words(value: Json) -> str:
    """When something happened, with its preposition: instant, date, interval, "about" or unknown.

    Raises:
        TimeRefused: none of the five forms.
    """
    match value:
        case {"at": at}:
            return f"on {instant_words(at)}"
        case {"on": on}:
            return f"on {date_words(on)}"
        case {"from": start, "to": end}:
            return f"between {instant_words(start)} and {_end_words(start, end)}"
        case {"about": about}:
            return f"at about {_time_first(about)}"
        case {"unknown": True}:
            return "at a time that is not known"
    raise TimeRefused("not a time in one of the five forms")


def _end_words(start: Json, end: Json) -> str:
    first, last = (_instant(value).astimezone(LONDON) for value in (start, end))
    return _clock(last) if first.date() == last.date() else instant_words(end)


def _time_first(value: Json) -> str:
    local = _instant(value).astimezone(LONDON)
    return f"{_clock(local)} on {_day(local.date())}"


def _instant(value: Json) -> datetime:
    try:
        return datetime.strptime(str(value), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError as error:
        raise TimeRefused("not an instant in UTC to the second") from error


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _clock(local: datetime) -> str:
    if local.minute == 0 and local.hour in (0, 12):
        return "midnight" if local.hour == 0 else "midday"
    hour = local.hour % 12 or 12
    minutes = f":{local.minute:02}" if local.minute else ""
    return f"{hour}{minutes}{'am' if local.hour < 12 else 'pm'}"
