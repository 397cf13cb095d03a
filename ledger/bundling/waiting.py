"""A bundle on its way: sealed as it was prepared until its officer has signed, and for a day.

Whoever works in a browser signs elsewhere than where it was prepared. What they sign is the digest
of this list of contents, so it is these bytes that are kept, and no others are given out for them.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Final

import orjson

from crypto import bundlenames as names
from crypto.archive import Archive, write_archive
from crypto.documents import MAX_DOCUMENT_BYTES
from crypto.manifest import Manifest
from domain.events.disclosure import BundleIssued
from ledger.bundling.issuing import whole
from ledger.bundling.wanted import Decision, Saved, Wanted
from ledger.bundling.writing import Prepared, TooLarge
from ledger.documents import UnknownDocument
from ledger.documents.incoming import DocumentTooLong
from ledger.draft import DraftRequest
from ledger.ledger import Ledger, NotFound

__all__ = ["Waiting", "fetch", "set_aside"]

MEDIA_TYPE: Final = "application/vnd.countersign.prepared-bundle"
"""Of no kind that anybody can deposit."""


@dataclass(frozen=True)
class Waiting:
    """A prepared bundle, and the entry that has issued it, if one has."""

    prepared: Prepared
    entry: int | None

    def whole(self, ledger: Ledger) -> bytes:
        """The archive to hand on.

        Raises:
            NotFound: it has not been issued.
        """
        if self.entry is None:
            raise NotFound("bundle: it has not been signed", field="bundle")
        return whole(ledger, self.prepared, self.entry)


def set_aside(ledger: Ledger, prepared: Prepared, officer: str) -> str:
    """Keep a bundle by a policy that ships for the officer who prepared it; its name.

    Raises:
        TooLarge: longer than a document may be.
        DiskFull, ReadOnly: it cannot be written.
    """
    files = {names.MANIFEST: prepared.manifest.encode(), **prepared.files}
    parts = (orjson.dumps(_header(prepared, officer)), b"\n", write_archive(files))
    try:
        return ledger.store.documents.set_aside(prepared.wanted.enquiry, parts, MEDIA_TYPE)
    except DocumentTooLong as refused:
        raise TooLarge(
            f"bundle: more than {MAX_DOCUMENT_BYTES // 2**20} MiB; withhold some of its files and "
            "hand them out in a bundle of their own, or have it made on the command line",
            field="documents",
        ) from refused


def fetch(ledger: Ledger, enquiry: str, name: str, officer: str) -> Waiting:
    """What was kept for this officer.

    Raises:
        NotFound: there is none of this name, it waited for more than a day, or it is not theirs.
    """
    try:
        described = ledger.store.documents.describe(enquiry, name)
        data = b"".join(ledger.store.documents.read(enquiry, name))
    except UnknownDocument as gone:
        raise _gone() from gone
    header, _, archive = data.partition(b"\n")
    if described.media_type != MEDIA_TYPE:
        raise _gone()
    known: dict[str, Any] = orjson.loads(header)
    if known.pop("officer") != officer:
        raise _gone()
    prepared = _read(known, enquiry, archive)
    return Waiting(prepared, _entry(ledger, prepared, officer))


def _gone() -> NotFound:
    return NotFound("bundle: there is none that waits for you; prepare it again", field="bundle")


def _header(prepared: Prepared, officer: str) -> dict[str, Any]:
    wanted = prepared.wanted
    return {
        "officer": officer,
        "policy": wanted.saved.policy.policy.id,
        "recipient": wanted.recipient,
        "purpose": wanted.purpose,
        "size": wanted.size,
        "known": wanted.known,
        "decisions": list(map(asdict, wanted.decisions)),
        "request": prepared.request.model_dump(mode="json"),
        "later": prepared.later,
        "published": prepared.published,
    }


def _read(known: dict[str, Any], enquiry: str, archive: bytes) -> Prepared:
    files = dict(Archive.open(archive))
    manifest = Manifest.parse(files.pop(names.MANIFEST))
    saved = Saved.shipped(known["policy"])
    if saved.digest != manifest.policy:
        raise _gone()  # the program was updated meanwhile, and its policy with it
    wanted = Wanted(
        enquiry,
        saved,
        known["recipient"],
        known["purpose"],
        size=known["size"],
        known=known["known"],
        decisions=tuple(_decisions(known["decisions"])),
    )
    return Prepared(
        wanted=wanted,
        manifest=manifest,
        files=files,
        request=DraftRequest.model_validate(known["request"]),
        later=tuple(known["later"]),
        published=known["published"],
    )


def _decisions(given: Iterable[dict[str, Any]]) -> Iterable[Decision]:
    return (Decision(**one) for one in given)


def _entry(ledger: Ledger, prepared: Prepared, officer: str) -> int | None:
    """The entry by which the officer issued this very list of contents."""
    for entry in reversed(ledger.reads.enquiry(prepared.wanted.enquiry).entries):
        event = entry.event
        issued = isinstance(event, BundleIssued) and event.manifest == prepared.manifest.digest
        if issued and entry.author == officer:
            return entry.seq
    return None
