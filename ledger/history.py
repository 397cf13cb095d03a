"""From stored bytes to histories: unseal, put together, read, and keep what was read.

A stream only grows, so what was read once stays true and only the entries after it are read again.
Views as known in the past are cut from the same history, never kept as a second copy.
"""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from crypto.canonical import Json
from crypto.disclosures import reveal
from crypto.entry import Envelope
from crypto.errors import CryptoError
from crypto.sealing import Place, Sealed, unseal
from domain.entry import Content, ContentRefused, Entry, Reference, read_content
from ledger.errors import Problem
from ledger.store import Store, StoredEntry

MAX_STREAMS: Final = 4096
"""Bound on the streams kept in memory: about 40 entries each of 20 kB read is 3 GB at the very
worst, and 300 MB for the shipped scenarios."""


class RecordUnreadable(Problem):
    """What is stored cannot be what was signed; the ledger must be verified."""

    code = "record-unreadable"
    status = 500
    title = "A stored record is not as it was signed"


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry as it was signed: the JWS and all its disclosures."""

    jws: bytes
    disclosures: tuple[str, ...]


class History:
    """The histories of one ledger's streams, each read once and then only added to."""

    def __init__(self, store: Store, ledger: str) -> None:
        self._store = store
        self._ledger = ledger
        self._kept: OrderedDict[str, tuple[Entry, ...]] = OrderedDict()
        self._positions: dict[str, tuple[int, ...]] = {}

    def entries(self, stream: str) -> tuple[Entry, ...]:
        """All entries of a stream, now; empty where there are none.

        Raises:
            RecordUnreadable: what is stored is not what was signed.
        """
        kept = self._kept.get(stream, ())
        newer = self._store.entries.stream(stream, after=len(kept))
        if newer:
            sealed = self._store.entries.sealed(stream, after=len(kept))
            self._keep(stream, kept, [self._read(e, sealed.get(e.seq)) for e in newer], newer)
        if stream in self._kept:
            self._kept.move_to_end(stream)
        return self._kept.get(stream, ())

    def entries_until(self, stream: str, position: int) -> tuple[Entry, ...]:
        """The entries of a stream that stand at or before a position in the ledger's order."""
        entries = self.entries(stream)
        positions = self._positions.get(stream, ())
        return tuple(e for e, p in zip(entries, positions, strict=True) if p <= position)

    def kept(self, stream: str) -> tuple[Entry, ...]:
        """The entries of a stream without asking the store for newer ones: for admission, where the
        store checks under its lock that nothing newer is there.
        """
        return self._kept.get(stream) or self.entries(stream)

    def add(self, entries: Iterable[tuple[Entry, int]]) -> None:
        """Keep entries that were just committed at these positions, where they continue what is
        kept.
        """
        for entry, position in entries:
            kept = self._kept.get(entry.stream, ())
            if len(kept) + 1 == entry.seq:
                self._kept[entry.stream] = (*kept, entry)
                self._positions[entry.stream] = (*self._positions.get(entry.stream, ()), position)

    def position(self, stream: str, seq: int) -> int | None:
        """Where an entry stands in the ledger's order, or None where there is none."""
        self.entries(stream)
        positions = self._positions.get(stream, ())
        return positions[seq - 1] if seq <= len(positions) else None

    def signed(self, stream: str, seq: int) -> Signed:
        """An entry exactly as it was signed, with all its disclosures.

        Raises:
            RecordUnreadable: there is none, or what is stored is not what was signed.
        """
        stored = self._store.entries.stream(stream, after=seq - 1, upto=seq)
        sealed = self._store.entries.sealed(stream, after=seq - 1, upto=seq)
        if not stored or seq not in sealed:
            raise RecordUnreadable(f"entry {seq} of stream {stream}: missing")
        try:
            plaintext = self._unsealed(stored[0].envelope, sealed[seq])
        except CryptoError as error:
            raise RecordUnreadable(f"entry {seq} of stream {stream}: {error}") from error
        return Signed(stored[0].jws, tuple(disclosures_of(plaintext)))

    def forget(self, stream: str) -> None:
        """Drop what is kept of a stream, after a disposal."""
        self._kept.pop(stream, None)
        self._positions.pop(stream, None)

    def _keep(
        self, stream: str, kept: tuple[Entry, ...], read: list[Entry], stored: Iterable[StoredEntry]
    ) -> None:
        self._kept[stream] = (*kept, *read)
        known = self._positions.get(stream, ())
        self._positions[stream] = (*known, *(entry.position for entry in stored))
        while len(self._kept) > MAX_STREAMS:
            oldest, _ = self._kept.popitem(last=False)
            self._positions.pop(oldest, None)

    def _read(self, stored: StoredEntry, sealed: Sealed | None) -> Entry:
        claims = stored.envelope.claims
        if sealed is None:
            raise RecordUnreadable(
                f"entry {claims.seq} of stream {claims.sub}: its words are missing"
            )
        try:
            return as_entry(stored.envelope, read_content(self._open(stored.envelope, sealed)))
        except (CryptoError, ContentRefused) as error:
            raise RecordUnreadable(f"entry {claims.seq} of stream {claims.sub}: {error}") from error

    def _open(self, envelope: Envelope, sealed: Sealed) -> dict[str, Json]:
        return reveal(envelope.sd, disclosures_of(self._unsealed(envelope, sealed)))

    def _unsealed(self, envelope: Envelope, sealed: Sealed) -> bytes:
        claims = envelope.claims
        place = Place(self._ledger, claims.sub, claims.seq, envelope.digest)
        return unseal(place, self._store.keystore.stream_key(claims.sub), sealed)


def disclosures_of(plaintext: bytes) -> list[str]:
    """The disclosures as they are sealed: each followed by `~`."""
    return plaintext.decode("ascii").split("~")[:-1]


def as_entry(envelope: Envelope, content: Content) -> Entry:
    """An entry of a history, from its signed claims and its content."""
    claims = envelope.claims
    return Entry(
        stream=claims.sub,
        seq=claims.seq,
        digest=envelope.digest,
        author=claims.iss,
        recorded=datetime.fromtimestamp(claims.iat, UTC),
        refs=tuple(Reference(r.rel, r.sub, r.seq, r.digest) for r in claims.refs),
        frame=content.frame,
        event=content.event,
        parts=content.parts,
    )
