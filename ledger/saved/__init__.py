"""Saved drafts: what people have begun to write and not yet signed.

A draft is no evidence. Nothing of it enters the log, nothing refers to it, and verification does
not look at it: it spares somebody who closes a laptop at 11 pm from writing everything again, and
lets several people agree on words before one of them signs.

    draft = ledger.saved.begin(enquiry, author, "StrategyRecord", {"discussion": ["1"]})
    draft = ledger.saved.save(draft.id, author, answers, seen_version=draft.version)
    ledger.saved.share(draft.id, author, [colleague])
    ledger.saved.agree(draft.id, colleague, draft.version)
    ledger.saved.finish(draft.id, author, entry=12)

It is sealed under a key of its own, which the enquiry's key wraps, and goes with the enquiry, or
with the entry that it became (docs/adr/0045). What people do with drafts is in
`ledger.drafting.saving`.
"""

from ledger.saved.problems import (
    DraftChanged,
    DraftClosed,
    DraftTooLong,
    DraftUnreadable,
    NoDraft,
    NotShared,
)
from ledger.saved.rows import EXPIRY_SECONDS, SavedRows
from ledger.saved.values import Agreement, Answers, Asked, Reason, SavedDraft, State, Version

__all__ = [
    "EXPIRY_SECONDS",
    "Agreement",
    "Answers",
    "Asked",
    "DraftChanged",
    "DraftClosed",
    "DraftTooLong",
    "DraftUnreadable",
    "NoDraft",
    "NotShared",
    "Reason",
    "SavedDraft",
    "SavedRows",
    "State",
    "Version",
]
