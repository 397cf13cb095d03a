"""What of the log goes into a bundle: the checkpoint, proofs that lead to it, heads, and stamps."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crypto import bundlenames as names
from crypto.anchors import Anchor
from crypto.canonical import b64
from crypto.checkpoint import unverified_checkpoint
from crypto.listed import AnchorListed
from crypto.proof import write_proof
from ledger.bundling.gathering import Gathered
from ledger.ledger import Ledger
from ledger.publishing.publications import published
from ledger.stamping.between import anchors_for

__all__ = ["Proving", "anchor_files"]


@dataclass(frozen=True)
class Proving:
    """The log of a ledger as a bundle shows it: the view at `size`, proven under `checkpoint`.

    `checkpoint` is the newest that was published, with the cosignatures it has; where none that
    was published holds the view yet, the newest that the ledger signed.
    """

    ledger: Ledger
    size: int
    checkpoint: bytes
    published: bool

    @classmethod
    def of(cls, ledger: Ledger, size: int) -> "Proving":
        """The checkpoint for a view."""
        note = published(ledger, ledger.store.log.newest().log)
        if note is not None and unverified_checkpoint(note).size >= size:
            return cls(ledger, size, note, published=True)
        return cls(ledger, size, ledger.store.log.checkpoint(), published=False)

    @property
    def tree_size(self) -> int:
        """The size of the tree that the checkpoint is of."""
        return unverified_checkpoint(self.checkpoint).size

    def root(self) -> str:
        """The root at the size of the view."""
        return b64(self.ledger.store.log.root_at(self.size))

    def consistency(self, one: int | None = None) -> tuple[str, ...]:
        """That the tree of the checkpoint and that of another size, by default the view's, are
        one history.
        """
        smaller, larger = sorted((self.size if one is None else one, self.tree_size))
        return tuple(map(b64, self.ledger.store.log.consistency(smaller, larger)))

    def files(self, streams: Iterable[Gathered]) -> dict[str, bytes]:
        """Head statements, and a proof for every position, given or not."""
        log, files = self.ledger.store.log, {names.CHECKPOINT: self.checkpoint}
        at: dict[str, int] = {}
        size = self.tree_size
        for stream in streams:
            files[names.head(stream.stream)] = log.head_statement(stream.stream, self.size)
            at |= {names.proof(stream.stream, seq): index for seq, index, _ in stream.places}
        for (name, index), hashes in zip(
            at.items(), log.inclusion(list(at.values()), size), strict=True
        ):
            files[name] = write_proof(index, hashes, self.checkpoint)
        return files

    def anchors(self, streams: Iterable[Gathered]) -> tuple[Anchor, ...]:
        """The stamped checkpoints around the entries."""
        indexes = [index for stream in streams for _, index, _ in stream.places]
        return anchors_for(self.ledger, self.ledger.store.log.newest().log, indexes)

    def anchors_listed(self, anchors: Iterable[Anchor]) -> tuple[AnchorListed, ...]:
        """As the list of contents names them."""
        return tuple(
            AnchorListed(one.size, self.consistency(one.size), len(one.tokens)) for one in anchors
        )


def anchor_files(anchors: Iterable[Anchor]) -> Mapping[str, bytes]:
    """Each stamped checkpoint, with its stamps."""
    files: dict[str, bytes] = {}
    for one in anchors:
        files[names.anchor(one.size)] = one.checkpoint
        for number, token in enumerate(one.tokens, start=1):
            files[names.stamp(one.size, number)] = token
    return files
