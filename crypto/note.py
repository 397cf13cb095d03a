"""C2SP signed notes with Ed25519: text, a blank line, and a line for each signature (signed-note).

What is written here is opened by Go's `sumdb/note`, and the other way round. Reading is stricter
than the specification asks: base64 has one spelling, so that a note has one form and one hash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Final, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.ed25519 import load_public_key
from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.lines import check_line, decode_base64, encode_base64
from crypto.vkey import KEY_ID_BYTES, NamedKey, check_name

MAX_SIGNATURES: Final = 100
"""Most signatures of a note: what Go's `sumdb/note` accepts; signed-note asks for 16 or more."""
MAX_NOTE_BYTES: Final = 2**20
"""Longest note: `MAX_SIGNATURES` of nearly 5 kB each in base64 (signed-note, Format), and text."""

_DASH: Final = "\u2014"


@dataclass(frozen=True, slots=True)
class NoteKey(NamedKey):
    """A named Ed25519 public key that verifies signatures of notes."""

    kind: ClassVar[bytes] = b"\x01"
    what: ClassVar[str] = "an Ed25519 key"

    def verify(self, text: str, signature: bytes) -> None:
        """Check one signature over a note's text.

        Raises:
            SignatureInvalid: it is not by this key over this text.
        """
        try:
            load_public_key(self.public).verify(signature, text.encode())
        except InvalidSignature as error:
            raise SignatureInvalid(f"signature by {self.name}: does not verify") from error


@dataclass(frozen=True, slots=True)
class NoteSigner:
    """A named Ed25519 private key that signs notes."""

    name: str
    private: Ed25519PrivateKey = field(repr=False)
    key: NoteKey = field(init=False, repr=False, compare=False)
    """The public half."""

    def __post_init__(self) -> None:
        public = self.private.public_key().public_bytes_raw()
        object.__setattr__(self, "key", NoteKey(self.name, public))

    def sign(self, text: str) -> "NoteSignature":
        """The signature line over a note's text."""
        return NoteSignature(self.name, self.key.key_id, self.private.sign(text.encode()))


@dataclass(frozen=True, slots=True)
class NoteSignature:
    """One signature line, whether or not anybody has verified it."""

    name: str
    key_id: bytes
    signature: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        if len(self.key_id) != KEY_ID_BYTES or not self.signature:
            raise Malformed("signature: not a key id of 4 bytes and at least one byte more")

    @classmethod
    def parse(cls, line: str) -> Self:
        """Read a signature line, without its newline.

        Raises:
            Malformed: not an em dash, a name and base64 with one space between each.
        """
        match line.split(" "):
            case [dash, name, encoded] if dash == _DASH:
                value = decode_base64("signature", encoded)
            case _:
                raise Malformed("signature: not an em dash, a key name and base64")
        return cls(name, value[:KEY_ID_BYTES], value[KEY_ID_BYTES:])

    def encode(self) -> str:
        """The line, without its newline."""
        return f"{_DASH} {self.name} {encode_base64(self.key_id + self.signature)}"


@dataclass(frozen=True, slots=True)
class UnverifiedNote:
    """A note whose form has been checked and whose signatures have not: its text is hearsay."""

    unverified_text: str
    signatures: tuple[NoteSignature, ...]

    def __post_init__(self) -> None:
        _check_text(self.unverified_text)
        if not 1 <= len(self.signatures) <= MAX_SIGNATURES:
            raise Malformed(f"note: not between 1 and {MAX_SIGNATURES} signatures")

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a signed note; `encode` gives the same bytes again.

        Raises:
            Malformed: naming the part that is not in the one accepted form.
        """
        if len(raw) > MAX_NOTE_BYTES:
            raise Malformed(f"note: longer than {MAX_NOTE_BYTES} bytes")
        try:
            text, blank, lines = raw.decode("utf-8").rpartition("\n\n")
        except UnicodeDecodeError as error:
            raise Malformed("note: not UTF-8") from error
        if not blank or not lines.endswith("\n"):
            raise Malformed("note: no blank line with whole signature lines behind it")
        if lines.count("\n") > MAX_SIGNATURES:
            raise Malformed(f"note: more than {MAX_SIGNATURES} signatures")
        signatures = (NoteSignature.parse(line) for line in lines[:-1].split("\n"))
        return cls(text + "\n", tuple(signatures))

    def encode(self) -> bytes:
        """The bytes of the note."""
        lines = "".join(f"{signature.encode()}\n" for signature in self.signatures)
        return f"{self.unverified_text}\n{lines}".encode()

    def verify(self, keys: Iterable[NoteKey]) -> "VerifiedNote":
        """Verify every signature by a key among `keys`; ignore, but keep, those by others.

        A signature is by a key if both name and id say so (signed-note, Signatures).

        Raises:
            SignatureInvalid: one by a known key does not verify, or there is none.
            KeyRefused: two of `keys` share name and id, so that a signature could be by either.
        """
        known = _by_name_and_id(keys)
        signers: dict[NoteKey, None] = {}
        unknown = []
        for signature in self.signatures:
            key = known.get((signature.name, signature.key_id))
            if key is None:
                unknown.append(signature)
            else:
                key.verify(self.unverified_text, signature.signature)
                signers[key] = None
        if not signers:
            raise SignatureInvalid("note: no signature by a known key")
        return VerifiedNote(self.unverified_text, tuple(signers), tuple(unknown))


@dataclass(frozen=True, slots=True)
class VerifiedNote:
    """Evidence that each of `signers`, at least one, signed `text`; `unknown` were not checked."""

    text: str
    signers: tuple[NoteKey, ...]
    unknown: tuple[NoteSignature, ...]


def sign_note(text: str, signers: Sequence[NoteSigner]) -> bytes:
    """A note with one signature line for each signer, in their order.

    Raises:
        Malformed: text without a newline at its end or with another control character; no signer.
    """
    _check_text(text)
    return UnverifiedNote(text, tuple(signer.sign(text) for signer in signers)).encode()


def open_note(raw: bytes, keys: Iterable[NoteKey]) -> VerifiedNote:
    """Read a note and verify it: see `UnverifiedNote.parse` and `UnverifiedNote.verify`."""
    return UnverifiedNote.parse(raw).verify(keys)


def _check_text(text: str) -> None:
    if not text.endswith("\n"):
        raise Malformed("note text: does not end in a newline")
    for line in text.split("\n"):
        if line:
            check_line("note text", line)


def _by_name_and_id(keys: Iterable[NoteKey]) -> dict[tuple[str, bytes], NoteKey]:
    known: dict[tuple[str, bytes], NoteKey] = {}
    for key in keys:
        if known.setdefault((key.name, key.key_id), key) != key:
            raise KeyRefused(f"keys: two keys of {key.name} have the same id")
    return known
