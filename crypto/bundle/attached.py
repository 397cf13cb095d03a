"""What entries carry beside their words: documents that they deposit, notes that they embed."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Final

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.findings import Findings
from crypto.bundle.opening import Opened
from crypto.canonical import Json, digest
from crypto.ed25519 import load_public_key
from crypto.errors import SignatureInvalid
from crypto.holding import Person, value
from crypto.manifest import DocumentListed, Manifest
from crypto.offline import Note, unverified_note

DEPOSIT: Final = "document-deposited/1"
NOTE: Final = "offline-note/1"


def check_documents(
    files: Mapping[str, bytes], manifest: Manifest, places: Sequence[Opened], findings: Findings
) -> None:
    """Every document that a given entry shows is listed, and is the one that was deposited."""
    listed = {(one.stream, one.seq): one for one in manifest.documents}
    for opened in places:
        line = listed.get((opened.stream.stream, opened.listed.seq))
        shown = _shown(opened)
        if shown is None and line is None:
            continue
        if line is None:
            findings.note(kinds.DOCUMENT_MISSING, opened.place, "documents: not listed")
        elif opened.revealed and (shown is None or not _fits(shown, line, files)):
            findings.note(kinds.DOCUMENT_ALTERED, opened.place, "documents: not what was deposited")


def check_note(opened: Opened, author: Person, ledger: str) -> None:
    """A note that an entry embeds is signed by its author and says what the entry says (F9.3-4).

    Raises:
        CryptoError: it does not.
    """
    shown = value(opened.content, "note")
    if opened.content.get("type") != NOTE or not isinstance(shown, str):
        return
    note, signed = unverified_note(shown.encode())
    key = author.keys.get(signed.kid)
    if key is None or key.state != "live":
        raise SignatureInvalid("note: not signed with a key of the author in force here")
    signed.verify_signature(load_public_key(key.raw))
    if (note.author, note.ledger) != (author.id, ledger):
        raise SignatureInvalid("note: of another author or for another ledger")
    if not _says_the_same(opened, note):
        raise SignatureInvalid("note: says something else than the entry that embeds it")


def _shown(opened: Opened) -> Mapping[str, Json] | None:
    if not opened.revealed or opened.content.get("type") != DEPOSIT:
        return None
    document = value(opened.content, "document")
    return document if isinstance(document, dict) else None


def _fits(shown: Mapping[str, Json], line: DocumentListed, files: Mapping[str, bytes]) -> bool:
    if (shown.get("name"), shown.get("digest")) != (line.name, line.digest):
        return False
    data = files.get(names.document(line.name)) if line.given else None
    # A listed file that is missing is a finding of its own.
    if data is None:
        return True
    size = shown.get("size")
    counted = isinstance(size, int) and not isinstance(size, bool)  # Python takes true for 1
    return counted and (digest(data), len(data)) == (line.digest, size)


def _says_the_same(opened: Opened, note: Note) -> bool:
    words, written = value(opened.content, "words"), value(opened.content, "written")
    said = datetime.fromtimestamp(note.written, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if written is not None and written != said:
        return False
    if not isinstance(words, list) or (None in words and opened.gaps):
        return True  # of which a part is withheld: null in an entry that shows all is no such gap
    return "".join(map(_plain, words)) == note.text


def _plain(segment: Json) -> str:
    words = segment.get("as") if isinstance(segment, dict) else segment
    return words if isinstance(words, str) else ""
