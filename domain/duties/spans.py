"""When something can have happened, and what can be said for sure about two such times.

Nobody is credited or blamed on a guess: a comparison that the recorded times do not decide is
neither "by" nor "after", and the duty that hangs on it answers *cannot tell*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from domain.entry import Entry
from domain.values import About, At, Between, On, Unknown

_WHEN = At | On | Between | About | Unknown


@dataclass(frozen=True, slots=True)
class Span:
    """From the earliest instant (`None`: nobody knows) to the latest, both included."""

    earliest: datetime | None
    latest: datetime

    def surely_by(self, other: Span) -> bool:
        """Whether this lies at or before the other, whatever the two turn out to be."""
        return other.earliest is not None and self.latest <= other.earliest

    def surely_after(self, other: Span) -> bool:
        """Whether this lies after the other, whatever the two turn out to be."""
        return self.earliest is not None and self.earliest > other.latest

    def moved(self, move: Callable[[datetime], datetime]) -> Span:
        """Both ends moved, as when a limit is counted from here."""
        return Span(self.earliest and move(self.earliest), move(self.latest))


def instant(time: datetime) -> Span:
    """The span of a time that is known to the second."""
    return Span(time, time)


def happened(entry: Entry) -> Span:
    """When the event of an entry can have happened.

    What was recorded had happened by then, so a date without a time narrows on the day itself;
    an unknown time ends where the author's knowledge begins.
    """
    bounds = entry.frame.occurred.bounds()
    if bounds is None:
        return Span(None, entry.frame.known)
    earliest, latest = bounds
    return Span(earliest, max(earliest, min(latest, entry.recorded)))


def moment(entry: Entry, field: str | None) -> Span:
    """The time that a field of the event gives; without such a value, when the event happened.

    `field` may lead into a part of the event (`decision.due`).
    """
    value: object = entry.event
    for name in field.split(".") if field else ():
        value = getattr(value, name, None)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return Span(*On(on=value).bounds())
    if isinstance(value, _WHEN):
        bounds = value.bounds()
        return Span(*bounds) if bounds else Span(None, entry.frame.known)
    return happened(entry)
