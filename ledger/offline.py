"""Notes that were signed away from the ledger, embedded in an entry later."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from crypto.errors import CryptoError
from crypto.jws import Jws
from crypto.offline import MAX_TEXT, Note, sign_note, unverified_note
from domain.events.records import OfflineNote
from domain.reasons import reason_of
from domain.values import Text
from ledger.draft import DraftRequest
from ledger.errors import Problem
from ledger.keys.keyfile import KeyFile

_TEXT: Final[TypeAdapter[Any]] = TypeAdapter(Text)


def check_text(text: str) -> None:
    """Words that a note can hold and an entry will take.

    Raises:
        NoteRefused: none or too many, or with characters that are not shown as they are written.
    """
    if not 1 <= len(text) <= MAX_TEXT:
        raise NoteRefused(f"text: not 1 to {MAX_TEXT:,} characters", field="text")
    try:
        _TEXT.validate_python((text,))
    except ValidationError as error:
        (first, *_) = error.errors(include_url=False, include_input=False)
        raise NoteRefused(f"text: {reason_of(first)}", field="text") from None


def new_note(key: KeyFile, text: str, written: int) -> bytes:
    """A note of words that were checked, signed with this key; `written` since 1970, in s."""
    note = Note(key.ledger, key.practitioner, written, text)
    return sign_note(note, key.device.kid, key.device.signer)


class NoteRefused(Problem):
    """No entry could take these words."""

    code = "note-refused"
    status = 422
    title = "This note cannot be signed"


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
