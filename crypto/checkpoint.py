"""C2SP checkpoints: the size and root of a log, signed as a note (tlog-checkpoint)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.lines import check_line, decode_base64, decode_decimal, encode_base64
from crypto.merkle import EMPTY_ROOT, HASH_BYTES, MAX_SIZE
from crypto.note import NoteKey, NoteSigner, UnverifiedNote, sign_note


class EmptyRootRefused(Malformed):
    """A checkpoint of size 0 with another root than that of the empty tree (tlog-checkpoint)."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says about itself at one size; by itself it is a claim that nobody has signed.

    Raises:
        Malformed: a line is empty, the size is not between 0 and 2^63 - 1, or the root is not 32
            bytes.
        EmptyRootRefused: the tree is empty and the root is not that of the empty tree.
    """

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_line("checkpoint origin", self.origin)
        for extension in self.extensions:
            check_line("checkpoint extension", extension)
        if not 0 <= self.size <= MAX_SIZE:
            raise Malformed("checkpoint size: not between 0 and 2^63 - 1")
        if len(self.root) != HASH_BYTES:
            raise Malformed(f"checkpoint root: {len(self.root)} bytes instead of {HASH_BYTES}")
        if self.size == 0 and self.root != EMPTY_ROOT:
            raise EmptyRootRefused(
                "checkpoint root: not that of the empty tree, though the size is 0"
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the text of a checkpoint's note; `encode` gives the same text again.

        Raises:
            Malformed: naming the line that is not in the one accepted form.
        """
        match text.split("\n"):
            case [origin, size, root, *extensions, ""]:
                return cls(
                    origin,
                    decode_decimal("checkpoint size", size),
                    decode_base64("checkpoint root", root),
                    tuple(extensions),
                )
        raise Malformed("checkpoint: not three lines or more, each ended by a newline")

    def encode(self) -> str:
        """The text that is signed (tlog-checkpoint, Note text)."""
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class VerifiedCheckpoint:
    """Evidence that each of `signers`, among them a key of the log itself, signed `checkpoint`."""

    checkpoint: Checkpoint
    signers: tuple[NoteKey, ...]


def sign_checkpoint(checkpoint: Checkpoint, signers: Sequence[NoteSigner]) -> bytes:
    """The checkpoint as a signed note; during a rotation of the log's key, both keys sign.

    Raises:
        KeyRefused: a signer does not bear the origin as its name, so the log cannot sign with it.
        Malformed: no signer.
    """
    for signer in signers:
        if signer.name != checkpoint.origin:
            raise KeyRefused(f"signer {signer.name}: not a key of the log {checkpoint.origin}")
    return sign_note(checkpoint.encode(), signers)


def open_checkpoint(raw: bytes, keys: Iterable[NoteKey]) -> VerifiedCheckpoint:
    """Read a checkpoint and verify it with the keys of logs and witnesses that are trusted.

    A key speaks for the log whose origin is its name. Without that rule a witness, or the key of
    one log, could sign a tree into being for another.

    Raises:
        Malformed: not a checkpoint.
        SignatureInvalid: a known key's signature is false, or no known key of the log signed.
        KeyRefused: two of `keys` share name and id.
    """
    note = UnverifiedNote.parse(raw).verify(keys)
    checkpoint = Checkpoint.parse(note.text)
    if all(signer.name != checkpoint.origin for signer in note.signers):
        raise SignatureInvalid(f"checkpoint: no signature by a known key of {checkpoint.origin}")
    return VerifiedCheckpoint(checkpoint, note.signers)


def unverified_checkpoint(raw: bytes) -> Checkpoint:
    """What a signed checkpoint claims, before anybody has verified it.

    Raises:
        Malformed: not a checkpoint.
    """
    return Checkpoint.parse(UnverifiedNote.parse(raw).unverified_text)
