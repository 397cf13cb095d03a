"""Sealing: how the disclosures of an entry lie in the database (docs/FORMAT.md, chapter 3).

Each entry has a random AES-256-GCM key (NIST SP 800-38D) of its own, wrapped by the key of its
stream, which a keystore apart from the database wraps with the master key. Destroying one wrapped
key destroys the words for good, wherever copies of the database may lie. The associated data names
ledger, stream, position and digest: who can write the database can at most make an entry
unreadable, never move its words to another place.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.canonical import encode
from crypto.errors import CryptoError

KEY_BYTES: Final = 32
"""Length of every key here: AES-256, also where a shorter one would work."""
NONCE_BYTES: Final = 12
"""Length of a nonce (NIST SP 800-38D, section 8.2); it stands before what it was used for. They are
random, as its section 8.2.2 allows for up to 2^32 uses of a key; the busiest has one an entry."""


class SealBroken(CryptoError):
    """What is sealed was altered, moved from its place, or sealed under another key."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands: what its seal is bound to. Digests and ids as in its claims."""

    ledger: str
    stream: str
    seq: int
    digest: str

    def bound(self, purpose: str) -> bytes:
        """The associated data of what is sealed for `purpose` at this place."""
        if not _PLAIN(self.ledger + self.stream + self.digest):
            return encode([purpose, self.ledger, self.stream, self.seq, self.digest])
        # Nothing here that JSON would escape, so these are the same bytes for less work.
        named = f'["{purpose}","{self.ledger}","{self.stream}",{self.seq},"{self.digest}"]'
        return named.encode("ascii")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed entry's two columns: its own key wrapped by the stream's, and its disclosures."""

    wrapped_key: bytes = field(repr=False)
    box: bytes = field(repr=False)


def new_key() -> bytes:
    """A random AES-256 key."""
    return os.urandom(KEY_BYTES)


def seal(place: Place, stream_key: bytes, plaintext: bytes) -> Sealed:
    """Seal the disclosures of the entry at `place`.

    Raises:
        SealBroken: `stream_key` does not have 32 bytes.
    """
    return _seal_with(place, stream_key, plaintext, os.urandom)


def _seal_with(
    place: Place, stream_key: bytes, plaintext: bytes, random: Callable[[int], bytes]
) -> Sealed:
    """`seal` with key and nonces given, for byte-exact vectors; it draws key, nonce, nonce."""
    key = random(KEY_BYTES)
    wrapped = seal_box(stream_key, key, place.bound(_KEY), random(NONCE_BYTES))
    return Sealed(wrapped, seal_box(key, plaintext, place.bound(_BOX), random(NONCE_BYTES)))


def unseal(place: Place, stream_key: bytes, sealed: Sealed) -> bytes:
    """Open the disclosures of the entry at `place`.

    Raises:
        SealBroken: altered, moved, or under another key.
    """
    key = open_box(stream_key, sealed.wrapped_key, place.bound(_KEY), "wrapped key")
    return open_box(key, sealed.box, place.bound(_BOX), "disclosures")


def rewrap(place: Place, old_stream_key: bytes, new_stream_key: bytes, sealed: Sealed) -> Sealed:
    """Wrap the entry's key anew, when the stream gets a new key because a neighbour is disposed of.

    Raises:
        SealBroken: altered, moved, or under another key.
    """
    bound = place.bound(_KEY)
    key = open_box(old_stream_key, sealed.wrapped_key, bound, "wrapped key")
    return Sealed(seal_box(new_stream_key, key, bound), sealed.box)


def wrap_stream_key(master_key: bytes, ledger: str, stream: str, key: bytes) -> bytes:
    """Wrap a stream's key for the keystore."""
    return seal_box(master_key, key, _stream_bound(ledger, stream))


def unwrap_stream_key(master_key: bytes, ledger: str, stream: str, wrapped: bytes) -> bytes:
    """Open a stream's key from the keystore.

    Raises:
        SealBroken: altered, moved to another stream, or under another master key.
    """
    return open_box(master_key, wrapped, _stream_bound(ledger, stream), "stream key")


def _stream_bound(ledger: str, stream: str) -> bytes:
    return encode(["stream-key", ledger, stream])


def seal_box(key: bytes, plaintext: bytes, bound: bytes, nonce: bytes | None = None) -> bytes:
    """Encrypt under `key`, which may be used again: the nonce is random and stands in front.

    Raises:
        SealBroken: the key does not have 32 bytes.
    """
    nonce = nonce or os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plaintext, bound)


def open_box(key: bytes, box: bytes, bound: bytes, what: str) -> bytes:
    """Open what `seal_box` made; errors call it `what`.

    Raises:
        SealBroken: altered, bound to something else, or under another key.
    """
    try:
        return _cipher(key).decrypt(box[:NONCE_BYTES], box[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise SealBroken(f"{what}: altered, moved or under another key") from None


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise SealBroken(f"key: not {KEY_BYTES} bytes")
    return AESGCM(key)


_PLAIN: Final[Callable[[str], object]] = re.compile(r"[\w-]*", re.ASCII).fullmatch
_KEY: Final = "entry-key"
_BOX: Final = "entry"
