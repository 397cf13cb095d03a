"""Documents: kept as they are, read by whom they concern, gone with the entry that has them."""

import hashlib
import os
from collections.abc import Iterator
from typing import Any

import pytest

from crypto.canonical import b64
from crypto.documents import CHUNK_BYTES
from domain.events.documents import Document
from ledger.admission.admissions import Receipt
from ledger.depositing import deposit, read_document
from ledger.documents import (
    DocumentUnreadable,
    MediaMismatch,
    MediaRefused,
    UnknownDocument,
    incoming,
    media_type_of,
)
from ledger.documents.documents import WAITING_SECONDS
from ledger.documents.incoming import DocumentTooLong
from ledger.ledger import NotFound
from ledger.refusing import NotAdmitted
from ledger.verify import verify_ledger
from ledger.views import Views
from tests.service.officers import dispose, lawyer, registrar, some, whole
from tests.service.world import NOON, World, reopened

PDF = b"%PDF-1.7\n" + b"The child was seen. " * 10_000
UNPROVEN = {"unanchored", "no-trust-file", "pending"}


def taken_in(world: World, data: bytes = PDF) -> Document:
    """A file that the social worker has sent."""
    parts = (data[at : at + 10_000] for at in range(0, len(data), 10_000))
    return deposit(world.ledger, world.worker.practitioner, world.enquiry, parts)


def recorded(world: World, document: Document, **given: Any) -> Receipt:
    """The entry that deposits it."""
    data = {"form": "report", "title": "the school’s report", "document": document.model_dump()}
    return world.record(world.request("DocumentDeposited", data={**data, **given}))[0]


def read(world: World, name: str) -> bytes:
    """What whoever holds the master key reads."""
    reading = Views(world.ledger).reading(world.enquiry, None)
    return b"".join(read_document(world.ledger, reading, name)[1])


def found(world: World) -> set[str]:
    """What verification finds beyond what nobody gave it evidence for."""
    return {one.kind.code for one in verify_ledger(world.settings).findings} - UNPROVEN


def test_a_document_is_kept_as_it_is_and_named_by_its_digest(world: World) -> None:
    """The signed words have the digest; the file has nothing of the words in it."""
    document = taken_in(world)
    receipt = recorded(world, document)
    assert document.digest == b64(hashlib.sha256(PDF).digest())
    assert (document.size, document.media_type) == (len(PDF), "application/pdf")
    assert read(world, document.name) == PDF
    said = world.ledger.reads.enquiry(world.enquiry).entry(receipt.seq).frame.statement
    assert document.digest in "".join(map(str, said))
    (stored,) = world.settings.documents.iterdir()
    assert stored.name == document.name
    assert b"seen" not in stored.read_bytes()
    assert stored.stat().st_mode & 0o077 == 0
    assert not found(world)


def test_nobody_reads_a_document_that_no_entry_deposits(world: World) -> None:
    """Until it is recorded it is nobody's evidence."""
    document = taken_in(world)
    with pytest.raises(UnknownDocument):
        read(world, document.name)


@pytest.mark.parametrize(
    "change", [{"size": 1}, {"digest": "A" * 43}, {"media_type": "text/plain"}]
)
def test_an_entry_says_of_a_document_what_it_is(world: World, change: dict[str, Any]) -> None:
    """An entry that describes another file, or one that nobody deposited, is refused."""
    document = taken_in(world)
    with pytest.raises(UnknownDocument, match="document: "):
        recorded(world, document.model_copy(update=change))
    with pytest.raises(UnknownDocument):
        recorded(world, document.model_copy(update={"name": "0" * 36}))
    recorded(world, document)


def test_a_document_goes_with_one_entry(world: World) -> None:
    """Whoever would say otherwise of it deposits it again: disposal takes a file with its entry."""
    document = taken_in(world)
    recorded(world, document)
    with pytest.raises(UnknownDocument, match="already"):
        recorded(world, document, title="something else")


def test_who_records_nothing_deposits_nothing(world: World) -> None:
    """A registrar sees no case; of an enquiry that is not there nobody learns anything."""
    with pytest.raises(NotAdmitted):
        deposit(world.ledger, registrar(world).practitioner, world.enquiry, [PDF])
    for stream in (world.worker.practitioner, world.ledger.genesis.authority, "0" * 36):
        with pytest.raises(NotFound):
            deposit(world.ledger, world.worker.practitioner, stream, [PDF])


