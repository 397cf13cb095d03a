"""Where an enquiry counts: a duplicate counts in the other enquiry, and asks nothing of its own."""

from __future__ import annotations

from typing import Final

from domain.duties.acting import countersigned
from domain.duties.case import Case
from domain.entry import Entry
from domain.events.handover import EnquiryLinked

DUPLICATE: Final = EnquiryLinked.where(relation="duplicate_of")


def counted_elsewhere(case: Case) -> Entry | None:
    """The link to the enquiry in which this one is counted, if a manager countersigned it.

    Without the countersignature anybody could end the limits of an enquiry by calling it a
    duplicate.
    """
    return next((entry for entry in case.all(DUPLICATE) if countersigned(entry, case)), None)
