"""What whoever holds every key of the ledger can show others of an altered record.

Everything that the ledger signs is signed anew over it: checkpoint, head statements, receipt. The
officer signs the list of contents, as anybody would whose server hands it to them.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from crypto import bundlenames as names
from crypto import entry
from crypto.archive import write_archive
from crypto.canonical import Json, b64, digest, unb64
from crypto.disclosures import conceal
from crypto.errors import CryptoError
from crypto.head import Head
from crypto.listed import EntryListed, FileListed, Recipient, StreamKind, StreamListed
from crypto.manifest import Manifest
from crypto.proof import write_proof
from crypto.witness import AddCheckpoint
from ledger.log.signing import LedgerSigner
from tests.adversary import Victim
from tests.alterations.acting import NEW, ledger_keys
from tests.crypto import slow_tiles, slow_tree
from tests.victim import LEO, MAYA

_OFFICER: Final = "tom"


@dataclass(frozen=True)
class Told:
    """An entry as the attacker tells it, at its place in their log."""

    stream: str
    seq: int
    index: int
    jws: bytes
    words: bytes


@dataclass(frozen=True)
class Forged:
    """The record as the attacker tells it: the log is the one in the victim's tables.

    Where they can no longer open the words of an entry they give those that `honest` has.
    """

    victim: Victim
    honest: Victim
    enquiry: str = MAYA

    @cached_property
    def leaves(self) -> list[bytes]:
        """The log."""
        rows = self.victim.sql("SELECT digest FROM log_leaves ORDER BY idx")
        return [bytes(digest) for (digest,) in rows]

    @cached_property
    def _entries(self) -> list[Told]:
        """The entries, in the order of the log."""
        leaves = self.victim.sql("SELECT stream, seq FROM log_leaves ORDER BY idx")
        places = {place: index for index, place in enumerate(leaves)}
        stored = self.victim.sql(
            "SELECT originator_id, originator_version, state FROM stored_events"
        )
        told = [
            Told(stream, seq, places[stream, seq], jws, self._words(stream, seq))
            for stream, seq, jws in stored
            if (stream, seq) in places and isinstance(jws, bytes)
        ]
        return sorted(told, key=lambda one: one.index)

    def checkpoint(self, leaves: list[bytes]) -> bytes:
        """Signed with the ledger's key."""
        return self._signer.checkpoint(1, len(leaves), slow_tree.mth(leaves))

    def published(self) -> Iterator[tuple[str, bytes]]:
        """The files of the log, for whoever follows it."""
        yield from slow_tiles.files(self.leaves)
        yield "checkpoint", self.checkpoint(self.leaves)

    def submitted(self, old: int) -> bytes:
        """What a witness is sent that has cosigned `old` entries."""
        known = min(old, len(self.leaves))
        proof = slow_tree.proof(known, self.leaves)
        return AddCheckpoint(known, tuple(proof), self.checkpoint(self.leaves)).encode()

    def bundle(self) -> bytes:
        """A bundle of the enquiry with everything that can be signed, signed.

        Raises:
            ManifestRefused: no list of contents in the accepted form says such a thing.
        """
        manifest = self._manifest()
        issued = self._issue(manifest)
        leaves = [*self.leaves, unb64(issued[0])]
        receipt = self._proof(len(self.leaves), leaves)
        act = {names.ISSUE_ENTRY: issued[1], names.ISSUE_RECEIPT: receipt}
        return write_archive({names.MANIFEST: manifest.encode(), **act, **self._files})

    @cached_property
    def _signer(self) -> LedgerSigner:
        return LedgerSigner(self.victim.genesis, ledger_keys(self.victim))

    @cached_property
    def _streams(self) -> list[tuple[str, StreamKind]]:
        """The enquiry, the authority's stream, and everybody's who could be an author."""
        authority = self.victim.genesis.authority
        known = [self.enquiry, authority]
        enquiries = {MAYA, LEO, self.enquiry}
        others = {one.stream for one in self._entries} - enquiries - {authority}
        directory = sorted(one for one in others if one != NEW or self._is_a_person(one))
        kinds: list[StreamKind] = ["enquiry", "authority"]
        return [*zip(known, kinds, strict=True), *((one, "directory") for one in directory)]

    def _is_a_person(self, stream: str) -> bool:
        return b"practitioner-enrolled/1" in b"".join(
            map(_decoded, self._given(stream)[0].words.split(b"~"))
        )

    def _given(self, stream: str) -> list[Told]:
        return [one for one in self._entries if one.stream == stream]

    @cached_property
    def _files(self) -> dict[str, bytes]:
        root = b64(slow_tree.mth(self.leaves))
        genesis = self.victim.genesis
        files = {
            names.CHECKPOINT: self.checkpoint(self.leaves),
            names.GENESIS: genesis.encode(),
        }
        for stream, _ in self._streams:
            given = self._given(stream)
            last = (given[-1].seq, digest(given[-1].jws)) if given else (0, genesis.ledger)
            head = Head(genesis.ledger, genesis.origin(), len(self.leaves), root, stream, *last)
            files[names.head(stream)] = self._signer.head(head)
            for one in given:
                files[names.entry(stream, one.seq)] = one.jws + b"~" + one.words
                files[names.proof(stream, one.seq)] = self._proof(one.index, self.leaves)
        return files

    def _words(self, stream: str, seq: int) -> bytes:
        """The words of an entry, or those that it had before the keys to them were spoilt."""
        for victim in (self.victim, self.honest):
            try:
                return victim.plaintext(victim.row(stream, seq))
            except (CryptoError, ValueError, StopIteration, sqlite3.Error):
                continue
        return b""

    def _proof(self, index: int, leaves: list[bytes]) -> bytes:
        return write_proof(index, slow_tree.path(index, leaves), self.checkpoint(leaves))

    def _manifest(self) -> Manifest:
        genesis = self.victim.genesis
        return Manifest(
            ledger=genesis.ledger,
            demonstration=genesis.demonstration,
            origin=genesis.origin(),
            enquiry=self.enquiry,
            size=len(self.leaves),
            root=b64(slow_tree.mth(self.leaves)),
            consistency=(),
            known=None,
            made=1_772_600_000,
            recipient=Recipient("court", "the court"),
            policy=digest(b"policy"),
            purpose="the hearing",
            streams=tuple(
                StreamListed(one, kind, self._listed(one)) for one, kind in self._streams
            ),
            withheld=(),
            documents=(),
            reasons={},
            anchors=(),
            files=tuple(FileListed.of(name, self._files[name]) for name in sorted(self._files)),
        )

    def _listed(self, stream: str) -> tuple[EntryListed, ...]:
        return tuple(
            EntryListed(one.seq, one.index, digest(one.jws)) for one in self._given(stream)
        )

    def _issue(self, manifest: Manifest) -> tuple[str, bytes]:
        """Digest and bytes of the entry by which the officer issues it."""
        officer = self.victim.held.keys[_OFFICER]
        last, directory = self._given(self.enquiry), self._given(officer.practitioner)
        claims = replace(
            self.honest.row(MAYA, 1).envelope.claims,
            iss=officer.practitioner,
            sub=self.enquiry,
            seq=last[-1].seq + 1,
            prev=digest(last[-1].jws),
            dir=digest(directory[-1].jws),
            iat=1_772_600_000,
            refs=(),
        )
        content: dict[str, Json] = {
            "type": "bundle-issued/1",
            "manifest": {"v": manifest.digest},
        }
        signed = entry.sign(claims, conceal(content), officer.device.kid, officer.device.signer)
        return digest(signed.partition(b"~")[0]), signed


def _decoded(text: bytes) -> bytes:
    return unb64(text.decode("ascii")) if text else b""
