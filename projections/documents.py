"""The documents of an enquiry: what each is, who deposited it, and which entries it belongs to."""

from __future__ import annotations

from datetime import datetime

from domain.entry import Entry
from domain.events.documents import DocumentDeposited
from domain.values import Mark
from projections.parts import Author, author_of
from projections.reading import AsKnown, Reading
from projections.times import Happened, happened
from projections.view import View

__all__ = ["Deposited", "Documents", "documents"]


class Deposited(View):
    """A document that stands: one that was withdrawn or corrected since is not listed."""

    entry: int
    """The entry that deposits it."""
    form: str
    """What it is, by its code (`photograph`)."""
    title: str
    name: str
    """The random name under which it is kept, and read."""
    media_type: str
    size: int
    """Bytes."""
    digest: str
    """SHA-256 of the file, base64url."""
    happened: Happened
    recorded: datetime
    author: Author
    concerns: tuple[int, ...]
    """The entries that it belongs to."""


class Unseen(View):
    """A document that this reader may not see."""

    entry: int
    withheld: Mark


class Documents(View):
    """The standing documents of an enquiry, the latest first."""

    known: AsKnown
    documents: tuple[Deposited, ...]
    withheld: tuple[Unseen, ...]


_PARTS = ("form", "title", "document", "concerns")


def documents(reading: Reading) -> Documents:
    """Every document that the reader may see, and which are withheld."""
    standing = [
        (entry, entry.event, reading.gap(entry, *_PARTS))
        for entry in reversed([*reading.enquiry.standing()])
        if isinstance(entry.event, DocumentDeposited)
    ]
    return Documents(
        known=reading.as_known(),
        documents=tuple(_deposited(one, event, reading) for one, event, gap in standing if not gap),
        withheld=tuple(Unseen(entry=one.seq, withheld=gap) for one, _, gap in standing if gap),
    )


def _deposited(entry: Entry, event: DocumentDeposited, reading: Reading) -> Deposited:
    return Deposited(
        entry=entry.seq,
        form=event.form,
        title=event.title,
        name=event.document.name,
        media_type=event.document.media_type,
        size=event.document.size,
        digest=event.document.digest,
        happened=happened(entry),
        recorded=entry.recorded,
        author=author_of(entry, reading.profile),
        concerns=event.concerns,
    )
