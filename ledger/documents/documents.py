"""Taking documents in, giving them out, and taking them away.

A document is written under a random name before its row is committed, and its row is tied to an
entry when that entry is committed. So after a crash there is at worst a file without a row, or a
row without an entry; both are swept away once nobody can still be waiting for them.
"""

import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from crypto.canonical import b64
from crypto.documents import (
    Deposit,
    DocumentBroken,
    DocumentPlace,
    open_document,
    seal_document,
    unwrap_deposit,
    wrap_deposit,
)
from crypto.sealing import SealBroken, new_key
from domain.events.documents import Document
from ledger.database import Database, Session
from ledger.documents.incoming import Incoming
from ledger.documents.media import ACCEPTED, media_type_of
from ledger.errors import DiskFull, Problem, ReadOnly
from ledger.keys.keystore import Keystore

WAITING_SECONDS: Final = 86_400
"""How long a document waits for the entry that deposits it, before it is swept away."""
_SURE_SECONDS: Final = WAITING_SECONDS - 3600
"""Up to what age an entry may still be admitted: by then no sweep can have begun."""

_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL

_INSERT: Final = "INSERT INTO documents (name, stream, wrapped, deposited) VALUES (?, ?, ?, ?)"
_SELECT: Final = "SELECT wrapped, seq, deposited FROM documents WHERE name = ? AND stream = ?"
_TIE: Final = "UPDATE documents SET seq = ? WHERE name = ? AND stream = ? AND seq IS NULL"
_OF: Final = "SELECT name, wrapped, seq FROM documents WHERE stream = ?"
_REWRAP: Final = "UPDATE documents SET wrapped = ? WHERE name = ?"
_DELETE: Final = "DELETE FROM documents WHERE name = ?"
_OLD: Final = "SELECT name FROM documents WHERE seq IS NULL AND deposited < ?"
_ALL: Final = "SELECT name FROM documents"


class UnknownDocument(Problem):
    """There is no such document, or it was disposed of."""

    code = "no-such-document"
    status = 404
    title = "There is no such document"


class DocumentUnreadable(Problem):
    """What is stored cannot be what was deposited; the ledger must be verified."""

    code = "document-unreadable"
    status = 500
    title = "A stored document is not as it was deposited"


