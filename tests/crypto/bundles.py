"""Bundles made by hand from a ledger in memory: what the writer of bundles must arrive at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from crypto import bundlenames as names
from crypto.canonical import Json, b64, decode, digest, encode, unb64
from crypto.disclosures import reveal_given
from crypto.listed import (
    AnchorListed,
    DocumentListed,
    EntryListed,
    FileListed,
    Gap,
    Recipient,
    StreamKind,
    StreamListed,
)
from crypto.manifest import Manifest
from crypto.note import NoteKey
from crypto.trust import TrustFile
from tests.crypto.memory import BEGUN, MemoryLedger, Person, Stored, key, other, uuid

ENQUIRY: Final = uuid("enquiry")
DOCUMENT: Final = uuid("document")
SEEN: Final = b"%PDF-1.7 seen."
REASONS: Final = {"third_party": "about somebody else", "privileged": "legally privileged"}
TEMPLATES: Final[dict[str, Json]] = {
    "child-seen/1": [{"get": "capacity.as"}, " saw ", {"get": "child"}, ": ", {"get": "words"}],
    "note/1": [{"get": "capacity.as"}, " noted: ", {"get": "words"}],
}
"""Templates of the types whose statements are put together again."""

Withhold = Callable[[int, str, Json], str | None]
"""Says of a part (position in the enquiry, name or "" for an element, value) why it is withheld."""


def nothing(_seq: int, _name: str, _value: Json) -> str | None:
    """Everything is given."""
    return None


@dataclass
class Story:
    """A small enquiry: a child seen, a document deposited, a note that refers to the first."""

    ledger: MemoryLedger
    ruth: Person
    seen: Stored
    deposited: Stored
    noted: Stored


def story() -> Story:
    """The story, in a log of 8 entries of which one is of another record."""
    ledger, ruth = MemoryLedger(), Person("Ruth Adeyemi", key(1))
    ledger.enrol(ledger.registrar)
    ledger.enrol(ruth)
    ledger.accept(ruth)
    adopted: dict[str, Json] = {"type": "profile-adopted/1", "name": {"v": "example"}}
    ledger.record(ledger.registrar, ledger.genesis.authority, adopted)
    seen = ledger.record(ruth, ENQUIRY, child_seen())
    ledger.leaf(other(1))
    deposited = ledger.record(ruth, ENQUIRY, deposit(SEEN))
    noted = ledger.record(ruth, ENQUIRY, note("She was calm."), [seen.ref("concerns")])
    return Story(ledger, ruth, seen, deposited, noted)


def child_seen() -> dict[str, Json]:
    """The content of an entry, with a person and a child's own words."""
    maya: Json = {"as": "Maya", "p": "maya"}
    words: list[Json] = ["I want to go to ", {"as": "Nan", "p": "gran"}, "’s."]
    return {
        "type": "child-seen/1",
        "child": {"v": maya},
        "words": {"kind": "verbatim", "v": words},
        "statement": ["Ruth Adeyemi", " saw ", maya, ": ", *words],
    }


def deposit(data: bytes, name: str = DOCUMENT) -> dict[str, Json]:
    """The content of an entry that deposits a file."""
    shown: dict[str, Json] = {
        "digest": digest(data),
        "media_type": "application/pdf",
        "name": name,
        "size": len(data),
    }
    return {"type": "document-deposited/1", "document": {"v": shown}, "title": {"v": "a letter"}}


def note(words: str, author: str = "Ruth Adeyemi") -> dict[str, Json]:
    """The content of a note."""
    return {
        "type": "note/1",
        "words": {"v": [words]},
        "statement": [author, " noted: ", words],
    }


