"""The examples of docs/FORMAT.md, chapter 11."""

import hashlib

from crypto.documents import Deposit, DocumentPlace, seal_document, wrap_deposit
from crypto.sealing import open_box, seal_box
from tests.vectors.forge import LEDGER, STREAM, b64

PLACE = DocumentPlace(LEDGER, STREAM, "9b1c7a52-6a0e-4a2f-9c55-0f6a0f2d7b11")
TEXT = b"Seen."
STREAM_KEY, NONCE = bytes([5]) * 32, bytes([7]) * 12


def documents() -> dict[str, str]:
    """A document in one chunk, and what is wrapped with its key."""
    deposit = Deposit(bytes([6]) * 32, hashlib.sha256(TEXT).digest(), len(TEXT), "text/plain")
    bound = PLACE.bound("document-key")
    told = open_box(STREAM_KEY, wrap_deposit(PLACE, STREAM_KEY, deposit), bound, "document key")
    return {
        "bound of a document": PLACE.bound("document").decode(),
        "document sealed": b64(b"".join(seal_document(PLACE, deposit.key, [TEXT]))),
        "bound of a document key": bound.decode(),
        "document told": told.decode(),
        "document wrapped": b64(seal_box(STREAM_KEY, told, bound, NONCE)),
    }
