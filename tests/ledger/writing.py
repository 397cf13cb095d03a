"""A small ledger for tests of the store: real signed entries, sealed and committed."""

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import entry
from crypto.disclosures import conceal
from crypto.entry import Claims, Envelope, parse_envelope
from crypto.genesis import Genesis
from crypto.jws import thumbprint
from crypto.sealing import Place, seal
from ledger import folder
from ledger.keys.ledger_keys import held_keys
from ledger.settings import Settings
from ledger.store import Act, NewEntry, Placed, Stale, Store, open_store

KEY = Ed25519PrivateKey.from_private_bytes(b"\x01" * 32)
"""Signs everything: author and ledger alike; the store verifies no author's signature."""
RAW = KEY.public_key().public_bytes_raw()
GENESIS = Genesis(
    name="test.example/ledger",
    created=1_700_000_000,
    registrar="9f6c3f0e-5a0f-4d0b-8f2b-6f3f6f0d1a01",
    registrar_key=RAW,
    ledger_key=RAW,
    authority="9f6c3f0e-5a0f-4d0b-8f2b-6f3f6f0d1a02",
    demonstration=True,
)


@dataclass
class Writer:
    """Signs entries at the ends of streams that it alone writes to."""

    author: str = GENESIS.registrar
    heads: dict[str, Envelope] = field(default_factory=dict)

    def sign(self, stream: str, iat: int = 1_700_000_001) -> tuple[Envelope, bytes]:
        """The next entry of a stream, with its disclosures."""
        before = self.heads.get(stream)
        claims = Claims(
            aud=GENESIS.ledger,
            iss=self.author,
            sub=stream,
            seq=before.claims.seq + 1 if before else 1,
            prev=before.digest if before else GENESIS.ledger,
            iat=iat,
            dir=GENESIS.ledger,
        )
        signed = entry.sign(claims, conceal({"type": "note/1"}), thumbprint(RAW), KEY)
        jws, _, disclosures = signed.partition(b"~")
        self.heads[stream] = parse_envelope(jws)
        return self.heads[stream], disclosures

    def new(self, store: Store, stream: str, iat: int = 1_700_000_001) -> NewEntry:
        """The next entry of a stream, sealed."""
        envelope, disclosures = self.sign(stream, iat)
        key = store.keystore.create_stream_keys([stream])[stream]
        place = Place(GENESIS.ledger, stream, envelope.claims.seq, envelope.digest)
        return NewEntry(envelope, seal(place, key, disclosures))

    def commit(self, store: Store, *streams: str, iat: int = 1_700_000_001) -> list[int]:
        """Commit the next entry of each stream, in one group; their positions."""
        acts = [Act((self.new(store, stream, iat),), {}) for stream in streams]
        return positions(store.commit(acts))


def positions(outcomes: Sequence[Placed | Stale]) -> list[int]:
    """The positions of acts that must all have been placed."""
    assert all(isinstance(outcome, Placed) for outcome in outcomes), outcomes
    return [p for outcome in outcomes if isinstance(outcome, Placed) for p in outcome.positions]


def stream() -> str:
    """A new stream id."""
    return str(uuid.uuid4())


def make_folder(path: Path, database_url: str) -> Settings:
    """A data folder whose entries are in the database at the URL."""
    settings = Settings(path, database_url)
    folder.create(settings, GENESIS, b"{}", KEY)
    return settings


@contextmanager
def opened(settings: Settings, clock: Callable[[], int] = lambda: 1_700_000_009) -> Iterator[Store]:
    """The store of such a folder."""
    keys = [*held_keys(settings.keystore).values()]
    with open_store(settings, GENESIS, keys, clock) as store:
        yield store
