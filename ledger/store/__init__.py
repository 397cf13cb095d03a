"""The store: entries, their seals and the log of them, in one database, SQLite or PostgreSQL.

    store = open_store(settings, genesis, signers, clock)
    keys = store.keystore.create_stream_keys([stream])          # durable before any entry needs them
    outcomes = store.commit([Act((NewEntry(envelope, sealed),), expect={iss: 3})])
    receipts = store.log.receipts([(stream, seq)])

This page is the interface as agreed; streams are the lower-case UUID strings of the claim `sub`
everywhere (also in the columns of the database), digests are base64url strings, times are seconds.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from crypto.entry import Envelope
from crypto.genesis import Genesis
from crypto.sealing import Sealed
from ledger.errors import Problem


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry about to be stored: its envelope (verified by the caller) and sealed disclosures."""

    envelope: Envelope
    sealed: Sealed


@dataclass(frozen=True, slots=True)
class Act:
    """Entries admitted all or none, with the streams that must still end where their author saw it.

    `expect` maps a stream (the author's directory stream) to the seq it must end at (0: empty).
    """

    entries: tuple[NewEntry, ...]
    expect: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Placed:
    """An act was committed; `positions` are its entries' places in the ledger's order."""

    positions: tuple[int, ...]


class Stale(Problem):
    """Others got in first: `heads` gives the streams that moved and the seq where each ends now.

    code "stale-position", status 409. Returned by `commit` for each act it leaves out; draft anew.
    """

    heads: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry as read back. Its row was checked against its signed claims (else `RowMismatch`)."""

    position: int
    envelope: Envelope
    # properties: stream, seq, jws, digest


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends."""

    seq: int
    digest: str


class Entries(Protocol):
    """Reads of the entries; `until` cuts every read at a position (see `Log.position_at`)."""

    def stream(
        self, stream: str, *, after: int = 0, upto: int | None = None, until: int | None = None
    ) -> tuple[StoredEntry, ...]:
        """The entries of one stream with after < seq <= upto and position <= until, by seq."""

    def streams(
        self, streams: Iterable[str], *, until: int | None = None
    ) -> dict[str, tuple[StoredEntry, ...]]:
        """The entries of many streams at once; a stream without entries maps to ()."""

    def heads(self, streams: Iterable[str], *, until: int | None = None) -> dict[str, Head]:
        """Where each stream ends; an empty stream is left out."""

    def sealed(self, stream: str, *, after: int = 0, upto: int | None = None) -> dict[int, Sealed]:
        """The sealed disclosures of a stream by seq; what was disposed of is left out."""

    def sealed_streams(self, streams: Iterable[str]) -> dict[str, dict[int, Sealed]]:
        """The same for many streams at once."""

    def range(
        self, after: int, limit: int, *, until: int | None = None
    ) -> tuple[StoredEntry, ...]:
        """The next `limit` entries in the ledger's order with position > after."""

    def find(self, digest: str) -> StoredEntry | None:
        """The entry with this digest, if it is in the log (for idempotent admission)."""


class Log(Protocol):
    """The tree over all entries. Reads default to the newest committed size."""

    def size(self) -> int: ...
    def size_at(self, time: int) -> int:
        """'As known at': the largest size N none of whose entries has iat > time."""

    def position_at(self, size: int) -> int:
        """The position of the last entry in the tree of `size`: what `until` takes."""

    def receipts(self, places: Sequence[tuple[str, int]], size: int | None = None) -> list[bytes]:
        """C2SP tlog-proofs for (stream, seq)s, cheap right after their commit."""

    def receipt(self, stream: str, seq: int, size: int | None = None) -> bytes: ...
    def checkpoint(self, size: int | None = None) -> bytes:
        """The signed note (C2SP tlog-checkpoint) of a committed size."""

    def consistency(self, old_size: int, size: int | None = None) -> tuple[bytes, ...]: ...
    def head_statement(self, stream: str, size: int | None = None) -> bytes: ...
    def follow_once(self, limit: int = 500) -> int:
        """Bring at most `limit` committed entries into the tree; the number brought in."""

    def wait_until(self, position: int, timeout: float) -> None:
        """Return once the entry at `position` is in the tree; raises TimeoutError."""


class Keystore(Protocol):
    """Stream keys, wrapped by the master key, apart from the database."""

    def stream_key(self, stream: str) -> bytes:
        """Raises `StreamKeyMissing` when it was destroyed or never made."""

    def create_stream_keys(self, streams: Iterable[str]) -> dict[str, bytes]:
        """Existing or new keys, durable on return; idempotent across processes."""

    def destroy(self, stream: str) -> None: ...


class Store(Protocol):
    """Everything of one ledger that lies on disk."""

    entries: Entries
    log: Log
    keystore: Keystore

    def commit(self, acts: Sequence[Act]) -> list[Placed | Stale]:
        """Commit acts durably, in one transaction, and into the tree: one outcome for each act.

        Heads of the acts' own streams and of `expect` are checked under the write lock, act by act,
        so one stale act never fails its neighbours. After return `log.receipts` covers them.
        """

    def close(self) -> None: ...


OpenStore = Callable[..., Store]
"""open_store(settings: Settings, genesis: Genesis, signers: Sequence[NoteSigner], clock) -> Store"""
_ = Genesis