@dataclass
class Draft:
    """A bundle before its manifest is made and signed; a test may change any part of it."""

    ledger: MemoryLedger
    issuer: Person
    size: int
    upto: int
    """The size of the checkpoint that proofs lead to."""
    withhold: Withhold = nothing
    of_signers: Withhold = nothing
    """The same for entries of the directory and of the authority’s stream."""
    reasons: Mapping[str, str] = field(default_factory=lambda: REASONS)
    whole: Mapping[int, str] = field(default_factory=dict)
    """Positions of the enquiry that are withheld whole, and why."""
    documents: Mapping[str, bytes] = field(default_factory=lambda: {DOCUMENT: SEEN})
    anchors: Mapping[int, Sequence[bytes]] = field(default_factory=dict)
    cosign: Callable[[bytes], bytes] = lambda note: note
    known: int | None = None
    extra: dict[str, bytes] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        checkpoint = self.cosign(self.ledger.checkpoint(self.upto))
        self.files = {
            names.CHECKPOINT: checkpoint,
            names.GENESIS: self.ledger.genesis.encode(),
            names.TEMPLATES: encode(TEMPLATES),
            **{names.document(name): data for name, data in self.documents.items()},
        }
        for size, tokens in self.anchors.items():
            self.files[names.anchor(size)] = self.ledger.checkpoint(size)
            for number, token in enumerate(tokens, 1):
                self.files[names.stamp(size, number)] = token
        self.streams = [self._stream(stream, kind) for stream, kind in self._listed()]
        self.files |= self.extra

    def manifest(self) -> Manifest:
        """The manifest of what is there now."""
        ledger = self.ledger
        return Manifest(
            ledger=ledger.genesis.ledger,
            demonstration=ledger.genesis.demonstration,
            origin=ledger.origin,
            enquiry=ENQUIRY,
            size=self.size,
            root=b64(ledger.root(self.size)),
            consistency=ledger.consistency(self.size, self.upto),
            known=self.known,
            made=BEGUN + 86_400,
            recipient=Recipient("court", "the family court at Watford"),
            policy=digest(b"policy"),
            purpose="care proceedings",
            streams=tuple(self.streams),
            withheld=tuple(sorted(self.gaps)),
            documents=tuple(self._documents()),
            reasons=self.reasons,
            anchors=tuple(
                AnchorListed(size, ledger.consistency(*sorted((size, self.upto))), len(tokens))
                for size, tokens in sorted(self.anchors.items())
            ),
            files=tuple(FileListed.of(name, self.files[name]) for name in sorted(self.files)),
        )

    def issue(self, manifest: bytes, **claims: Any) -> dict[str, bytes]:
        """The files of a bundle whose manifest these bytes are, issued in the enquiry."""
        content: dict[str, Json] = {"type": "bundle-issued/1", "manifest": {"v": digest(manifest)}}
        entry = self.ledger.record(self.issuer, ENQUIRY, content, **claims)
        size = len(self.ledger.leaves)
        checkpoint = self.ledger.checkpoint(size)
        return {
            names.MANIFEST: manifest,
            names.ISSUE_ENTRY: entry.data,
            names.ISSUE_RECEIPT: self.ledger.proof(entry.index, size, checkpoint),
            **self._grown(size, checkpoint),
            **self.files,
        }

    def _grown(self, size: int, checkpoint: bytes) -> dict[str, bytes]:
        """What the directory has grown by since the view, with its proofs."""
        files = {}
        for stream in self.ledger.streams.keys() - {ENQUIRY, self.ledger.genesis.authority}:
            for seq, stored in enumerate(self.ledger.streams[stream], 1):
                if stored.index >= self.size:
                    named, proven = names.issue_directory(stream, seq)
                    files[named] = _given(stored, seq, self.of_signers)[0]
                    files[proven] = self.ledger.proof(stored.index, size, checkpoint)
        return dict(sorted(files.items()))

    def _listed(self) -> list[tuple[str, StreamKind]]:
        authority = self.ledger.genesis.authority
        others = sorted(self.ledger.streams.keys() - {ENQUIRY, authority})
        return [(ENQUIRY, "enquiry"), (authority, "authority"), *((s, "directory") for s in others)]

    def _stream(self, stream: str, kind: StreamKind) -> StreamListed:
        self.files[names.head(stream)] = self.ledger.head_statement(stream, self.size)
        entries = []
        for seq, stored in enumerate(self.ledger.streams.get(stream, ()), 1):
            if stored.index < self.size:
                reason = self.whole.get(seq) if kind == "enquiry" else None
                entries.append(self._entry(stream, kind, seq, stored, reason))
        return StreamListed(stream, kind, tuple(entries))

    def _entry(
        self, stream: str, kind: StreamKind, seq: int, stored: Stored, reason: str | None
    ) -> EntryListed:
        checkpoint = self.files[names.CHECKPOINT]
        proof = self.ledger.proof(stored.index, self.upto, checkpoint)
        self.files[names.proof(stream, seq)] = proof
        if reason is None:
            withhold = self.withhold if kind == "enquiry" else self.of_signers
            given, gaps = _given(stored, seq, withhold)
            self.files[names.entry(stream, seq)] = given
            self.gaps += [Gap(stream, seq, *gap) for gap in gaps]
        return EntryListed(seq, stored.index, stored.envelope.digest, reason)

    def _documents(self) -> list[DocumentListed]:
        found = []
        for seq, stored in enumerate(self.ledger.streams.get(ENQUIRY, ()), 1):
            data = self.files.get(names.entry(ENQUIRY, seq), b"").split(b"~")[1:-1]
            content, _ = reveal_given(stored.envelope.sd, [text.decode() for text in data])
            wrapped = content.get("document")
            if stored.index < self.size and isinstance(wrapped, dict):
                shown = wrapped["v"]
                assert isinstance(shown, dict)
                name = str(shown["name"])
                reason = None if names.document(name) in self.files else "privileged"
                found.append(DocumentListed(ENQUIRY, seq, name, str(shown["digest"]), reason))
        return found


def _given(stored: Stored, seq: int, withhold: Withhold) -> tuple[bytes, list[tuple[str, str]]]:
    """The entry with the disclosures that are given, and its gaps with the reason of each; what
    lies within a withheld one goes.
    """
    parts = {digest(text.encode()): decode(unb64(text)) for text in stored.disclosures}
    reasons: dict[str, str] = {}
    for found, part in parts.items():
        assert isinstance(part, list)
        name = str(part[1]) if len(part) == 3 else ""
        reason = withhold(seq, name, part[-1])
        if reason is not None:
            reasons[found] = reason
    gone = set(reasons).union(*(_within(parts[found], parts) for found in reasons))
    given = [text for text in stored.disclosures if digest(text.encode()) not in gone]
    data = b"~".join((stored.envelope.jws.data, *(text.encode() for text in given), b""))
    _, gaps = reveal_given(stored.envelope.sd, given)
    return data, [(gap, reasons[gap]) for gap in sorted(gaps)]


def _within(value: Json, parts: Mapping[str, Json]) -> set[str]:
    """The digests of the disclosures that lie within a value, at any depth."""
    if isinstance(value, list):
        return set().union(*(_within(item, parts) for item in value))
    if not isinstance(value, dict):
        return set()
    found = value.get("...")
    if isinstance(found, str):
        return {found} | _within(parts.get(found), parts)
    return set().union(*(_within(item, parts) for item in value.values()))


def trust_file(ledger: MemoryLedger, **more: Any) -> TrustFile:
    """The trust file of a ledger, which asks for nobody else unless it is told to."""
    vkey = NoteKey(ledger.origin, ledger.genesis.ledger_key).vkey
    return replace(TrustFile(ledger.genesis, (vkey,)), **more)
