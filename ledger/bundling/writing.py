"""What is inside a bundle: everything but the act of issuing it (docs/FORMAT.md, chapter 16)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import Any, Final, cast

from crypto import bundlenames as names
from crypto.archive import MAX_BYTES, MAX_FILES
from crypto.canonical import Json, encode
from crypto.listed import DocumentListed, EntryListed, FileListed, Gap, Recipient, StreamListed
from crypto.manifest import Manifest
from domain.authority import AdoptedProfile
from domain.directory import Held
from domain.disclosure import Found
from domain.events.base import BY_TYPE
from domain.events.disclosure import BundleIssued
from ledger.bundling.deciding import Disclosed
from ledger.bundling.finding import Stopped, decided
from ledger.bundling.gathering import Gathered, gather, signers_of
from ledger.bundling.proving import Proving, anchor_files
from ledger.bundling.reading import about, reading_copies
from ledger.bundling.signers import Signers, signers_at, signers_since
from ledger.bundling.wanted import Decision, Wanted
from ledger.draft import DraftRequest
from ledger.errors import Problem
from ledger.ledger import Ledger, NotFound
from ledger.reading.clearing import clearance_in, is_enquiry
from ledger.refusing import NotAdmitted

__all__ = ["Prepared", "TooLarge", "prepare"]


@dataclass(frozen=True)
class Prepared:
    """A bundle that lacks nothing but the entry that issues it."""

    wanted: Wanted
    manifest: Manifest
    files: Mapping[str, bytes]
    request: DraftRequest
    """What the officer is to sign."""
    later: tuple[str, ...]
    """The directory streams that the officer's key rests on."""
    published: bool
    """Whether the checkpoint was published; else the ledger's newest stands in for one."""


def prepare(ledger: Ledger, wanted: Wanted, officer: str) -> Prepared:
    """Decide, search and write all of it, for this practitioner to issue.

    Raises:
        NotFound: there is no such enquiry at that size, or none that the officer may see.
        NotAdmitted: the officer may not issue bundles.
        Stopped: the search found something that nobody has decided of.
        TooLarge: an archive cannot hold it.
    """
    return _Writing(ledger, wanted, officer).prepared()


class TooLarge(Problem):
    """More than an archive holds that every verifier reads."""

    code = "bundle-too-large"
    status = 413
    title = "This bundle would be too large"


