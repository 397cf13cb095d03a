"""Between rows of the database and signed entries, trusting nothing that a row says.

The library would import whatever its `topic` column names; ours holds one constant, looked up in a
closed registry. Who can write the database can move a row or rename it, so what the signed claims
say is compared with the columns each time an entry is read.
"""

import binascii
from dataclasses import dataclass
from typing import Final

import orjson
from eventsourcing.persistence import StoredEvent

from crypto.canonical import b64
from crypto.entry import Envelope, parse_envelope
from crypto.errors import CryptoError
from ledger.errors import RowMismatch

TOPIC: Final = "countersign-entry/1"
"""Of a row that holds a signed entry."""
DISPOSED: Final = "countersign-disposed/1"
"""Of a row that holds nothing but the digest of an entry that was disposed of."""
DIGEST_BYTES: Final = 32
"""Length of SHA-256."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as read back, at its position in the ledger. Its signature is not verified."""

    position: int
    envelope: Envelope

    @property
    def stream(self) -> str:
        """The stream it stands in: the signed `sub`."""
        return self.envelope.claims.sub

    @property
    def seq(self) -> int:
        """Its place in the stream, from 1."""
        return self.envelope.claims.seq

    @property
    def jws(self) -> bytes:
        """The signed bytes."""
        return self.envelope.jws.data

    @property
    def digest(self) -> str:
        """SHA-256 of the signed bytes, base64url."""
        return self.envelope.digest


@dataclass(frozen=True, slots=True)
class DisposedEntry:
    """The place of an entry that was disposed of; only its columns and the log say that it was."""

    position: int
    stream: str
    seq: int
    digest: str


@dataclass(frozen=True, slots=True)
class Mapper:
    """Reads rows that belong to the ledger with this id."""

    ledger: str

    def to_stored_event(self, envelope: Envelope) -> StoredEvent:
        """The event that the library stores for an entry."""
        claims = envelope.claims
        return StoredEvent(claims.sub, claims.seq, TOPIC, envelope.jws.data)

    def to_entry(self, position: int, event: StoredEvent) -> StoredEntry:
        """The entry that a stored event holds.

        Raises:
            RowMismatch: the row's topic, stream or version, or the entry itself, was altered.
        """
        return self._entry(
            (position, str(event.originator_id), event.originator_version, event.topic, event.state)
        )

    def from_row(self, row: tuple[int, str, int, str, object]) -> StoredEntry | DisposedEntry:
        """What is in a row of position, stream, seq, topic and state; raises as `to_entry`.

        SQLite keeps any value in any column, also one that nobody can take for bytes.
        """
        position, stream, seq, topic, state = row
        if not isinstance(state, bytes):
            raise RowMismatch(f"position {position}: no bytes of an entry", field="state")
        if topic != DISPOSED:
            return self._entry((position, stream, seq, topic, state))
        if len(state) != DIGEST_BYTES:
            raise RowMismatch(f"position {position}: more than a digest is left", field="state")
        return DisposedEntry(position, stream, seq, b64(state))

    def _entry(self, row: tuple[int, str, int, str, bytes]) -> StoredEntry:
        position, stream, seq, topic, state = row
        if topic != TOPIC:
            raise RowMismatch(f"position {position}: the topic is not {TOPIC}", field="topic")
        try:
            envelope = parse_envelope(state)
        except CryptoError as error:
            raise RowMismatch(f"position {position}: {error}", field="state") from error
        claims = envelope.claims
        if (claims.sub, claims.seq) != (stream, seq):
            raise RowMismatch(
                f"position {position}: stands as {stream} {seq}, "
                f"but was signed as {claims.sub} {claims.seq}",
                field="originator_id" if claims.sub != stream else "originator_version",
            )
        if claims.aud != self.ledger:
            raise RowMismatch(f"position {position}: signed for another ledger", field="aud")
        return StoredEntry(position, envelope)


def unverified_claims(position: int, jws: bytes) -> tuple[str, int, int]:
    """`sub`, `seq` and `iat` of stored bytes, without the strict reading that admission gave them.

    The log asks this of each entry inside the write transaction, where strictness would cost five
    times as much and show nothing more: the bytes are hashed as they are.

    Raises:
        RowMismatch: the bytes are no entry at all.
    """
    try:
        payload = jws.split(b".")[1].translate(_STANDARD)
        claims = orjson.loads(binascii.a2b_base64(payload + b"=="))
        return str(claims["sub"]), int(claims["seq"]), int(claims["iat"])
    except (AttributeError, ValueError, IndexError, KeyError, TypeError) as error:
        raise RowMismatch(f"position {position}: not an entry", field="state") from error


_STANDARD: Final = bytes.maketrans(b"-_", b"+/")
