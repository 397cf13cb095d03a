"""Entries recorded for several children at once, of which another child's was corrected since.

One strategy discussion about several children is an act: each child's record holds an entry of its
own. Whoever corrects one of them may not know of the others, so the others say so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from domain.entry import Entry
from domain.events.siblings import SharedEntryReviewed

if TYPE_CHECKING:
    from domain.duties.case import Case


@dataclass(frozen=True, slots=True)
class ChangedElsewhere:
    """That the entry of the same act in another child's record was corrected or withdrawn, when.

    Nothing of what stands in that record, not even whose it is: the reader may not know of it.
    """

    seq: int
    """The entry of this record."""
    recorded: datetime


def unreviewed(case: Case) -> Iterator[tuple[Entry, ChangedElsewhere]]:
    """The standing entries that were changed elsewhere since anybody looked at them here."""
    for change in case.elsewhere:
        if change.seq > case.enquiry.version or change.recorded > case.now:
            continue
        entry = case.enquiry.entry(change.seq)
        if case.enquiry.replaced_by(entry) is None and not _reviewed(entry, change, case):
            yield entry, change


def _reviewed(entry: Entry, change: ChangedElsewhere, case: Case) -> bool:
    return any(
        isinstance(other.event, SharedEntryReviewed) and other.recorded >= change.recorded
        for other in case.referring(entry, "concerns")
    )
