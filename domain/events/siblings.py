"""What was recorded for several children at once, and corrected in another child's record."""

from typing import Annotated

from domain.events.base import NONE, Event
from domain.values import EntryNumber, Opinion, Refers


class SharedEntryReviewed(
    Event, type="shared-entry-reviewed/1", rows="STR-39", by="any", countersign=NONE
):
    """What was corrected in the record of a brother or sister stands for this child all the same.

    Where it does not, the entry is corrected here too, and nothing is left to review.
    """

    says = (
        "{occurred}, {actor} considered whether entry {concerns}, which was recorded for several "
        "children together and has been corrected in another child’s record, needs correcting "
        "here too. It does not. {reasons}"
    )
    example = {
        "concerns": 9,
        "reasons": "The time at which Leo was collected was wrong. Maya stayed until five.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns")]
    """The entry of this record."""
    reasons: Opinion
    """Why it stands here."""
