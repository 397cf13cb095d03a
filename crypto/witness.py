"""C2SP witnesses: what is asked of one, what it checks, and what it answers (tlog-witness).

Here are the bytes and the rules. Whoever keeps the state reads it, asks `advance` and writes it in
one transaction: otherwise two requests at once could take a witness back to the smaller tree.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from crypto.checkpoint import Checkpoint, EmptyRootRefused
from crypto.errors import CryptoError, Malformed
from crypto.lines import decode_base64, decode_decimal, encode_base64
from crypto.merkle import EMPTY_ROOT, HASH_BYTES, MAX_SIZE, verify_consistency
from crypto.note import MAX_NOTE_BYTES, MAX_SIGNATURES, NoteKey, NoteSignature, UnverifiedNote

MAX_HASHES: Final = 63
"""Most lines of a consistency proof (tlog-witness, add-checkpoint)."""
MAX_REQUEST_BYTES: Final = MAX_NOTE_BYTES + 2**12
"""Longest request: a note, the old size, and 63 lines of 45 bytes."""
SIZE_TYPE: Final = "text/x.tlog.size"
"""Media type of the body of a conflict (tlog-witness, add-checkpoint)."""

LogKeys = Mapping[str, Sequence[NoteKey]]
"""The keys trusted for each origin."""


class OriginUnknown(CryptoError):
    """The witness does not watch the log of this origin."""


class Conflict(CryptoError):
    """The old size is not that of the latest checkpoint cosigned, which is `size`."""

    def __init__(self, size: int) -> None:
        super().__init__(f"old size: the latest checkpoint cosigned has size {size}")
        self.size = size


@dataclass(frozen=True, slots=True)
class Seen:
    """The latest tree of a log that a witness has cosigned; before the first, `Seen()`."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True, slots=True)
class AddCheckpoint:
    """A request: the tree of `checkpoint`, a signed note, adds to that of `old_size` leaves.

    Nothing in it has been verified.

    Raises:
        Malformed: a part is out of bounds, the old size is larger than that of the checkpoint, or
            the note is no checkpoint.
    """

    old_size: int
    proof: tuple[bytes, ...]
    checkpoint: bytes

    def __post_init__(self) -> None:
        if len(self.proof) > MAX_HASHES:
            raise Malformed(f"proof: more than {MAX_HASHES} lines")
        if any(len(value) != HASH_BYTES for value in self.proof):
            raise Malformed(f"proof: a hash is not {HASH_BYTES} bytes long")
        if not 0 <= self.old_size <= MAX_SIZE:
            raise Malformed("old size: not between 0 and 2^63 - 1")
        text = UnverifiedNote.parse(self.checkpoint).unverified_text
        try:
            size = Checkpoint.parse(text).size
        except EmptyRootRefused:
            size = 0  # answered as what is inconsistent, once its log is known to have signed it
        if self.old_size > size:
            raise Malformed("old size: larger than that of the checkpoint")

    @classmethod
    def parse(cls, body: bytes) -> Self:
        """Read the body of a request; `encode` gives the same bytes again.

        Raises:
            Malformed: naming the part that is not in the one accepted form.
        """
        if len(body) > MAX_REQUEST_BYTES:
            raise Malformed(f"request: longer than {MAX_REQUEST_BYTES} bytes")
        head, blank, note = body.partition(b"\n\n")
        try:
            first, *lines = head.decode("ascii").split("\n")
        except UnicodeDecodeError as error:
            raise Malformed("request: not ASCII before the checkpoint") from error
        if not blank or not first.startswith("old "):
            raise Malformed("request: no old size, or no empty line before the checkpoint")
        old = decode_decimal("old size", first.removeprefix("old "))
        return cls(old, tuple(decode_base64("proof", line) for line in lines), note)

    def encode(self) -> bytes:
        """The body of the request."""
        lines = (f"old {self.old_size}", *map(encode_base64, self.proof))
        return "\n".join(lines).encode("ascii") + b"\n\n" + self.checkpoint


@dataclass(frozen=True, slots=True)
class Submitted:
    """Evidence that the log of `checkpoint` signed it; whether it grew honestly is yet to see.

    `note` holds the log's signatures that were verified and no other: what a stranger added is
    never kept or passed on.
    """

    checkpoint: Checkpoint
    old_size: int
    proof: tuple[bytes, ...]
    note: UnverifiedNote


def authenticate(request: AddCheckpoint, keys: LogKeys) -> Submitted:
    """Check who signed the checkpoint, before anything of it is believed.

    Raises:
        OriginUnknown: no key is trusted for its origin (answered with 404).
        SignatureInvalid: no trusted key signed it, or a signature in the name of one is false
            (403).
        EmptyRootRefused: its tree is empty, and its root is not that of the empty tree (422).
    """
    note = UnverifiedNote.parse(request.checkpoint)
    text = note.unverified_text
    origin = text.partition("\n")[0]
    if not keys.get(origin):
        raise OriginUnknown("checkpoint: of a log that this witness does not watch")
    signed = {(key.name, key.key_id) for key in note.verify(keys[origin]).signers}
    lines = (line for line in note.signatures if (line.name, line.key_id) in signed)
    kept = UnverifiedNote(text, tuple(dict.fromkeys(lines)))
    return Submitted(Checkpoint.parse(text), request.old_size, request.proof, kept)


def advance(submitted: Submitted, seen: Seen) -> Seen:
    """Check that the tree submitted is the one seen, or grew from it; what is then seen.

    Raises:
        Conflict: the old size is not the size seen (answered with 409 and that size).
        ProofInvalid: the proof does not show it, or another tree has the size seen (422).
    """
    tree = submitted.checkpoint
    if submitted.old_size != seen.size:
        raise Conflict(seen.size)
    verify_consistency(seen.size, seen.root, tree.size, tree.root, submitted.proof)
    return Seen(tree.size, tree.root)


def encode_cosignatures(lines: Sequence[NoteSignature]) -> bytes:
    """The body of an answer."""
    return "".join(f"{line.encode()}\n" for line in lines).encode()


def parse_cosignatures(body: bytes) -> tuple[NoteSignature, ...]:
    """Read the body of an answer: signature lines that nobody has verified.

    Raises:
        Malformed: not 1 to 100 whole signature lines.
    """
    if len(body) > MAX_NOTE_BYTES:
        raise Malformed(f"answer: longer than {MAX_NOTE_BYTES} bytes")
    try:
        *lines, end = body.decode("utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise Malformed("answer: not UTF-8") from error
    if end or not 1 <= len(lines) <= MAX_SIGNATURES:
        raise Malformed(f"answer: not 1 to {MAX_SIGNATURES} whole signature lines")
    return tuple(NoteSignature.parse(line) for line in lines)


def encode_size(size: int) -> bytes:
    """The body of a conflict."""
    return f"{size}\n".encode("ascii")


def parse_size(body: bytes) -> int:
    """Read the body of a conflict.

    Raises:
        Malformed: not a size up to 2^63 - 1, and a newline.
    """
    text = body[:32].decode("ascii", "replace")
    size = decode_decimal("size", text.removesuffix("\n"))
    if not text.endswith("\n") or size > MAX_SIZE:
        raise Malformed("size: not up to 2^63 - 1, with a newline behind it")
    return size
