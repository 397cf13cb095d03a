"""What was changed in the record of another child, and not looked at in this one since."""

from __future__ import annotations

from collections.abc import Iterator

from domain.duties.case import Case
from domain.entry import Entry
from domain.events.siblings import SharedEntryReviewed
from domain.siblings import ChangedElsewhere


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
