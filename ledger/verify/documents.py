"""Documents: each one that an entry deposits is there, and is what the entry says."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, Final

from crypto.canonical import Json, b64
from crypto.documents import (
    Deposit,
    DocumentBroken,
    DocumentPlace,
    open_document,
    unwrap_deposit,
)
from crypto.entry import Claims
from crypto.sealing import SealBroken
from domain.entry import read_content
from domain.events.documents import DocumentDeposited
from ledger.verify import kinds
from ledger.verify.kinds import Kind
from ledger.verify.rows import Reader

_ROW: Final = "SELECT wrapped FROM documents WHERE name = ? AND stream = ?"


class DocumentWrong(Exception):
    """What is wrong with a document: the kind of finding, what should be there, what is."""

    def __init__(self, kind: Kind, expected: str, found: str) -> None:
        super().__init__(kind, expected, found)


def check_document(
    reader: Reader,
    folder: Path,
    stream_keys: Sequence[bytes],
    claims: Claims,
    content: dict[str, Json],
) -> None:
    """Read the document that an entry deposits to its end.

    Raises:
        DocumentWrong: it is gone, or not what the entry says.
        ContentRefused: the content is not that of a deposit.
    """
    event = read_content(content).event
    if not isinstance(event, DocumentDeposited):
        return
    document = event.document
    place = DocumentPlace(claims.aud, claims.sub, document.name)
    rows = reader.rows(_ROW, (document.name, claims.sub))
    if not rows or type(rows[0][0]) is not bytes:
        raise DocumentWrong(kinds.DOCUMENT_MISSING, "the key of the deposited document", "nothing")
    deposit = _unwrapped(place, stream_keys, rows[0][0])
    if _told(deposit) != (document.digest, document.size, document.media_type):
        raise _altered("the description that the entry has", "another description")
    try:
        with (folder / document.name).open("rb") as file:
            found = _digest(place, deposit, file)
    except OSError as error:
        raise DocumentWrong(
            kinds.DOCUMENT_MISSING, "the file of the deposited document", str(error.strerror)
        ) from None
    if found != document.digest:
        raise _altered("the file that was deposited", "another file")


def _unwrapped(place: DocumentPlace, stream_keys: Sequence[bytes], wrapped: bytes) -> Deposit:
    for key in stream_keys:
        try:
            return unwrap_deposit(place, key, wrapped)
        except SealBroken:
            continue
    raise _altered("a key wrapped for this document", "another")


def _told(deposit: Deposit) -> tuple[str, int, str]:
    return b64(deposit.digest), deposit.size, deposit.media_type


def _digest(place: DocumentPlace, deposit: Deposit, file: BinaryIO) -> str:
    hashed = hashlib.sha256()
    try:
        for chunk in open_document(place, deposit, file.read):
            hashed.update(chunk)
    except DocumentBroken as error:
        raise _altered("the file that was deposited", str(error)) from None
    return b64(hashed.digest())


def _altered(expected: str, found: str) -> DocumentWrong:
    return DocumentWrong(kinds.DOCUMENT_ALTERED, expected, found)
