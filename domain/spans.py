"""From when to when: what can be said for sure about two times that are known only so far.

Nobody is credited or blamed on a guess: a comparison that the recorded times do not decide is
neither "by" nor "after", and the duty that hangs on it answers *cannot tell*.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


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