REFUSED = {
    "empty": b"",
    "a web page": b"<!DOCTYPE html><script>alert(1)</script>",
    "a drawing that runs": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "a program": b"MZ\x90\x00" + b"\0" * 100,
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "an archive": b"PK\x03\x04\x14\x00\x00\x00\x00\x00",
    "bytes": bytes(range(256)),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_runs_or_says_nothing_is_not_kept(world: World, what: str) -> None:
    """Told from the bytes, whatever it is called; nothing is left of it."""
    with pytest.raises(MediaRefused, match="document: "):
        taken_in(world, REFUSED[what])
    assert not list(world.settings.documents.glob("*"))


def test_a_declared_type_is_held_against_the_bytes() -> None:
    """A photograph that calls itself a letter is a mistake, or worse."""
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
    assert media_type_of(jpeg) == media_type_of(jpeg, "image/jpeg") == "image/jpeg"
    assert media_type_of("Mum said „no“.\n".encode()) == "text/plain"
    with pytest.raises(MediaMismatch, match="image/jpeg"):
        media_type_of(jpeg, "application/pdf")


def test_too_long_a_document_is_refused_before_its_end(
    on_sqlite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Chunks go to the disk as they come, so it need not end; and nothing of it stays."""
    monkeypatch.setattr(incoming, "MAX_DOCUMENT_BYTES", 2**22)
    given = 0

    def endless() -> Iterator[bytes]:
        nonlocal given
        yield PDF
        while True:
            given += 1
            yield bytes(2**20)

    with pytest.raises(DocumentTooLong):
        deposit(on_sqlite.ledger, on_sqlite.worker.practitioner, on_sqlite.enquiry, endless())
    assert given == 4
    assert not list(on_sqlite.settings.documents.iterdir())


def test_a_file_that_cannot_be_read_to_its_end_leaves_nothing(on_sqlite: World) -> None:
    """A connection that broke deposits nothing."""

    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionError

    with pytest.raises(ConnectionError):
        deposit(on_sqlite.ledger, on_sqlite.worker.practitioner, on_sqlite.enquiry, broken())
    assert not list(on_sqlite.settings.documents.iterdir())


def test_what_nobody_recorded_is_swept_away(world: World) -> None:
    """After a day; a file without a row too. What an entry deposits stays."""
    kept, left = taken_in(world), taken_in(world)
    recorded(world, kept)
    stray = world.settings.documents / "stray"
    stray.write_bytes(b"left by a crash")
    os.utime(stray, (NOON - 2 * WAITING_SECONDS,) * 2)
    world.ledger.store.documents.sweep()
    assert {path.name for path in world.settings.documents.iterdir()} == {kept.name, left.name}
    with world.ledger.store.database.write() as session:
        session.run("UPDATE documents SET deposited = ?", (NOON - WAITING_SECONDS - 1,))
    with pytest.raises(UnknownDocument, match="again"):
        recorded(world, left)
    with reopened(world.settings) as again:
        assert [path.name for path in world.settings.documents.iterdir()] == [kept.name]
        assert read(again, kept.name) == PDF


def test_a_document_goes_with_its_enquiry(world: World) -> None:
    """Its file, its key and every trace of it but the digest in the log's leaf."""
    recorded(world, taken_in(world))
    taken_in(world)
    dispose(world, lawyer(world), whole(world))
    assert not list(world.settings.documents.iterdir())
    assert not found(world)


def test_a_document_goes_with_its_entry_and_the_others_stay(world: World) -> None:
    """The others open under the enquiry's new key."""
    gone, kept, waiting = taken_in(world), taken_in(world), taken_in(world)
    receipt = recorded(world, gone)
    recorded(world, kept)
    dispose(world, lawyer(world), some(world, receipt.seq))
    assert {path.name for path in world.settings.documents.iterdir()} == {kept.name, waiting.name}
    assert read(world, kept.name) == PDF
    with pytest.raises(UnknownDocument):
        read(world, gone.name)
    recorded(world, waiting)
    assert not found(world)


def test_verification_reads_every_document(world: World) -> None:
    """A page changed, cut off or gone, a key gone: each is found, and no reader is given it."""
    document = taken_in(world)
    recorded(world, document)
    path = world.settings.documents / document.name
    whole_file = path.read_bytes()
    path.write_bytes(whole_file[:-1] + bytes([whole_file[-1] ^ 1]))
    assert found(world) == {"document-altered"}
    with pytest.raises(DocumentUnreadable):
        read(world, document.name)
    path.write_bytes(whole_file[: CHUNK_BYTES + 16])
    assert found(world) == {"document-altered"}
    path.unlink()
    assert found(world) == {"document-missing"}
    with pytest.raises(DocumentUnreadable):
        read(world, document.name)
    path.write_bytes(whole_file)
    with world.ledger.store.database.write() as session:
        session.run("UPDATE documents SET wrapped = ?", (b"another key",))
    assert found(world) == {"document-altered"}
    with world.ledger.store.database.write() as session:
        session.run("DELETE FROM documents")
    assert found(world) == {"document-missing"}


def test_documents_cannot_change_places(world: World) -> None:
    """One report put in the place of another, file and key alike, is found."""
    one, other = taken_in(world), taken_in(world, b"%PDF-1.7\nNothing was seen.")
    recorded(world, one)
    recorded(world, other)
    with world.ledger.store.database.write() as session:
        ((mine,),) = session.rows("SELECT wrapped FROM documents WHERE name = ?", (one.name,))
        session.run("UPDATE documents SET wrapped = ? WHERE name = ?", (mine, other.name))
    folder = world.settings.documents
    (folder / other.name).write_bytes((folder / one.name).read_bytes())
    assert found(world) == {"document-altered"}
