"""C2SP log proofs: that one leaf is in a signed tree, checkable offline (tlog-proof).

A receipt is one of these. What can be trusted comes out of `verify`, and only what it returns.
"""

from binascii import b2a_base64
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from crypto.checkpoint import Checkpoint, open_checkpoint, unverified_checkpoint
from crypto.errors import Malformed
from crypto.lines import decode_base64, decode_decimal, encode_base64
from crypto.merkle import HASH_BYTES, MAX_SIZE, verify_inclusion
from crypto.note import MAX_NOTE_BYTES, NoteKey

HEADER: Final = "c2sp.org/tlog-proof@v1"
MAX_HASHES: Final = MAX_SIZE.bit_length()
"""Longest inclusion proof: one hash for each level of the largest tree."""
MAX_EXTRA_BYTES: Final = 2**16
"""Longest extra data. A bound of ours: we write none, and nothing vouches for what others write."""
MAX_PROOF_BYTES: Final = MAX_NOTE_BYTES + 2 * MAX_EXTRA_BYTES
"""Longest proof: a note, extra data in base64, and at most 63 lines of 45 bytes."""


@dataclass(frozen=True, slots=True)
class LogProof:
    """A proof as it travels: nothing in it has been verified, and `unverified_extra` cannot be.

    `checkpoint` is the signed note exactly as the log issued it; empty extra data means none.

    Raises:
        Malformed: a part is out of bounds, or the checkpoint is not one.
    """

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: bytes
    unverified_extra: bytes = b""

    def __post_init__(self) -> None:
        if not 0 <= self.index < MAX_SIZE:
            raise Malformed("proof index: not between 0 and 2^63 - 2")
        if len(self.hashes) > MAX_HASHES:
            raise Malformed(f"proof hashes: more than {MAX_HASHES}")
        if any(len(value) != HASH_BYTES for value in self.hashes):
            raise Malformed(f"proof hashes: one is not {HASH_BYTES} bytes long")
        if len(self.unverified_extra) > MAX_EXTRA_BYTES:
            raise Malformed(f"proof extra: longer than {MAX_EXTRA_BYTES} bytes")
        _check_form(self.checkpoint)

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a proof; `encode` gives the same bytes again.

        Raises:
            Malformed: naming the part that is not in the one accepted form.
        """
        if len(raw) > MAX_PROOF_BYTES:
            raise Malformed(f"proof: longer than {MAX_PROOF_BYTES} bytes")
        head, _, checkpoint = raw.partition(b"\n\n")
        try:
            first, *lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise Malformed("proof: not ASCII before the checkpoint") from error
        if first != HEADER:
            raise Malformed(f"proof: its first line is not {HEADER}")
        extra = _take_extra(lines)
        index = _take_index(lines)
        hashes = tuple(decode_base64("proof hashes", line) for line in lines)
        return cls(index, hashes, checkpoint, extra)

    def encode(self) -> bytes:
        """The bytes of the proof, as a `.tlog-proof` file holds them."""
        return write_proof(self.index, self.hashes, self.checkpoint, self.unverified_extra)


@dataclass(frozen=True, slots=True)
class InclusionEvidence:
    """Evidence that the leaf is at `index` of the log whose `checkpoint` `signers` signed."""

    checkpoint: Checkpoint
    index: int
    signers: tuple[NoteKey, ...]


def write_proof(
    index: int, hashes: Iterable[bytes], checkpoint: bytes, extra: bytes = b""
) -> bytes:
    """The bytes of a proof, for the log that has just made its parts; `LogProof` checks them."""
    said = f"extra {encode_base64(extra)}\n" if extra else ""
    head = f"{HEADER}\n{said}index {index}\n".encode("ascii")
    # Standard base64 of each hash, with the line's end that `b2a_base64` writes.
    return b"".join((head, *map(b2a_base64, hashes), b"\n", checkpoint))


def verify(proof: LogProof, leaf_data: bytes, keys: Iterable[NoteKey]) -> InclusionEvidence:
    """Check that a log which `keys` trust holds this leaf (tlog-proof, Verifying a tlog proof).

    Raises:
        SignatureInvalid: the checkpoint is not signed by a known key of its log.
        ProofInvalid: the hashes do not lead from leaf and index to the checkpoint's root.
        KeyRefused: two of `keys` share name and id.
    """
    opened = open_checkpoint(proof.checkpoint, keys)
    tree = opened.checkpoint
    verify_inclusion(leaf_data, proof.index, tree.size, proof.hashes, tree.root)
    return InclusionEvidence(tree, proof.index, opened.signers)


@lru_cache(maxsize=64)
def _check_form(checkpoint: bytes) -> None:
    """Whoever checks the receipts of a group reads the same checkpoint again."""
    unverified_checkpoint(checkpoint)


def _take_extra(lines: list[str]) -> bytes:
    if not lines or not lines[0].startswith("extra "):
        return b""
    extra = decode_base64("proof extra", lines.pop(0).removeprefix("extra "))
    if not extra:
        raise Malformed("proof extra: empty, where the line is to be left out")
    return extra


def _take_index(lines: list[str]) -> int:
    if not lines or not lines[0].startswith("index "):
        raise Malformed("proof index: missing")
    return decode_decimal("proof index", lines.pop(0).removeprefix("index "))
