"""Sealing documents: how a deposited file lies on the disk (docs/FORMAT.md, chapter 11).

A document has a random AES-256-GCM key of its own, so it is read and written in chunks that are
each authenticated, and a film of an injury never has to fit into the memory. Each chunk's nonce
counts, and says whether it is the last: chunks swapped, dropped or cut off at the end do not open
(the STREAM construction: Hoang, Reyhanitabar, Rogaway, Vizár, CRYPTO 2015). The key, and what the
file is, lie wrapped under the key of the enquiry and go with it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from crypto.canonical import NotCanonical, b64, decode, encode, unb64
from crypto.errors import CryptoError
from crypto.sealing import KEY_BYTES, NONCE_BYTES, SealBroken, open_box, seal_box

CHUNK_BYTES: Final = 65_536
"""Length of every chunk's plaintext but the last, which is shorter or as long, and never empty."""
TAG_BYTES: Final = 16
DIGEST_BYTES: Final = 32
MAX_DOCUMENT_BYTES: Final = 2**28
"""Bound on a document: 256 MiB, an hour of dictation or a hundred photographs."""

_COUNTER_BYTES: Final = NONCE_BYTES - 1
_KEY: Final = "document-key"
_BOX: Final = "document"


class DocumentBroken(CryptoError):
    """A sealed document was altered, cut short, lengthened, moved, or is under another key."""


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where a document belongs: what its seal is bound to. `name` is random and says nothing."""

    ledger: str
    stream: str
    name: str

    def bound(self, purpose: str) -> bytes:
        """The associated data of what is sealed for `purpose` here."""
        return encode([purpose, self.ledger, self.stream, self.name])


@dataclass(frozen=True, slots=True)
class Deposit:
    """A document's key, and what it was found to be: SHA-256, length in bytes, media type."""

    key: bytes = field(repr=False)
    digest: bytes = field(repr=False)
    size: int
    media_type: str


def wrap_deposit(place: DocumentPlace, stream_key: bytes, deposit: Deposit) -> bytes:
    """Wrap a document's key and description under the key of its enquiry."""
    told = encode(
        {
            "digest": b64(deposit.digest),
            "key": b64(deposit.key),
            "media_type": deposit.media_type,
            "size": deposit.size,
        }
    )
    return seal_box(stream_key, told, place.bound(_KEY))


def unwrap_deposit(place: DocumentPlace, stream_key: bytes, wrapped: bytes) -> Deposit:
    """Open what `wrap_deposit` made.

    Raises:
        SealBroken: altered, moved to another place, or under another key.
    """
    told = open_box(stream_key, wrapped, place.bound(_KEY), "document key")
    try:
        match decode(told):
            case {"digest": str(digest), "key": str(key), "media_type": str(kind), "size": int(n)}:
                return Deposit(unb64(key), unb64(digest), n, kind)
    except NotCanonical:
        pass
    raise SealBroken("document key: not a key with its description")


def seal_document(place: DocumentPlace, key: bytes, parts: Iterable[bytes]) -> Iterator[bytes]:
    """The sealed chunks of a document that comes in parts of any length.

    `key` must never have sealed anything else: the nonces count from nought.

    Raises:
        DocumentBroken: there is not one byte.
    """
    cipher, bound = AESGCM(key), place.bound(_BOX)
    number, rest = 0, bytearray()
    for part in parts:
        rest += part
        while len(rest) > CHUNK_BYTES:  # the last one is told apart only once the end has come
            chunk = bytes(rest[:CHUNK_BYTES])
            del rest[:CHUNK_BYTES]
            yield cipher.encrypt(_nonce(number, last=False), chunk, bound)
            number += 1
    if not rest:
        raise DocumentBroken("document: empty")
    yield cipher.encrypt(_nonce(number, last=True), bytes(rest), bound)


def open_document(
    place: DocumentPlace, deposit: Deposit, read: Callable[[int], bytes]
) -> Iterator[bytes]:
    """The chunks of a sealed document, each authentic when it is given.

    `read` gives at most as many bytes as it is asked for, and none at the end.

    Raises:
        DocumentBroken: altered, cut short, lengthened, moved or under another key.
    """
    if len(deposit.key) != KEY_BYTES:
        raise DocumentBroken("document: its key does not have 32 bytes")
    cipher, bound = AESGCM(deposit.key), place.bound(_BOX)
    chunks = -(-deposit.size // CHUNK_BYTES)
    for number in range(chunks):
        last = number == chunks - 1
        length = deposit.size - number * CHUNK_BYTES if last else CHUNK_BYTES
        try:
            yield cipher.decrypt(_nonce(number, last=last), read(length + TAG_BYTES), bound)
        except (InvalidTag, ValueError):
            raise DocumentBroken("document: altered, cut short or under another key") from None
    if read(1):
        raise DocumentBroken("document: there are bytes behind its end")


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(_COUNTER_BYTES, "big") + bytes([last])
