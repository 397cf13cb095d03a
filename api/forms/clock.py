"""Days and times as people in England type them, and back.

An hour that the clocks show twice, when summer time ends, is told apart by “BST” or “GMT”.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Final

from domain.values import LONDON, YEARS

_MONTHS: Final = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)


class NoSuchTime(ValueError):
    """What was typed is no day or time; the message completes “… must”."""


def day_of(day: str, month: str, year: str) -> date:
    """A calendar date from its three parts; the month may be a word.

    Raises:
        NoSuchTime: a part is missing, or the calendar has no such day.
    """
    absent = [name for name, part in (("day", day), ("month", month), ("year", year)) if not part]
    if absent:
        raise NoSuchTime(f"include a {' and '.join(absent)}")
    if not _YEAR.fullmatch(year):
        raise NoSuchTime("include a year of 4 numbers")
    try:
        found = date(int(year), _month(month), int(day))
    except ValueError:
        raise NoSuchTime("be a real date") from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise NoSuchTime(f"be between the years {YEARS[0]} and {YEARS[1]}")
    return found


def _month(words: str) -> int:
    short = words[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else int(words)


def instant_of(day: date, clock: str) -> str:
    """The instant at which London's clocks show this, as RFC 3339 in UTC.

    Raises:
        NoSuchTime: not a time, or one that the clocks skipped or showed twice that night.
    """
    found = _CLOCK.fullmatch(clock.strip().lower())
    if not found:
        raise NoSuchTime("be a real time, like 2:05am or 14:05")
    moments = _moments(day, _time(found), (found["zone"] or "").upper())
    if not moments:
        raise NoSuchTime("be a time that clocks in England showed that day")
    if len(moments) > 1:
        raise NoSuchTime("say “BST” or “GMT”, because the clocks showed it twice that night")
    return f"{moments.pop().replace(tzinfo=None).isoformat()}Z"


def typed(instant: str) -> tuple[date, str]:
    """The day and the time that `day_of` and `instant_of` would read as this instant."""
    local = datetime.fromisoformat(instant).astimezone(LONDON)
    words = f"{local.hour % 12 or 12}:{local:%M}{local:%p}".lower()
    if local.second:
        words = f"{local.hour % 12 or 12}:{local:%M:%S}{local:%p}".lower()
    twice = len(_moments(local.date(), local.time(), "")) > 1
    return local.date(), f"{words} {local.tzname()}" if twice else words


def _moments(day: date, clock: time, zone: str) -> set[datetime]:
    """When London's clocks showed this: once, never (they went forward) or twice (back)."""
    shown = [datetime.combine(day, clock, LONDON).replace(fold=fold) for fold in (0, 1)]
    real = [
        one
        for one in shown
        if one.astimezone(UTC).astimezone(LONDON).replace(fold=0) == shown[0].replace(fold=0)
    ]
    return {one.astimezone(UTC) for one in real if not zone or one.tzname() == zone}


def _time(found: re.Match[str]) -> time:
    named = {"midnight": time(0), "midday": time(_NOON), "noon": time(_NOON)}
    if found["name"]:
        return named[found["name"]]
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    if found["half"]:
        if not 1 <= hour <= _NOON:
            raise NoSuchTime("be a real time, like 2:05am or 14:05")
        hour = hour % _NOON + _NOON * (found["half"][0] == "p")
    elif not found["minute"]:
        raise NoSuchTime("include the minutes, or am or pm")
    try:
        return time(hour, minute, second)
    except ValueError:
        raise NoSuchTime("be a real time, like 2:05am or 14:05") from None


_NOON: Final = 12
_YEAR: Final = re.compile(r"\d{4}", re.ASCII)
_CLOCK: Final = re.compile(
    r"(?:(?P<name>midnight|midday|noon)"
    r"|(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d)(?:[:.](?P<second>\d\d))?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?)(?:\s+(?P<zone>gmt|bst|bdst))?",
    re.ASCII,
)
