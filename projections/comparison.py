"""What the record gained between two cuts: what was added, and what was corrected or withdrawn."""

from __future__ import annotations

from projections.chronology import AnyRow
from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = ["Comparison", "DifferentHistories", "compare"]


class DifferentHistories(ValueError):
    """The two are not cuts of one enquiry, the earlier one first."""


class Comparison(View):
    """From an earlier to a later state of one enquiry."""

    earlier: AsKnown
    later: AsKnown
    added: tuple[AnyRow, ...]
    """The rows of entries recorded between the two, in the order of recording."""
    replaced: tuple[AnyRow, ...]
    """The rows, as they are later, of entries known earlier that were corrected or withdrawn between the two."""


def compare(earlier: Reading, later: Reading) -> Comparison:
    """What was added and replaced between two cuts, as the later reading may see it.

    Raises:
        DifferentHistories: the earlier is not a beginning of the later.
    """
    raise NotImplementedError
