"""Documents over HTTP: streamed in and out, and shown to nobody whom they do not concern."""

import hashlib
from collections.abc import Iterator
from typing import Any, Final

import pytest

from api import limits
from crypto.canonical import b64
from tests.api.serving import Person, Served

OK, CREATED, MISSING, TOO_LARGE, MISMATCH, REFUSED = 200, 201, 404, 413, 415, 422
JPEG: Final = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200_000)


def deposited(house: Served, by: Person, **given: Any) -> dict[str, Any]:
    """A photograph that somebody sends and records."""
    document = by.send(f"{house.maya}/documents", JPEG, "image/jpeg").json()
    data = {"form": "photograph", "title": "the bruise", "document": document}
    entries = by.signed("DocumentDeposited", [house.told.enquiries["maya"]], data, **given)
    assert by.admit(entries).status_code == CREATED
    return dict(document)


def test_what_was_sent_is_what_is_read(writing: Served) -> None:
    """To the byte, as the kind of file that it is, and never as a page that a browser runs."""
    ruth = writing.person("ruth")
    document = deposited(writing, ruth)
    assert document["digest"] == b64(hashlib.sha256(JPEG).digest())
    answer = ruth.get(f"{writing.maya}/documents/{document['name']}")
    assert (answer.status_code, answer.content) == (OK, JPEG)
    assert answer.headers["content-type"] == "image/jpeg"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


def test_who_may_not_see_the_entry_gets_no_document(writing: Served) -> None:
    """Neither an outsider, nor a participant from whom the entry is withheld."""
    ruth = writing.person("ruth")
    document = deposited(writing, ruth, mark="restricted")
    path = f"{writing.maya}/documents/{document['name']}"
    assert ruth.get(path).status_code == OK
    for name in ("grace", "tom", "stranger"):
        assert writing.person(name).get(path).status_code == MISSING, name
    leo = f"/api/enquiries/{writing.told.enquiries['leo']}/documents/{document['name']}"
    assert ruth.get(leo).status_code == MISSING


def test_what_is_sent_and_not_recorded_is_seen_by_nobody(writing: Served) -> None:
    """Not even by whoever sent it."""
    ruth = writing.person("ruth")
    document = ruth.send(f"{writing.maya}/documents", JPEG, "application/octet-stream").json()
    answer = ruth.get(f"{writing.maya}/documents/{document['name']}")
    assert answer.status_code == MISSING


@pytest.mark.parametrize(
    ("data", "media_type", "status"),
    [
        (b"", "application/pdf", REFUSED),
        (b"<html>", "text/plain", REFUSED),
        (JPEG, "application/pdf", MISMATCH),
        (bytes(100), "application/octet-stream", REFUSED),
    ],
)
def test_files_of_no_use_are_refused(
    writing: Served, data: bytes, media_type: str, status: int
) -> None:
    """Each with a reason that names the document."""
    answer = writing.person("ruth").send(f"{writing.maya}/documents", data, media_type)
    assert (answer.status_code, answer.json()["field"]) == (status, "document")


def test_who_records_nothing_deposits_nothing(writing: Served) -> None:
    """Inspectors read, registrars enrol; in an enquiry that is not there nobody does anything."""
    path = f"{writing.maya}/documents"
    for name in ("inspector", "registrar"):
        answer = writing.person(name).send(path, JPEG, "image/jpeg")
        assert (answer.status_code, answer.json()["refusal"]) == (REFUSED, "may-not-record")
    nowhere = path.replace(writing.told.enquiries["maya"], "0" * 8 + "-0000-0000-0000-" + "0" * 12)
    assert writing.person("ruth").send(nowhere, JPEG, "image/jpeg").status_code == MISSING


def test_a_document_is_streamed(writing: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far more than any other body may have; too much of it is cut off where its limit is."""
    ruth = writing.person("ruth")
    path, headers = f"{writing.maya}/documents", {**ruth.headers, "Content-Type": "image/jpeg"}

    def parts() -> Iterator[bytes]:
        yield JPEG
        for _ in range(20):
            yield bytes(2**20)

    answer = ruth.http.post(path, content=parts(), headers=headers)
    assert (answer.status_code, answer.json()["size"]) == (CREATED, len(JPEG) + 20 * 2**20)
    monkeypatch.setattr(limits, "MAX_DOCUMENT_BYTES", 2**20)
    for content in (parts(), b"".join(parts())):
        answer = ruth.http.post(path, content=content, headers=headers)
        assert (answer.status_code, answer.json()["field"]) == (TOO_LARGE, "body")
