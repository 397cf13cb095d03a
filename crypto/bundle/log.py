"""The log in a bundle: checkpoint, proofs, and that one tree continues another (F16.28, F16.29).

Nothing here is believed because it is in the bundle: proofs lead to the root of one checkpoint, and
that is signed by a key of the ledger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from crypto import bundlenames as names
from crypto.bundle import kinds
from crypto.bundle.findings import Findings, Place
from crypto.canonical import MAX_INTEGER, unb64
from crypto.checkpoint import Checkpoint, open_checkpoint, unverified_checkpoint
from crypto.errors import CryptoError, Malformed
from crypto.ledgerkeys import LedgerKeys
from crypto.manifest import AnchorListed, Manifest
from crypto.merkle import verify_consistency, verify_inclusion
from crypto.proof import LogProof


@dataclass(frozen=True)
class Log:
    """The log as the bundle's checkpoint has it; `tree` is hearsay until `sign` was called."""

    note: bytes
    tree: Checkpoint
    findings: Findings

    @classmethod
    def read(
        cls, files: Mapping[str, bytes], manifest: Manifest, findings: Findings
    ) -> Self | None:
        """Read the checkpoint, if there is one that can be read, and hold the view to it."""
        note = files.get(names.CHECKPOINT)
        if note is None:
            return None
        place = Place(names.CHECKPOINT)
        try:
            tree = claimed_tree(note)
        except CryptoError as error:
            findings.note(kinds.CHECKPOINT_INVALID, place, str(error))
            return None
        if tree.origin != manifest.origin:
            findings.note(kinds.CHECKPOINT_INVALID, place, "origin: not that of the bundle")
        log = cls(note, tree, findings)
        view = Checkpoint(manifest.origin, manifest.size, unb64(manifest.root))
        log.joins(view, manifest.consistency, Place(names.MANIFEST))
        return log

    def prove(self, files: Mapping[str, bytes], manifest: Manifest) -> None:
        """Every position that is listed is in the log, whether or not its entry is given."""
        for stream in manifest.streams:
            for one in stream.entries:
                name = names.proof(stream.stream, one.seq)
                data = files.get(name)
                if data is not None:
                    place = Place(name, stream.stream, one.seq)
                    self.includes(data, unb64(one.digest), one.index, place)

    def includes(self, data: bytes, leaf: bytes, index: int, place: Place) -> None:
        """A proof that leads from this leaf at this index to the checkpoint."""
        try:
            proof = LogProof.parse(data)
            if proof.checkpoint != self.note or proof.index != index:
                self.findings.note(kinds.PROOF_INVALID, place, "to another checkpoint, or index")
            else:
                tree = self.tree
                verify_inclusion(leaf, index, tree.size, proof.hashes, tree.root)
        except CryptoError as error:
            self.findings.note(kinds.PROOF_INVALID, place, str(error))

    def joins(self, other: Checkpoint, consistency: Sequence[str], place: Place) -> None:
        """The larger of another tree of this log and the checkpoint's continues the smaller."""
        old, new = sorted((other, self.tree), key=lambda tree: tree.size)
        proof = [unb64(text) for text in consistency]
        try:
            verify_consistency(old.size, old.root, new.size, new.root, proof)
        except CryptoError as error:
            self.findings.note(kinds.ROOT_MISMATCH, place, str(error))

    def anchor(self, data: bytes, listed: AnchorListed, keys: LedgerKeys, place: Place) -> bool:
        """A published checkpoint that the ledger signed and that this one continues or precedes."""
        if not self.signs(data, keys, place):
            return False
        tree = claimed_tree(data)
        if (tree.origin, tree.size) != (self.tree.origin, listed.size):
            self.findings.note(kinds.CHECKPOINT_INVALID, place, "of another log or size")
            return False
        self.joins(tree, listed.consistency, place)
        return True

    def signs(self, note: bytes, keys: LedgerKeys, place: Place) -> bool:
        """Whether a key of the ledger that may sign for a log of this size signed a checkpoint."""
        try:
            tree = claimed_tree(note)
            number = keys.number(tree.origin)
            open_checkpoint(note, keys.of_log(number, tree.size) if number else ())
        except CryptoError as error:
            self.findings.note(kinds.CHECKPOINT_INVALID, place, str(error))
            return False
        return True


def claimed_tree(note: bytes) -> Checkpoint:
    """What a signed checkpoint claims, before anybody has verified it.

    Raises:
        Malformed: not a checkpoint, or of a size that JSON, and with it a bundle, cannot say.
    """
    tree = unverified_checkpoint(note)
    if tree.size > MAX_INTEGER:
        raise Malformed("checkpoint size: beyond 2^53 - 1")
    return tree
