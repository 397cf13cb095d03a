"""Times in words, as GOV.UK writes them, in London's time: `2 March 2026 at 2:05am`.

What is signed is composed by `crypto.english`, which stands on its own; this is for what is said
about it.
"""

from datetime import date, datetime
from typing import Final

from domain.calendar import LONDON

__all__ = ["date_words", "hour_words", "instant_words"]

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_NOON: Final = 12


def instant_words(time: datetime) -> str:
    """`2 March 2026 at 2:05am`, to the minute."""
    local = time.astimezone(LONDON)
    return f"{date_words(local.date())} at {hour_words(local)}"


def date_words(day: date) -> str:
    """`2 March 2026`."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def hour_words(local: datetime) -> str:
    """`2:05am`, `4pm`, `midday`, `midnight`: the time of day that a clock in London shows; with
    `BST` or `GMT` where the clocks went back and showed it twice.
    """
    if local.minute == 0 and local.hour in (0, _NOON):
        return "midday" if local.hour else "midnight"
    minutes = f":{local.minute:02}" if local.minute else ""
    half = "am" if local.hour < _NOON else "pm"
    twice = local.utcoffset() != local.replace(fold=not local.fold).utcoffset()
    zone = f" {local.tzname()}" if twice else ""
    return f"{local.hour % _NOON or _NOON}{minutes}{half}{zone}"
