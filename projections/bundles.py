"""The bundles of an enquiry that were issued: what is outside, with whom, and so beyond reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from domain.entry import Entry
from domain.events.disclosure import BundleIssued, RecipientKind
from domain.wording import Phrases, metadata_of
from projections.parts import Author, author_of
from projections.reading import AsKnown, Reading
from projections.view import View

__all__ = ["Bundles", "Issued", "bundles"]


class Issued(View):
    """One bundle: for whom, what of the record, and who answers for it."""

    entry: int
    """The entry that issued it; its signature covers the list of contents."""
    recipient: str
    """The kind of recipient, in words."""
    name: str
    purpose: str
    policy: str
    size: int
    """The size of the log up to which it shows the record."""
    as_known_at: datetime | None
    withheld_entries: int
    withheld_parts: int
    withheld_documents: int
    orders: tuple[int, ...]
    """The orders for disclosure under which protected content is in it."""
    manifest: str
    """Digest of its list of contents, by which a copy can be told."""
    issued: datetime
    author: Author


class Bundles(View):
    """Every bundle that was issued, the latest first, as far as the reader may see it."""

    known: AsKnown
    bundles: tuple[Issued, ...]


def bundles(reading: Reading) -> Bundles:
    """What has left the record."""
    return Bundles(known=reading.as_known(), bundles=tuple(_issued(reading)))


def _issued(reading: Reading) -> Iterator[Issued]:
    """A bundle stays outside though its entry be corrected or withdrawn: all are listed."""
    for entry in reversed(reading.enquiry.entries):
        event = entry.event
        if isinstance(event, BundleIssued) and reading.sees(entry, *type(event).model_fields):
            yield _described(entry, event, reading)


def _described(entry: Entry, event: BundleIssued, reading: Reading) -> Issued:
    return Issued(
        entry=entry.seq,
        recipient=_KINDS[event.recipient],
        name=event.name,
        purpose=event.purpose,
        policy=event.policy_name,
        size=event.size,
        as_known_at=event.as_known_at,
        withheld_entries=event.withheld_entries,
        withheld_parts=event.withheld_parts,
        withheld_documents=event.withheld_documents,
        orders=event.orders,
        manifest=event.manifest,
        issued=entry.recorded,
        author=author_of(entry, reading.profile),
    )


_KINDS: Final[Mapping[str, str]] = next(
    mark.words for mark in metadata_of(RecipientKind) if isinstance(mark, Phrases)
)
