"""Sealing: how the disclosures of an entry lie in the database (docs/FORMAT.md, chapter 3).

Each entry has a random AES-256-GCM key (NIST SP 800-38D) of its own, wrapped by the key of its stream, which a
keystore apart from the database wraps with the master key. Destroying one wrapped key destroys the words for
good, wherever copies of the database may lie. The associated data names ledger, stream, position and digest:
who can write the database can at most make an entry unreadable, never move its words to another place.
"""

import os
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.canonical import encode
from crypto.errors import CryptoError

KEY_BYTES: Final = 32
_NONCE_BYTES: Final = 12


class SealBroken(CryptoError):
    """What is sealed was altered, moved from its place, or sealed under another key."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: what its seal is bound to. Digests and ids as in its claims."""

    ledger: str
    stream: str
    seq: int
    digest: str

    def _bound(self, purpose: str) -> bytes:
        return encode([purpose, self.ledger, self.stream, self.seq, self.digest])


@dataclass(frozen=True, slots=True)
class Sealed:
    """The two columns of a sealed entry: its own key wrapped by the stream's, and its disclosures."""

    wrapped_key: bytes
    box: bytes


def new_key() -> bytes:
    """A random AES-256 key."""
    return AESGCM.generate_key(bit_length=8 * KEY_BYTES)


def seal(place: Place, stream_key: bytes, plaintext: bytes) -> Sealed:
    """Seal the disclosures of the entry at `place`."""
    key = new_key()
    wrapped = _encrypt(stream_key, key, place._bound("entry-key"))
    return Sealed(wrapped, _encrypt(key, plaintext, place._bound("entry")))


def unseal(place: Place, stream_key: bytes, sealed: Sealed) -> bytes:
    """Open the disclosures of the entry at `place`.

    Raises:
        SealBroken: altered, moved, or under another key.
    """
    key = _decrypt(stream_key, sealed.wrapped_key, place._bound("entry-key"), "wrapped key")
    return _decrypt(key, sealed.box, place._bound("entry"), "disclosures")


def rewrap(place: Place, old_stream_key: bytes, new_stream_key: bytes, sealed: Sealed) -> Sealed:
    """Wrap the entry's key anew, when the stream gets a new key because a neighbour is disposed of.

    Raises:
        SealBroken: altered, moved, or under another key.
    """
    key = _decrypt(old_stream_key, sealed.wrapped_key, place._bound("entry-key"), "wrapped key")
    return Sealed(_encrypt(new_stream_key, key, place._bound("entry-key")), sealed.box)


def wrap_stream_key(master_key: bytes, ledger: str, stream: str, key: bytes) -> bytes:
    """Wrap a stream's key for the keystore."""
    return _encrypt(master_key, key, encode(["stream-key", ledger, stream]))


def unwrap_stream_key(master_key: bytes, ledger: str, stream: str, wrapped: bytes) -> bytes:
    """Open a stream's key from the keystore.

    Raises:
        SealBroken: altered, moved to another stream, or under another master key.
    """
    return _decrypt(master_key, wrapped, encode(["stream-key", ledger, stream]), "stream key")


def _encrypt(key: bytes, plaintext: bytes, bound: bytes) -> bytes:
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plaintext, bound)


def _decrypt(key: bytes, box: bytes, bound: bytes, what: str) -> bytes:
    try:
        return AESGCM(key).decrypt(box[:_NONCE_BYTES], box[_NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise SealBroken(f"{what}: altered, moved or under another key") from None
