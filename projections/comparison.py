"""What changed between two cuts: what was added, corrected or withdrawn, and what clocks said."""

from __future__ import annotations

from projections.changes import ClockAtBoth, FindingAtBoth, clocks_at_both, findings_at_both
from projections.chronology import AnyRow, Row, Wanted, chronology
from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = ["Comparison", "DifferentHistories", "compare"]


class DifferentHistories(ValueError):
    """The two are not cuts of one enquiry, the earlier one first."""


class Comparison(View):
    """From an earlier to a later state of one enquiry. Rows are as the later state has them."""

    earlier: AsKnown
    later: AsKnown
    added: tuple[AnyRow, ...]
    """The rows of entries recorded between the two, in the order of recording."""
    replaced: tuple[AnyRow, ...]
    """The rows of entries known earlier that were corrected or withdrawn between the two."""
    clocks: tuple[ClockAtBoth, ...]
    """What every duty that applied at either said at both."""
    findings: tuple[FindingAtBoth, ...]
    """What was found at either."""


def compare(earlier: Reading, later: Reading) -> Comparison:
    """What was added and replaced between two cuts, as the later reading may see it.

    Raises:
        DifferentHistories: the earlier is not a beginning of the later.
    """
    before = earlier.enquiry.version
    if earlier.enquiry != later.enquiry.at_version(before):
        raise DifferentHistories("earlier: is not a beginning of the later enquiry")
    rows = chronology(later, Wanted(order="recorded")).rows
    return Comparison(
        earlier=earlier.as_known(),
        later=later.as_known(),
        added=rows[before:],
        replaced=tuple(row for row in rows[:before] if _replaced_after(before, row)),
        clocks=tuple(clocks_at_both(earlier, later)),
        findings=tuple(findings_at_both(earlier, later)),
    )


def _replaced_after(version: int, row: AnyRow) -> bool:
    return isinstance(row, Row) and row.replaced is not None and row.replaced.by.entry > version
