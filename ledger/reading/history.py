"""From stored bytes to histories: unseal, put together, read, and keep what was read.

A stream only grows, so what was read once stays true and only the entries after it are read again.
Views as known in the past are cut from the same history, never kept as a second copy.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Final, NamedTuple

from crypto.canonical import Json
from crypto.entry import Envelope
from crypto.errors import CryptoError
from crypto.sealing import Place, Sealed, unseal
from domain.disposed import disposed_entry
from domain.entry import Content, ContentRefused, Entry, Reference, read_content
from ledger.bulk import read_disclosures
from ledger.errors import Problem, RecordUnreadable
from ledger.mapper import DisposedEntry
from ledger.store import Store, StoredEntry

MAX_STREAMS: Final = 4096
"""Bound on the streams kept in memory: about 40 entries each of 20 kB read is 3 GB at the very
worst, and 300 MB for the shipped scenarios."""


class NotKept(Problem):
    """The entry was disposed of: of its words and its envelope nothing is left."""

    code = "disposed-of"
    status = 410
    title = "This was disposed of"


class _Kept(NamedTuple):
    """What is kept of a stream: its entries, and where each stands in the ledger's order.

    It is kept for as long as the stream has the key that opened it: a disposal, by whichever
    process, gives the stream another key or none.
    """

    entries: tuple[Entry, ...]
    positions: tuple[int, ...]
    key: bytes | None


_NOTHING: Final = _Kept((), (), None)


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
        self._streams: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def entries(self, stream: str) -> tuple[Entry, ...]:
        """All entries of a stream, now; empty where there are none.

        Raises:
            RecordUnreadable: what is stored is not what was signed, or its key is gone.
        """
        return self._refreshed(stream).entries

    def entries_until(self, stream: str, position: int) -> tuple[Entry, ...]:
        """The entries of a stream that stand at or before a position in the ledger's order."""
        kept = self._refreshed(stream)
        return kept.entries[: bisect_right(kept.positions, position)]

    def kept(self, stream: str) -> tuple[Entry, ...]:
        """The entries of a stream as they were last read, without a look at the store.

        For admission, where the store checks under its lock that nothing newer is there.
        """
        return self._streams.get(stream, _NOTHING).entries

    def position(self, stream: str, seq: int) -> int | None:
        """Where an entry stands in the ledger's order, or None where there is none."""
        kept = self._streams.get(stream, _NOTHING)
        if len(kept.positions) < seq:
            kept = self._refreshed(stream)
        return kept.positions[seq - 1] if seq <= len(kept.positions) else None

    def count_until(self, stream: str, position: int) -> int:
        """How many of the entries last read of a stream stand at or before a position."""
        return bisect_right(self._streams.get(stream, _NOTHING).positions, position)

    def add(self, entries: Iterable[tuple[Entry, int]], keys: Mapping[str, bytes]) -> None:
        """Keep entries that were just committed at these positions, sealed under these keys."""
        for entry, position in entries:
            key = keys[entry.stream]
            self._extend(entry.stream, entry.seq - 1, _Kept((entry,), (position,), key))

    def _refreshed(self, stream: str) -> "_Kept":
        kept, key = self._streams.get(stream, _NOTHING), self._key(stream)
        if kept.key != key:
            self.forget(stream)
            kept = _NOTHING
        after = len(kept.entries)
        newer = self._store.entries.placed(stream, after=after)
        if not newer:
            return kept
        positions = tuple(entry.position for entry in newer)
        return self._extend(stream, after, _Kept(self._read_all(newer), positions, key))

    def _key(self, stream: str) -> bytes | None:
        return self._store.keystore.stream_keys([stream]).get(stream)

    def _read_all(self, newer: Sequence[StoredEntry | DisposedEntry]) -> tuple[Entry, ...]:
        """The entries that follow each other in a stream."""
        stream, after = newer[0].stream, newer[0].seq - 1
        sealed = self._store.entries.sealed(stream, after=after)
        gone = any(isinstance(entry, DisposedEntry) for entry in newer)
        times = self._store.log.times(stream) if gone else {}
        return tuple(
            disposed_entry(stream, entry.seq, entry.digest, times.get(entry.seq, 0))
            if isinstance(entry, DisposedEntry)
            else self._read(entry, sealed.get(entry.seq))
            for entry in newer
        )

    def _extend(self, stream: str, after: int, more: "_Kept") -> "_Kept":
        """Keep what follows the first `after` entries, unless somebody else has kept it already."""
        with self._lock:
            kept = self._streams.get(stream, _NOTHING)
            if len(kept.entries) == after:
                # An older key stays the older one, so that the next look reads everything anew.
                key = kept.key if kept.entries else more.key
                kept = _Kept(kept.entries + more.entries, kept.positions + more.positions, key)
                self._streams[stream] = kept
            if len(kept.entries) > 0:
                self._streams.move_to_end(stream)
            while len(self._streams) > MAX_STREAMS:
                self._streams.popitem(last=False)
        return kept

    def signed(self, stream: str, seq: int) -> Signed:
        """An entry exactly as it was signed, with all its disclosures.

        Raises:
            NotKept: it was disposed of.
            RecordUnreadable: there is none, or what is stored is not what was signed.
        """
        stored = self._store.entries.placed(stream, after=seq - 1, upto=seq)
        sealed = self._store.entries.sealed(stream, after=seq - 1, upto=seq)
        entry = stored[0] if stored else None
        if isinstance(entry, DisposedEntry):
            raise NotKept(f"entry {seq} of stream {stream}: it was disposed of; its digest is left")
        if entry is None or seq not in sealed:
            raise RecordUnreadable(f"entry {seq} of stream {stream}: missing")
        try:
            plaintext = self._unsealed(entry.envelope, sealed[seq])
        except CryptoError as error:
            raise RecordUnreadable(f"entry {seq} of stream {stream}: {error}") from error
        return Signed(entry.jws, tuple(disclosures_of(plaintext)))

    def opened(self, stream: str, upto: int) -> dict[int, tuple[Envelope, bytes]]:
        """The entries of a stream up to a position, with their disclosures as they are sealed.

        What was disposed of is left out.

        Raises:
            RecordUnreadable: what is stored is not what was signed.
        """
        sealed = self._store.entries.sealed(stream, upto=upto)
        found = {}
        for stored in self._store.entries.stream(stream, upto=upto):
            if stored.seq not in sealed:
                raise RecordUnreadable(
                    f"entry {stored.seq} of stream {stream}: its words are missing"
                )
            try:
                words = self._unsealed(stored.envelope, sealed[stored.seq])
            except CryptoError as error:
                raise RecordUnreadable(f"entry {stored.seq} of stream {stream}: {error}") from error
            found[stored.seq] = (stored.envelope, words)
        return found

    def forget(self, stream: str) -> None:
        """Drop what is kept of a stream, after a disposal."""
        with self._lock:
            self._streams.pop(stream, None)

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
        return read_disclosures(envelope.sd, self._unsealed(envelope, sealed))

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
