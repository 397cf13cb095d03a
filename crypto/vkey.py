"""Named public keys of notes, as text: C2SP vkeys (signed-note, Verifier keys).

A key is known by its name, the type of signature that it verifies, and its public bytes; a digest
of all three stands before each of its signatures, so one key under two names is two keys.
"""

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Final, Self

from crypto.ed25519 import load_public_key
from crypto.errors import Malformed
from crypto.lines import check_line, decode_base64, encode_base64

KEY_ID_BYTES: Final = 4


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A named Ed25519 public key, for signatures of the type that its class is for.

    Raises:
        Malformed: the name is empty or holds white space, a control character or "+".
        KeyRefused: the 32 public bytes are not a sound key (`crypto.ed25519`).
    """

    kind: ClassVar[bytes]
    """The signature type: one byte (signed-note, Signature types)."""
    what: ClassVar[str]
    """What such a key is called in a refusal."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        check_name(self.name)
        load_public_key(self.public)

    @classmethod
    def parse(cls, vkey: str) -> Self:
        """Read a vkey, `name+id+base64(type || public key)`.

        Raises:
            Malformed: not a vkey of this type, or with the id of another name or key.
            KeyRefused: the public key is not sound.
        """
        match vkey.split("+", 2):
            case [name, _, encoded]:
                material = decode_base64("vkey", encoded)
            case _:
                raise Malformed("vkey: not a name, an id and a key with + between them")
        if material[:1] != cls.kind:
            raise Malformed(f"vkey: not {cls.what}")
        key = cls(name, material[1:])
        if key.vkey != vkey:
            raise Malformed("vkey: its id does not belong to its name and key")
        return key

    @property
    def key_id(self) -> bytes:
        """The four bytes that stand before a signature by this key (signed-note, Signatures)."""
        return _key_id(self.name, self.kind, self.public)

    @property
    def vkey(self) -> str:
        """The key as text, for trust files, policies and other people's tools."""
        return f"{self.name}+{self.key_id.hex()}+{encode_base64(self.kind + self.public)}"


@lru_cache(maxsize=1024)
def check_name(name: str) -> None:
    """Check the name of a key (signed-note, Format).

    Raises:
        Malformed: it is empty, or holds white space, a control character or "+".
    """
    check_line("key name", name)
    if "+" in name or any(character.isspace() for character in name):
        raise Malformed("key name: holds + or white space")


@lru_cache(maxsize=1024)
def _key_id(name: str, kind: bytes, public: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\n" + kind + public).digest()[:KEY_ID_BYTES]
