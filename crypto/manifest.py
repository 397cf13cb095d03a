"""The manifest of a bundle, `bundle.json`: what is inside, what is not, and why (F16.8 to F16.16).

It lists every position of every stream up to the size of the view, every gap in what is given, and
the digest of every file. An officer signs its digest in an entry of the enquiry, so whoever issued
a bundle answers for what was left out of it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, Self

from crypto import bundlenames as names
from crypto.canonical import Json, NotCanonical, decode, digest, encode
from crypto.claims import (
    ClaimRefused,
    check_digest,
    check_line,
    check_number,
    check_time,
    check_uuid,
)
from crypto.listed import (
    AnchorListed,
    DocumentListed,
    EntryListed,
    FileListed,
    Gap,
    ManifestRefused,
    Recipient,
    StreamListed,
    read_code,
    read_digests,
    read_each,
    read_object,
    read_truth,
    read_words,
)

__all__ = [
    "FORMAT",
    "AnchorListed",
    "DocumentListed",
    "EntryListed",
    "FileListed",
    "Gap",
    "Manifest",
    "ManifestRefused",
    "Recipient",
    "StreamListed",
]

FORMAT: Final = "countersign-bundle/1"

_MEMBERS: Final = frozenset(
    {"anchors", "consistency", "demonstration", "documents", "enquiry", "files", "format"}
    | {"known", "ledger", "made", "origin", "policy", "purpose", "reasons", "recipient"}
    | {"root", "size", "streams", "withheld"}
)
_OPTIONAL: Final = frozenset({names.TEMPLATES, names.ABSENCE})


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself. By itself it is a claim that nobody has signed.

    `size` is the number of leaves of the view and `root` the root there (base64url); `consistency`
    leads from there to the bundle's checkpoint. `known` and `made` are seconds since 1970; `known`
    is None unless the view was asked for by a time. `policy` is the digest of the policy by which
    parts were withheld. `reasons` gives the words for each code.

    Raises:
        ManifestRefused: an order, a reference or the list of files is not as it must be.
    """

    ledger: str
    demonstration: bool
    origin: str
    enquiry: str
    size: int
    root: str
    consistency: tuple[str, ...]
    known: int | None
    made: int
    recipient: Recipient
    policy: str
    purpose: str
    streams: tuple[StreamListed, ...]
    withheld: tuple[Gap, ...]
    documents: tuple[DocumentListed, ...]
    reasons: Mapping[str, str]
    anchors: tuple[AnchorListed, ...]
    files: tuple[FileListed, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if self.known is not None and self.known > self.made:
            raise ManifestRefused("known: later than made")
        _check_streams(self)
        _check_withheld(self)
        _ascend("anchors", [one.size for one in self.anchors])
        _check_files(self)

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """Read a manifest; `encode` gives the same bytes again.

        Raises:
            ManifestRefused: not in its one accepted form.
        """
        try:
            return cls(**_read(read_object("bundle.json", decode(data), _MEMBERS)))
        except (ClaimRefused, NotCanonical) as error:
            raise ManifestRefused(f"bundle.json: {error}") from error

    def encode(self) -> bytes:
        """The bytes whose digest is signed."""
        return encode(self.as_json())

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, base64url: what the issuing entry carries."""
        return digest(self.encode())

    def stream(self, stream: str) -> StreamListed | None:
        """The stream of this id, if the bundle has it."""
        return next((one for one in self.streams if one.stream == stream), None)

    def counted(self) -> dict[str, Any]:
        """How many entries, parts of others and documents are withheld, and for which reasons."""
        positions = [one for stream in self.streams for one in stream.entries]
        entries = [one.withheld for one in positions if one.withheld is not None]
        parts = [gap.reason for gap in self.withheld]
        documents = [one.withheld for one in self.documents if one.withheld is not None]
        return {
            "entries": len(entries),
            "parts": len(parts),
            "documents": len(documents),
            "reasons": dict(sorted(Counter(entries + parts + documents).items())),
        }

    def implied(self) -> Iterator[str]:
        """The names of the files of which the other members speak."""
        yield from (names.CHECKPOINT, names.GENESIS)
        for stream in self.streams:
            yield names.head(stream.stream)
            for entry in stream.entries:
                yield names.proof(stream.stream, entry.seq)
                if entry.given:
                    yield names.entry(stream.stream, entry.seq)
        yield from (names.document(one.name) for one in self.documents if one.given)
        for anchor in self.anchors:
            yield names.anchor(anchor.size)
            yield from (names.stamp(anchor.size, n + 1) for n in range(anchor.stamps))

    def as_json(self) -> dict[str, Json]:
        """The manifest as JSON."""
        return {
            "anchors": [one.as_json() for one in self.anchors],
            "consistency": [*self.consistency],
            "demonstration": self.demonstration,
            "documents": [one.as_json() for one in self.documents],
            "enquiry": self.enquiry,
            "files": [one.as_json() for one in self.files],
            "format": FORMAT,
            "known": self.known,
            "ledger": self.ledger,
            "made": self.made,
            "origin": self.origin,
            "policy": self.policy,
            "purpose": self.purpose,
            "reasons": dict(self.reasons),
            "recipient": self.recipient.as_json(),
            "root": self.root,
            "size": self.size,
            "streams": [one.as_json() for one in self.streams],
            "withheld": [one.as_json() for one in self.withheld],
        }


def _read(value: dict[str, Json]) -> dict[str, Any]:
    if value["format"] != FORMAT:
        raise ManifestRefused(f"format: not {FORMAT}")
    return {
        "ledger": check_digest("ledger", value["ledger"]),
        "demonstration": read_truth("demonstration", value["demonstration"]),
        "origin": check_line("origin", value["origin"]),
        "enquiry": check_uuid("enquiry", value["enquiry"]),
        "size": check_number("size", value["size"], least=1),
        "root": check_digest("root", value["root"]),
        "consistency": read_digests("consistency", value["consistency"]),
        "known": None if value["known"] is None else check_time("known", value["known"]),
        "made": check_time("made", value["made"]),
        "recipient": Recipient.read(value["recipient"]),
        "policy": check_digest("policy", value["policy"]),
        "purpose": read_words("purpose", value["purpose"]),
        "streams": read_each("streams", value["streams"], StreamListed.read),
        "withheld": read_each("withheld", value["withheld"], Gap.read),
        "documents": read_each("documents", value["documents"], DocumentListed.read),
        "reasons": _read_reasons(value["reasons"]),
        "anchors": read_each("anchors", value["anchors"], AnchorListed.read),
        "files": read_each("files", value["files"], FileListed.read),
    }


def _read_reasons(value: Json) -> dict[str, str]:
    if not isinstance(value, dict):
        raise ManifestRefused("reasons: not an object")
    return {read_code("reasons", code): read_words("reasons", value[code]) for code in value}


def _check_streams(manifest: Manifest) -> None:
    kinds = [one.kind for one in manifest.streams]
    if kinds != ["enquiry", "authority", *["directory"] * (len(kinds) - 2)]:
        raise ManifestRefused("streams: not one enquiry, the authority's, and then the directory's")
    if manifest.streams[0].stream != manifest.enquiry:
        raise ManifestRefused("streams: the first is not the enquiry")
    _ascend("streams", [one.stream for one in manifest.streams[2:]])
    if len({one.stream for one in manifest.streams}) != len(kinds):
        raise ManifestRefused("streams: one stands twice")
    for stream in manifest.streams:
        _ascend("entries.seq", [one.seq for one in stream.entries])
        _ascend("entries.index", [one.index for one in stream.entries])
        if stream.kind != "enquiry" and not all(one.given for one in stream.entries):
            raise ManifestRefused("entries.given: false outside the enquiry")
    indexes = [one.index for stream in manifest.streams for one in stream.entries]
    if len(set(indexes)) != len(indexes):
        raise ManifestRefused("entries.index: one stands twice")


def _check_withheld(manifest: Manifest) -> None:
    entries = [(one.stream, entry) for one in manifest.streams for entry in one.entries]
    given = {(stream, entry.seq) for stream, entry in entries if entry.given}
    _ascend("withheld", [(one.stream, one.seq, one.digest) for one in manifest.withheld])
    _ascend("documents", [(one.stream, one.seq) for one in manifest.documents])
    if len({one.name for one in manifest.documents}) != len(manifest.documents):
        raise ManifestRefused("documents.name: one stands twice")
    if not given.issuperset((one.stream, one.seq) for one in manifest.withheld):
        raise ManifestRefused("withheld: a part of an entry that is not given")
    if not given.issuperset((one.stream, one.seq) for one in manifest.documents):
        raise ManifestRefused("documents: of an entry that is not given")
    if not manifest.counted()["reasons"].keys() <= manifest.reasons.keys():
        raise ManifestRefused("reasons: one is given no words")


def _check_files(manifest: Manifest) -> None:
    listed = [one.name for one in manifest.files]
    _ascend("files", listed)
    implied = set(manifest.implied())
    if not implied.issubset(listed):
        raise ManifestRefused("files: not all of those that the manifest speaks of")
    for name in set(listed) - implied:
        if name not in _OPTIONAL and not names.is_reading_copy(name):
            raise ManifestRefused("files: one that the manifest does not speak of")


def _ascend(what: str, values: Sequence[Any]) -> None:
    """Each has one place, so that the same content has one manifest."""
    if any(not one < two for one, two in pairwise(values)):
        raise ManifestRefused(f"{what}: not in ascending order")
