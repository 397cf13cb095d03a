"""The act of issuing: an officer's entry in the enquiry signs the list of contents (F16.31-33).

It is the one thing in a bundle that may be later than the view. Where the directory has grown since
then, the entries on which the officer's key rests come with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from crypto import bundlenames as names
from crypto.bundle.following import Following
from crypto.bundle.log import Log, claimed_tree
from crypto.bundle.opening import split
from crypto.canonical import digest
from crypto.checkpoint import Checkpoint
from crypto.directory import Recorded
from crypto.disclosures import reveal_given
from crypto.ed25519 import load_public_key
from crypto.entry import Envelope
from crypto.errors import CryptoError, ProofInvalid, SignatureInvalid
from crypto.holding import ACCEPTED, Person, capacity_fits, value
from crypto.ledgerkeys import LedgerKeys
from crypto.manifest import Manifest
from crypto.merkle import verify_inclusion
from crypto.proof import LogProof, verify

ISSUED: Final = "bundle-issued/1"


class IssueRefused(CryptoError):
    """The list of contents is not signed by an officer of the ledger in its enquiry."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Evidence that `person`, acting as `capacity`, signed the list of contents at `iat`.

    `gaps` parts of the entry that says so, and of the directory entries that came with it, are not
    given. No list of contents can name them: it is signed by that entry.
    """

    person: Person
    iat: int
    capacity: str
    gaps: int


class Issue:
    """Checks the entry by which a bundle was issued."""

    def __init__(
        self, files: Mapping[str, bytes], manifest: Manifest, raw: bytes, following: Following
    ) -> None:
        self._files = files
        self._manifest = manifest
        self._signed = digest(raw)
        self._following = following
        self._gaps = 0
        self._heads: dict[str, tuple[int, str]] = {
            stream.stream: (stream.entries[-1].seq, stream.entries[-1].digest)
            for stream in manifest.streams
            if stream.entries
        }

    def check(self) -> Issued:
        """Check the entry, with the directory as it stands behind the view.

        Raises:
            CryptoError: it is missing, does not sign this list, or its key was not in force.
        """
        data = self._files.get(names.ISSUE_ENTRY)
        if data is None:
            raise IssueRefused("issue: no entry")
        self._grow()
        envelope, disclosures = split(data)
        content, gaps = reveal_given(envelope.sd, disclosures)
        signed = (content.get("type"), value(content, "manifest"))
        if signed != (ISSUED, self._signed):
            raise IssueRefused("issue: does not sign this list of contents")
        self._check_place(envelope)
        author = self._following.directory.person(envelope.claims.iss)
        _check_key(envelope, author, pending=False)
        if envelope.claims.dir != self._head(author.id)[1]:
            raise IssueRefused("dir: not where the directory in the bundle ends")
        if not capacity_fits(author, content, envelope.claims.iat):
            raise IssueRefused("capacity: not one of the officer's in force")
        stated = content.get("capacity")
        words = stated.get("as") if isinstance(stated, dict) else None
        return Issued(author, envelope.claims.iat, str(words or ""), self._gaps + len(gaps))

    def check_receipt(self, keys: LedgerKeys, log: Log | None) -> None:
        """The ledger took the entry in, behind the view.

        Raises:
            CryptoError: it did not, or contradicts the checkpoint of the bundle.
        """
        data = self._files.get(names.ISSUE_RECEIPT)
        entry = self._files.get(names.ISSUE_ENTRY)
        if data is None or entry is None:
            return
        proof = LogProof.parse(data)
        leaf = split(entry)[0].jws.digest
        number = keys.number(self._manifest.origin)
        size = claimed_tree(proof.checkpoint).size
        tree = verify(proof, leaf, keys.of_log(number, size) if number else ()).checkpoint
        if tree.origin != self._manifest.origin or proof.index < self._manifest.size:
            raise ProofInvalid("issue: not behind the view of this log")
        if log and tree.size == log.tree.size and tree.root != log.tree.root:
            raise ProofInvalid("issue: another tree of the same size")

    def _check_place(self, envelope: Envelope) -> None:
        claims = envelope.claims
        last, head = self._head(self._manifest.enquiry)
        if (claims.aud, claims.sub) != (self._manifest.ledger, self._manifest.enquiry):
            raise IssueRefused("issue: an entry of another enquiry or ledger")
        if claims.seq <= last or (claims.seq == last + 1 and claims.prev != head):
            raise IssueRefused("issue: does not stand behind what it issues")

    def _head(self, stream: str) -> tuple[int, str]:
        return self._heads.get(stream, (0, self._manifest.ledger))

    def _grow(self) -> None:
        """Follow what the directory has grown by since the view, in the order of the log."""
        receipt = self._files.get(names.ISSUE_RECEIPT)
        later = sorted(self._later(), key=lambda one: one[0])
        if later and receipt is None:
            raise IssueRefused("issue: no receipt")
        checkpoint = LogProof.parse(receipt).checkpoint if later and receipt else b""
        tree = claimed_tree(checkpoint) if later else None
        for index, place, proof, data in later:
            if tree is None or proof.checkpoint != checkpoint or index < self._manifest.size:
                raise IssueRefused("issue/directory: a proof of another log, or in the view")
            self._take(place, data, proof, tree)

    def _later(self) -> Iterator[tuple[int, tuple[str, int], LogProof, bytes]]:
        for name, data in self._files.items():
            place = names.place_in_issue(name)
            if place and name == names.issue_directory(*place)[0]:
                proof = LogProof.parse(self._files.get(names.issue_directory(*place)[1], b""))
                yield proof.index, place, proof, data

    def _take(self, place: tuple[str, int], data: bytes, proof: LogProof, tree: Checkpoint) -> None:
        envelope, disclosures = split(data)
        claims = envelope.claims
        last, head = self._head(claims.sub)
        if (claims.sub, claims.seq) != place:
            raise IssueRefused("issue/directory: another place than its name")
        known = self._manifest.stream(claims.sub)
        if known is not None and known.kind != "directory":
            raise IssueRefused("issue/directory: not of the directory")
        if (claims.aud, claims.seq, claims.prev) != (self._manifest.ledger, last + 1, head):
            raise IssueRefused("issue/directory: does not continue its stream")
        if claims.dir != self._head(claims.iss)[1]:
            raise IssueRefused("issue/directory: not where its author's stream ended then")
        verify_inclusion(envelope.jws.digest, proof.index, tree.size, proof.hashes, tree.root)
        content, gaps = reveal_given(envelope.sd, disclosures)
        self._gaps += len(gaps)
        recorded = Recorded(claims, envelope.jws.kid, content)
        accepts = content.get("type") == ACCEPTED and claims.iss == claims.sub
        author = self._following.directory.author(recorded)
        _check_key(envelope, author, pending=accepts)
        if not capacity_fits(author, content, claims.iat):
            raise IssueRefused("issue/directory: a capacity that its author does not have")
        self._following.directory.follow(recorded)
        self._heads[claims.sub] = claims.seq, envelope.digest


def _check_key(envelope: Envelope, author: Person, *, pending: bool) -> None:
    key = author.keys.get(envelope.jws.kid)
    if key is None or not (key.state == "live" or (pending and key.state == "pending")):
        raise SignatureInvalid("kid: not a key of the author in force")
    envelope.verify(load_public_key(key.raw))
