"""Notes that were signed away from the ledger, embedded in an entry later."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from crypto.errors import CryptoError
from crypto.jws import Jws
from crypto.offline import unverified_note
from domain.events.records import OfflineNote
from ledger.draft import DraftRequest


class NoteMisfit(CryptoError):
    """The entry says of the note what the note does not say."""


def embedded(event: OfflineNote, author: str, ledger: str) -> Jws:
    """The signed note in an entry by `author`, whose fields repeat what it says; not yet verified.

    Raises:
        CryptoError: it is no note, another's or another ledger's, or says something else.
    """
    note, signed = unverified_note(event.note.encode("ascii"))
    if (note.author, note.ledger) != (author, ledger):
        raise NoteMisfit("note: signed by another author, or for another ledger")
    if note.written != event.written.timestamp():
        raise NoteMisfit("written: not when the note says that it was written")
    if note.text != "".join(part if isinstance(part, str) else part.as_ for part in event.words):
        raise NoteMisfit("words: not those of the note")
    return signed


def with_words(request: DraftRequest) -> DraftRequest:
    """A request to embed a note, with the note's own time and words where they are not given."""
    given: Mapping[str, Any] = request.data
    if request.event != OfflineNote.__name__ or not isinstance(given.get("note"), str):
        return request
    try:
        note, _ = unverified_note(given["note"].encode())
    except CryptoError:
        return request  # admission says what is wrong with it
    written = datetime.fromtimestamp(note.written, UTC).isoformat()
    said = {"written": written, "words": note.text}
    return request.model_copy(update={"data": {**said, **given}})
