"""C2SP cosignatures: that a witness saw a checkpoint, and when (tlog-cosignature, Ed25519).

A cosignature says that, of all the trees which this witness has seen of that log, the one signed is
the largest and grew from the others. Its time is the witness's word, and nobody else's.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar, Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.checkpoint import Checkpoint
from crypto.ed25519 import SIGNATURE_BYTES, load_public_key
from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.note import NoteSignature, UnverifiedNote
from crypto.vkey import NamedKey

MAX_TIME: Final = 2**63 - 1
"""Latest time, in seconds since 1970 (tlog-cosignature, Format)."""

_TIME_BYTES: Final = 8


@dataclass(frozen=True, slots=True)
class CosignatureKey(NamedKey):
    """The named Ed25519 public key of a witness, for timestamped cosignatures."""

    kind: ClassVar[bytes] = b"\x04"
    what: ClassVar[str] = "a cosigning Ed25519 key"

    def verify(self, text: str, signature: bytes) -> "Cosigned":
        """Check one cosignature over the text of a checkpoint's note.

        Raises:
            SignatureInvalid: it is not by this key over this text, or claims no possible time.
        """
        if len(signature) != _TIME_BYTES + SIGNATURE_BYTES:
            raise SignatureInvalid(f"cosignature by {self.name}: not 72 bytes")
        time = int.from_bytes(signature[:_TIME_BYTES], "big")
        if not 1 <= time <= MAX_TIME:
            raise SignatureInvalid(f"cosignature by {self.name}: of no possible time")
        try:
            load_public_key(self.public).verify(signature[_TIME_BYTES:], _message(text, time))
        except InvalidSignature as error:
            raise SignatureInvalid(f"cosignature by {self.name}: does not verify") from error
        return Cosigned(self, time)


@dataclass(frozen=True, slots=True)
class Cosigned:
    """Evidence that the witness of `key` cosigned a checkpoint; it says at `time` (since 1970)."""

    key: CosignatureKey
    time: int


@dataclass(frozen=True, slots=True)
class Cosigner:
    """A witness's named Ed25519 private key."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)
    key: CosignatureKey = field(init=False, repr=False, compare=False)
    """The public half."""

    def __post_init__(self) -> None:
        public = self.private.public_key().public_bytes_raw()
        object.__setattr__(self, "key", CosignatureKey(self.name, public))

    def sign_at(self, checkpoint: Checkpoint, time: int) -> NoteSignature:
        """The cosignature line over a checkpoint; `time` is in seconds since 1970.

        Whether this is the largest tree that the witness saw of the log, and grew from the others,
        is for the caller to know (`crypto.witness`).

        Raises:
            Malformed: the time is not between 1 and 2^63 - 1.
        """
        if not 1 <= time <= MAX_TIME:
            raise Malformed("cosignature time: not between 1 and 2^63 - 1")
        signature = self.private.sign(_message(checkpoint.encode(), time))
        stamped = time.to_bytes(_TIME_BYTES, "big") + signature
        return NoteSignature(self.name, self.key.key_id, stamped)


def verify_cosignatures(
    note: UnverifiedNote, keys: Iterable[CosignatureKey]
) -> tuple[Cosigned, ...]:
    """Verify every cosignature of a checkpoint by a key among `keys`; ignore those by others.

    A witness may have cosigned twice; each time is evidence. None at all gives an empty tuple.

    Raises:
        SignatureInvalid: one by a known key does not verify.
        KeyRefused: two of `keys` share name and id, so that a cosignature could be by either.
        Malformed: the note is not a checkpoint.
    """
    text = note.unverified_text
    Checkpoint.parse(text)
    known: dict[tuple[str, bytes], CosignatureKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise KeyRefused(f"keys: two keys of {key.name} have the same id")
    return tuple(
        known[line.name, line.key_id].verify(text, line.signature)
        for line in note.signatures
        if (line.name, line.key_id) in known
    )


def _message(text: str, time: int) -> bytes:
    """What is signed (tlog-cosignature, Ed25519 signed message)."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()
