"""A document as it comes in, in parts of any length: its beginning, then all of it."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

from crypto.documents import MAX_DOCUMENT_BYTES
from ledger.documents.media import HEAD_BYTES, MediaRefused
from ledger.errors import Problem


class DocumentTooLong(Problem):
    """More bytes than a document may have."""

    code = "document-too-long"
    status = 413
    title = "This document is too long"


class Incoming:
    """A document as it comes in: its beginning, then all of it, counted and hashed."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._first: list[bytes] = []
        self._hash = hashlib.sha256()
        self.size = 0

    def head(self) -> bytes:
        """The first 8 KiB, or all of it.

        Raises:
            MediaRefused: there is not one byte.
        """
        while sum(map(len, self._first)) < HEAD_BYTES:
            part = next(self._parts, None)
            if part is None:
                break
            self._first.append(part)
        head = b"".join(self._first)[:HEAD_BYTES]
        if not head:
            raise MediaRefused("document: this file is empty", field="document")
        return head

    def counted(self) -> Iterator[bytes]:
        """Every part, from the first on.

        Raises:
            DocumentTooLong: there are more bytes than a document may have.
        """
        for part in chain(self._first, self._parts):
            self.size += len(part)
            if self.size > MAX_DOCUMENT_BYTES:
                raise DocumentTooLong(
                    f"document: longer than {MAX_DOCUMENT_BYTES // 2**20} MiB; deposit it in parts",
                    field="document",
                )
            self._hash.update(part)
            yield part

    def digest(self) -> bytes:
        """SHA-256 of all that was counted."""
        return self._hash.digest()
