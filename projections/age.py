"""How old the child of an enquiry was, in the bands by which children in need are counted."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.people import whom_it_is_about
from projections.reading import Reading

__all__ = ["BANDS", "age_band"]

BANDS: Final = ((1, "under 1"), (5, "1 to 4"), (10, "5 to 9"), (16, "10 to 15"))
"""Full years below which a band ends (Department for Education, children in need census)."""
OLDEST: Final = "16 and over"
UNBORN: Final = "unborn"


def age_band(reading: Reading, day: date) -> str | None:
    """The band of the child whom the enquiry is about on a day, by what the reader may see; None
    where no date of birth is recorded.
    """
    child = whom_it_is_about(reading.people.values())
    if child is None:
        return None
    age = child.age_on(day)
    if age is None:
        return UNBORN if child.fact("due") else None
    if age < 0:
        return UNBORN
    return next((words for below, words in BANDS if age < below), OLDEST)