class _Writing:
    def __init__(self, ledger: Ledger, wanted: Wanted, officer: str) -> None:
        self._ledger = ledger
        self._wanted = wanted
        self._now = ledger.now()
        self._officer = ledger.reads.practitioner(officer)
        self._held = self._capacity()
        self._size = ledger.store.log.size() if wanted.size is None else wanted.size
        self._disclosed = self._disclose()
        self._later = tuple(
            one.stream for one in signers_of(ledger, {officer}, ledger.store.log.size())
        )
        self._signers = tuple(signers_at(ledger, wanted, self._authors(), self._size))
        self._streams = (self._disclosed.stream, *(one.stream for one in self._signers))
        self._proving = Proving.of(ledger, self._size)
        self._anchors = self._proving.anchors(self._streams)

    def prepared(self) -> Prepared:
        """All of it, once nothing is found of which nobody has decided."""
        documents = self._documents()
        open_hits, answered = decided(self._search(documents), self._wanted.decisions)
        if open_hits:
            raise Stopped(open_hits)
        files = self._files(documents)
        _check_sizes(files)
        manifest = self._manifest(files)
        return Prepared(
            wanted=self._wanted,
            manifest=manifest,
            files=files,
            request=self._request(manifest, answered),
            later=self._later,
            published=self._proving.published,
        )

    def _capacity(self) -> Held:
        """The first capacity in which the officer may issue a bundle now."""
        at = datetime.fromtimestamp(self._now, UTC)
        held = self._officer.capacities_in_force(at)
        for one in held:
            if one.role in BundleIssued.by and one.scope != "countersigning":
                return one
        raise NotAdmitted("officer: nobody in this capacity issues bundles", field="capacity")

    def _disclose(self) -> Disclosed:
        ledger, enquiry = self._ledger, self._wanted.enquiry
        present = ledger.reads.enquiry(enquiry)
        clearance = clearance_in(ledger.reads, present, self._officer.id, "casework", self._now)
        if clearance.nothing or not is_enquiry(ledger.reads, present):
            raise NotFound("enquiry: there is no such enquiry, or none that you may see")
        if self._wanted.known and self._wanted.known > self._now:
            raise NotFound("as of: that moment is still to come", field="known")
        if self._size > ledger.store.log.size():
            raise NotFound("size: the log has never had that many entries", field="size")
        stream = gather(ledger, enquiry, "enquiry", self._size)
        if not stream.places:
            raise NotFound("enquiry: it had not begun then", field="size")
        return Disclosed(ledger, self._wanted, present, stream, clearance)

    def _authors(self) -> set[str]:
        """Everybody whose signature is to be checked: of the entries given, and of the issuing."""
        given = {one.given.signed.entry.author for one in self._disclosed.positions if one.given}
        return given | set(self._later)

    def _documents(self) -> dict[int, bytes]:
        """The files that leave, by the entry that deposits each."""
        read, stream = self._ledger.store.documents.read, self._wanted.enquiry
        return {
            seq: b"".join(read(stream, event.document.name))
            for seq, event, withheld in self._disclosed.documents()
            if withheld is None
        }

    def _search(self, documents: Mapping[int, bytes]) -> list[Found]:
        people = self._ledger.reads.directory().people
        known = [people[one.stream] for one in self._streams[2:]]
        told = filter(None, (words for one in known for words in (one.name, one.registration)))
        leaving = (*self._signers, *self._grown())
        return list(self._disclosed.search(documents, leaving, self._beside(), told))

    def _grown(self) -> Iterator[Signers]:
        """What the directory has grown by since the view, and leaves too."""
        size = self._ledger.store.log.size()
        if self._size < size:
            known = {one.stream: len(one.places) for one in self._streams}
            yield from signers_since(self._ledger, self._wanted, self._later, known, size)

    def _beside(self) -> Iterator[tuple[str, str]]:
        """What officers wrote, with its place."""
        wanted = self._wanted
        yield from (("recipient", wanted.recipient), ("purpose", wanted.purpose))
        yield "policy", f"{wanted.policy.policy.id}, {wanted.policy.policy.title}"
        yield from (
            (f"reason {code}", f"{code}: {why}") for code, why in wanted.policy.words.items()
        )

    def _files(self, documents: Mapping[int, bytes]) -> dict[str, bytes]:
        files = {
            names.GENESIS: self._ledger.genesis.encode(),
            names.TEMPLATES: encode(cast(Json, dict(self._templates()))),
            **self._proving.files(self._streams),
            **anchor_files(self._anchors),
            **dict(self._entries()),
            **self._wanted.files,
        }
        for seq, event, _ in self._disclosed.documents():
            if seq in documents:
                files[names.document(event.document.name)] = documents[seq]
        officer = f"{self._officer.name}, {self._held.title}, {self._held.agency}"
        head = about(self._ledger, self._wanted, self._disclosed, officer, self._now)
        profile = cast(AdoptedProfile, self._ledger.reads.profile_of(self._wanted.enquiry)).profile
        told = reading_copies(
            head, self._disclosed, self._signers, profile, has_files=bool(documents)
        )
        files |= told
        return files

    def _entries(self) -> Iterator[tuple[str, bytes]]:
        for position in self._disclosed.positions:
            if position.given:
                yield names.entry(self._wanted.enquiry, position.seq), position.given.data
        for one in self._signers:
            for seq, given in one.given:
                yield names.entry(one.stream.stream, seq), given.data

    def _templates(self) -> Iterator[tuple[str, list[Any]]]:
        """How the statements of the types in it are composed; of no type that is withheld."""
        given = (one.given for one in self._disclosed.positions)
        types = {str(one.content.get("type")) for one in given if one}
        for stream in self._streams[1:]:
            types |= {one.entry.frame.type for one in stream.signed.values()}
        for name in sorted(types & BY_TYPE.keys()):
            yield name, list(BY_TYPE[name].template)

    def _manifest(self, files: Mapping[str, bytes]) -> Manifest:
        wanted, ledger = self._wanted, self._ledger
        streams = tuple(map(self._listed, self._streams))
        told = (one.given.gaps for one in self._disclosed.positions if one.given)
        gaps = tuple(sorted([*chain(*told), *chain(*(one.gaps for one in self._signers))]))
        documents = tuple(
            DocumentListed(
                wanted.enquiry, seq, event.document.name, event.document.digest, withheld
            )
            for seq, event, withheld in self._disclosed.documents()
        )
        return Manifest(
            ledger=ledger.genesis.ledger,
            demonstration=ledger.genesis.demonstration,
            origin=ledger.store.log.origin(),
            enquiry=wanted.enquiry,
            size=self._size,
            root=self._proving.root(),
            consistency=self._proving.consistency(),
            known=wanted.known,
            made=self._now,
            recipient=Recipient(wanted.saved.policy.policy.recipient, wanted.recipient),
            policy=wanted.saved.digest,
            purpose=wanted.purpose,
            streams=streams,
            withheld=gaps,
            documents=documents,
            reasons=self._reasons(streams, gaps, documents),
            anchors=self._proving.anchors_listed(self._anchors),
            files=tuple(FileListed.of(name, files[name]) for name in sorted(files)),
        )

    def _listed(self, stream: Gathered) -> StreamListed:
        withheld = {one.seq: one.withheld for one in self._disclosed.positions}
        if stream.kind != "enquiry":
            withheld = {}
        entries = (EntryListed(*place, withheld.get(place[0])) for place in stream.places)
        return StreamListed(stream.stream, stream.kind, tuple(entries))

    def _reasons(
        self,
        streams: Sequence[StreamListed],
        gaps: Sequence[Gap],
        documents: Sequence[DocumentListed],
    ) -> dict[str, str]:
        """The words of the reasons that are used."""
        listed = (one.withheld for stream in streams for one in stream.entries)
        used = {*listed, *(gap.reason for gap in gaps), *(one.withheld for one in documents)}
        words = self._wanted.policy.words
        return {code: words[code] for code in sorted(filter(None, used))}

    def _request(
        self, manifest: Manifest, answered: Sequence[tuple[Found, Decision]]
    ) -> DraftRequest:
        """The entry that issues it: the officer's signature covers the whole list of contents."""
        wanted, known = self._wanted, self._wanted.known
        data: dict[str, Any] = {
            "recipient": manifest.recipient.kind,
            "name": wanted.recipient,
            "purpose": wanted.purpose,
            "size": self._size,
            "policy_name": wanted.saved.policy.policy.id,
            "policy": wanted.saved.digest,
            "manifest": manifest.digest,
            "withheld_entries": sum(1 for one in self._disclosed.positions if one.withheld),
            "withheld_parts": len(manifest.withheld),
            "withheld_documents": sum(1 for one in manifest.documents if not one.given),
            "orders": list(self._disclosed.orders),
            "decisions": [
                {"place": hit.place, "kind": hit.kind, "answer": one.answer, "reason": one.reason}
                for hit, one in answered
            ],
        }
        if known is not None:
            data["as_known_at"] = _instant(known)
        return DraftRequest(
            event=BundleIssued.__name__,
            streams=(wanted.enquiry,),
            data={name: value for name, value in data.items() if value != []},
            occurred=_instant(self._now),
            capacity=self._held.id,
        )


def _instant(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _check_sizes(files: Mapping[str, bytes]) -> None:
    """Before the officer signs: a bundle that nobody can open must not be in the record."""
    total = sum(map(len, files.values()))
    if total > MAX_BYTES - _ROOM or len(files) > MAX_FILES - _ROOM_FILES:
        raise TooLarge(
            f"bundle: {len(files)} files of {total // 2**20} MiB are more than it may hold; "
            "withhold files in this one, and hand them out in a bundle of their own",
            field="documents",
        )


_ROOM: Final = 16 * 2**20
_ROOM_FILES: Final = 1000
"""For the list of contents, the headers of the archive, and what issuing adds."""
