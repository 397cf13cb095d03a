"""Times as readers see them: in words as GOV.UK writes them, in London's time, and as bounds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from domain.calendar import LONDON
from domain.clock import date_words, hour_words, instant_words
from domain.entry import Entry
from domain.values import About, At, Between, On, When
from projections.view import View

__all__ = [
    "Happened",
    "day_words",
    "duration",
    "happened",
    "instant_words",
    "sorting",
    "when_words",
]

Precision = Literal["instant", "day", "interval", "about", "unknown"]


class Happened(View):
    """When something happened, as exactly as is known and no more so."""

    words: str
    """With its preposition: `on 2 March 2026 at 2:05am`, `at a time that is not known`."""
    precision: Precision
    """How exactly it is known. A day has no time: show none."""
    earliest: datetime | None
    """The earliest instant that it can mean; null where nobody knows."""
    latest: datetime | None
    """The latest instant that it can mean; null where nobody knows."""


def happened(entry: Entry) -> Happened:
    """When the event of an entry happened, as its author states it."""
    when = entry.frame.occurred
    words, precision = _words(when)
    earliest, latest = when.bounds() or (None, None)
    return Happened(words=words, precision=precision, earliest=earliest, latest=latest)


def when_words(when: When) -> str:
    """A time as somebody states it, with its preposition."""
    return _words(when)[0]


def sorting(entry: Entry) -> tuple[datetime, datetime, int]:
    """Where an entry stands among others by when it happened.

    By the earliest instant that its time can mean; an unknown time stands where its author came to
    know of it.
    """
    earliest, latest = entry.frame.occurred.bounds() or (entry.frame.known, entry.frame.known)
    return earliest.astimezone(UTC), latest.astimezone(UTC), entry.seq


def day_words(time: datetime) -> str:
    """`2 Mar`: a day in London on an axis, where the words around it say which year."""
    day, month, _ = date_words(time.astimezone(LONDON).date()).split()
    return f"{day} {month[:3]}"


def duration(length: timedelta) -> str:
    """`2 days and 3 hours`, `5 minutes`: the two largest units, rounded down."""
    hours, minutes = divmod(max(int(length.total_seconds()) // 60, 0), 60)
    days, hours = divmod(hours, 24)
    named = []
    for count, unit in ((days, "day"), (hours, "hour"), (minutes, "minute")):
        if count:
            named.append(f"{count} {unit}" if count == 1 else f"{count} {unit}s")
    return " and ".join(named[:2]) or "less than a minute"


def _words(when: When) -> tuple[str, Precision]:
    match when:
        case At(at=at):
            return f"on {instant_words(at)}", "instant"
        case On(on=on):
            return f"on {date_words(on)}", "day"
        case Between(from_=start, to=end):
            return f"between {instant_words(start)} and {_end_words(start, end)}", "interval"
        case About(about=about):
            local = about.astimezone(LONDON)
            return f"at about {hour_words(local)} on {date_words(local.date())}", "about"
    return "at a time that is not known", "unknown"


def _end_words(start: datetime, end: datetime) -> str:
    first, last = start.astimezone(LONDON), end.astimezone(LONDON)
    return hour_words(last) if first.date() == last.date() else instant_words(end)
