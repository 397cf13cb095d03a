"""Documents beside the record: sealed files under random names, and what their bytes are."""

from ledger.documents.documents import Documents, DocumentUnreadable, UnknownDocument
from ledger.documents.media import MediaMismatch, MediaRefused, media_type_of

__all__ = [
    "DocumentUnreadable",
    "Documents",
    "MediaMismatch",
    "MediaRefused",
    "UnknownDocument",
    "media_type_of",
]