class Documents:
    """The documents of one ledger, sealed in files of one folder."""

    def __init__(
        self,
        folder: Path,
        database: Database,
        keystore: Keystore,
        ledger: str,
        clock: Callable[[], int],
    ) -> None:
        self._folder = folder
        self._database = database
        self._keystore = keystore
        self._ledger = ledger
        self._clock = clock

    def deposit(self, stream: str, parts: Iterable[bytes], declared: str | None = None) -> Document:
        """Take in a document of an enquiry: durable when this returns, and described for the entry
        that is to deposit it within a day. Only a chunk of it is in memory at any time.

        Raises:
            MediaRefused, MediaMismatch: of no accepted kind, or not of the one declared.
            DocumentTooLong: it has more than 256 MiB.
            UnknownDocument: the enquiry was disposed of.
            DiskFull, ReadOnly: it could not be written; nothing is left of it.
        """
        incoming = Incoming(parts)
        return self._take(stream, incoming, media_type_of(incoming.head(), declared))

    def set_aside(self, stream: str, parts: Iterable[bytes], media_type: str) -> str:
        """Seal something of the ledger's own making for a day; its name. No entry can deposit it.

        Raises:
            DocumentTooLong, UnknownDocument, DiskFull, ReadOnly: as `deposit`.
        """
        if media_type in ACCEPTED:
            raise ValueError(f"{media_type}: an entry could deposit it")
        return self._take(stream, Incoming(parts), media_type).name

    def check(self, stream: str, document: Document) -> None:
        """Whether this is a document of the enquiry as it was described when it was taken in.

        Raises:
            UnknownDocument: there is none, it waited for nearly a day, it is another, or an entry
                deposits it already: a document goes with the one entry that deposits it.
        """
        deposit, seq, deposited = self._row(stream, document.name)
        if _described(document.name, deposit) != document or deposit.media_type not in ACCEPTED:
            raise UnknownDocument("document: not as it was described", field="document")
        if seq is not None:
            raise UnknownDocument(
                f"document: entry {seq} deposits it already; deposit the file again to say "
                "otherwise of it",
                field="document",
            )
        if deposited < self._clock() - _SURE_SECONDS:
            raise UnknownDocument("document: waited too long; deposit it again", field="document")

    def describe(self, stream: str, name: str) -> Document:
        """What a document is.

        Raises:
            UnknownDocument: there is none of that name in the enquiry.
        """
        return _described(name, self._row(stream, name)[0])

    def read(self, stream: str, name: str) -> Iterator[bytes]:
        """The bytes of a document, chunk by chunk, each authentic when it is given.

        Raises:
            UnknownDocument: there is none of that name in the enquiry.
            DocumentUnreadable: at any chunk: the file was altered, cut short or taken away.
        """
        deposit, *_ = self._row(stream, name)
        return self._chunks(self._place(stream, name), deposit)

    def _chunks(self, place: DocumentPlace, deposit: Deposit) -> Iterator[bytes]:
        try:
            with self._path(place.name).open("rb") as file:
                yield from open_document(place, deposit, file.read)
        except (OSError, DocumentBroken) as error:
            raise DocumentUnreadable(f"document {place.name}: {_reason(error)}") from error

    def tie(self, session: Session, stream: str, seq: int, names: Iterable[str]) -> None:
        """Say which entry deposits these, in the transaction that commits it."""
        for name in names:
            session.run(_TIE, (seq, name, stream))

    def rewrap(self, session: Session, stream: str, older: Sequence[bytes], new: bytes) -> None:
        """Wrap the keys of a stream's documents by its new key."""
        for name, wrapped, _ in session.rows(_OF, (stream,)):
            place = self._place(stream, name)
            for old in older:
                try:
                    deposit = unwrap_deposit(place, old, wrapped)
                except SealBroken:
                    continue  # by the new key already, or altered so that no key opens it
                session.run(_REWRAP, (wrap_deposit(place, new, deposit), name))
                break

    def drop(
        self, session: Session, stream: str, covers: Callable[[int], bool], *, waiting: bool
    ) -> list[str]:
        """Delete the rows of a stream's documents that entries which `covers` deposited, and also
        of those `waiting` for theirs; their names, for `remove` once that is committed.
        """
        gone = [
            name
            for name, _, seq in session.rows(_OF, (stream,))
            if (waiting if seq is None else covers(seq))
        ]
        for name in gone:
            session.run(_DELETE, (name,))
        return gone

    def remove(self, names: Iterable[str]) -> None:
        """Take away files whose rows, and with them their keys, are gone."""
        for name in names:
            self._path(name).unlink(missing_ok=True)

    def sweep(self) -> None:
        """Take away what no entry deposited in time, and files that have no row."""
        oldest = self._clock() - WAITING_SECONDS
        with self._database.write() as session:
            old = [name for (name,) in session.rows(_OLD, (oldest,))]
            for name in old:
                session.run(_DELETE, (name,))
            known = {name for (name,) in session.rows(_ALL)}
        self.remove(old)
        for path in self._folder.iterdir() if self._folder.exists() else ():
            if path.name not in known and path.stat().st_mtime < oldest:
                path.unlink(missing_ok=True)

    def _row(self, stream: str, name: str) -> tuple[Deposit, int | None, int]:
        with self._database.read() as session:
            rows = session.rows(_SELECT, (name, stream))
        if not rows:
            raise UnknownDocument("document: there is none of this name", field="document")
        wrapped, seq, deposited = rows[0]
        place, key = self._place(stream, name), self._key(stream)
        try:
            return unwrap_deposit(place, key, bytes(wrapped)), seq, deposited
        except SealBroken as error:
            raise DocumentUnreadable(f"document {name}: {error}") from error

    def _key(self, stream: str) -> bytes:
        key = self._keystore.stream_keys([stream]).get(stream)
        if key is None:
            raise UnknownDocument("enquiry: its records were disposed of", field="enquiry")
        return key

    def _take(self, stream: str, parts: Incoming, media_type: str) -> Document:
        """Write the file, and then the row by which it is known."""
        place = self._place(stream, str(uuid.uuid4()))
        deposit = self._write(place, parts, media_type)
        try:
            with self._database.write() as session:
                # Under the lock of disposals: none can replace the key that this is wrapped by.
                wrapped = wrap_deposit(place, self._key(stream), deposit)
                session.run(_INSERT, (place.name, stream, wrapped, self._clock()))
        except BaseException:
            self._path(place.name).unlink(missing_ok=True)
            raise
        return _described(place.name, deposit)

    def _write(self, place: DocumentPlace, parts: Incoming, media_type: str) -> Deposit:
        """Seal the parts into the file, on the disk before this returns; what they were."""
        self._folder.mkdir(mode=0o700, exist_ok=True)
        path, key = self._path(place.name), new_key()
        try:
            with _writing():
                file = os.fdopen(os.open(path, _NEW, 0o600), "wb")
            with closing(file):
                for chunk in seal_document(place, key, parts.counted()):
                    with _writing():
                        file.write(chunk)
                with _writing():
                    file.flush()
                    os.fsync(file.fileno())
                    _synchronise(self._folder)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return Deposit(key, parts.digest(), parts.size, media_type)

    def _place(self, stream: str, name: str) -> DocumentPlace:
        return DocumentPlace(self._ledger, stream, name)

    def _path(self, name: str) -> Path:
        return self._folder / str(uuid.UUID(name))  # nothing else can name a path


def _described(name: str, deposit: Deposit) -> Document:
    return Document(
        name=name,
        digest=b64(deposit.digest),
        media_type=deposit.media_type,
        size=deposit.size,
    )


def _synchronise(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _writing() -> Iterator[None]:
    """Say that it is our disk that failed, and not whoever sends the document."""
    try:
        yield
    except OSError as error:
        problem = ReadOnly if isinstance(error, PermissionError) else DiskFull
        raise problem(f"documents: {error.strerror}; nothing was deposited") from error


def _reason(error: OSError | DocumentBroken) -> str:
    return error.strerror or "cannot be read" if isinstance(error, OSError) else str(error)
