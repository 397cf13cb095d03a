"""Documents: reports, letters, photographs and notes, kept sealed beside the record."""

from typing import Annotated, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.directory import Bytes32
from domain.values import EntryNumber, Id, Refers, Value, Words, unique
from domain.wording import Phrases

Form = Literal["report", "letter", "photograph", "body_map", "notes", "recording", "order", "other"]


class Document(Value):
    """A deposited file: where it lies, and what it was when it was deposited."""

    name: Id
    """The random name under which the ledger keeps it; it says nothing of what it is."""
    digest: Bytes32
    """SHA-256 of the file, base64url: whoever has the file can tell whether it is this one."""
    media_type: Annotated[str, Field(max_length=100, pattern=r"^[a-z]+/[a-z0-9.+-]+$")]
    """What its bytes were found to be (RFC 6838)."""
    size: Annotated[int, Field(ge=1, strict=True)]
    """Bytes."""


class DocumentDeposited(
    Event, type="document-deposited/1", rows="REC-04 MED-06 MED-24", by="any", countersign=NONE
):
    """A file was put beside the record, exactly as it is, sealed with a key of its own."""

    says = (
        "{occurred}, {actor} deposited {form}: {title}. Its digest is {document.digest}"
        "[. It belongs to these entries: {concerns}]."
    )
    example = {
        "form": "photograph",
        "title": "the bruise on Maya’s left forearm, taken at school",
        "document": {
            "name": "9b1c7a52-6a0e-4a2f-9c55-0f6a0f2d7b11",
            "digest": "d" * 42 + "A",
            "media_type": "image/jpeg",
            "size": 482133,
        },
        "concerns": [4],
    }

    form: Annotated[
        Form,
        Phrases(
            {
                "report": "a report",
                "letter": "a letter",
                "photograph": "a photograph",
                "body_map": "a body map drawn by hand",
                "notes": "notes made at the time",
                "recording": "a recording",
                "order": "an order of a court",
                "other": "a document",
            }
        ),
    ]
    title: Words
    """What it is, as a reader of the chronology needs to know."""
    document: Document
    """The file, as the ledger described it when it took it in."""
    concerns: Annotated[tuple[EntryNumber, ...], unique(), Refers("concerns")] = ()
    """The entries that it belongs to: what was typed from these notes, what the picture shows."""
