"""Asking a witness over HTTP, with bounds on what it may answer and how long it may take."""

from typing import Final

from crypto.note import MAX_NOTE_BYTES
from ledger import peer
from ledger.peer import Answer, TooLong, Unanswered

TIMEOUT_SECONDS: Final = 5
"""How long a witness may take: it signs within milliseconds, and may be abroad."""
MAX_ANSWER_BYTES: Final = MAX_NOTE_BYTES
_MEDIA_TYPE: Final = "text/plain; charset=utf-8"


def post(url: str, body: bytes) -> Answer:
    """POST to a witness.

    Raises:
        Unanswered: no answer, or one longer than a note.
    """
    try:
        return peer.post(url, body, _MEDIA_TYPE, limit=MAX_ANSWER_BYTES, seconds=TIMEOUT_SECONDS)
    except TooLong as error:
        raise Unanswered("its answer is longer than any note") from error
    except Unanswered as error:
        raise Unanswered(f"it cannot be reached ({error})") from error
