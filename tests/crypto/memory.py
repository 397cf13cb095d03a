"""A small ledger in memory from fixed keys, so that what is made from it repeats to the byte."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import Json, b64
from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.disclosures import _conceal_with
from crypto.entry import Claims, Envelope, Ref, parse, sign
from crypto.genesis import Genesis
from crypto.head import Head, sign_head
from crypto.jws import thumbprint
from crypto.merkle import Coordinate, Frontier, consistency_proof, inclusion_proof
from crypto.note import NoteSigner
from crypto.proof import write_proof

BEGUN: Final = 1_772_323_200
"""1 March 2026, midnight in London."""


def key(number: int) -> Ed25519PrivateKey:
    """A private key that nobody else should use: its 32 bytes are `number`."""
    return Ed25519PrivateKey.from_private_bytes(bytes([number]) * 32)


def raw(private: Ed25519PrivateKey) -> bytes:
    """The 32 bytes of its public half."""
    return private.public_key().public_bytes_raw()


def kid(private: Ed25519PrivateKey) -> str:
    """Its thumbprint."""
    return thumbprint(raw(private))


def uuid(name: str) -> str:
    """An id that repeats in every run."""
    return str(UUID(bytes=hashlib.sha256(name.encode()).digest()[:16], version=4))


@dataclass
class Person:
    """Somebody who signs: their id, the key that they sign with, and the capacity they act in."""

    name: str
    private: Ed25519PrivateKey
    role: str = "social_worker"

    @property
    def id(self) -> str:
        """Their id, which is that of their directory stream."""
        return uuid(self.name)

    @property
    def capacity(self) -> dict[str, Json]:
        """The part of every entry that says in which capacity they act."""
        return {"agency": "Children’s Services", "as": self.name, "id": "one", "role": self.role}

    def grant(self) -> dict[str, Json]:
        """The capacity as the directory grants it."""
        return {
            "agency": "Children’s Services",
            "from": "2026-03-01",
            "id": "one",
            "role": self.role,
            "title": self.role.replace("_", " "),
        }


@dataclass(frozen=True)
class Stored:
    """An entry with all its disclosures, and the index of its leaf."""

    index: int
    data: bytes
    envelope: Envelope

    @property
    def disclosures(self) -> Sequence[str]:
        """The disclosures as they travel."""
        return self.data.decode().split("~")[1:-1]

    def ref(self, rel: str) -> Ref:
        """A reference to it."""
        claims = self.envelope.claims
        return Ref(rel, claims.sub, claims.seq, self.envelope.digest)


@dataclass
class MemoryLedger:
    """Streams and a log, to which `record` adds entries that are whatever a test wants them to be.

    Times are seconds behind `BEGUN`.
    """

    registrar: Person = field(default_factory=lambda: Person("Ines Okafor", key(3), "registrar"))
    keeper: Ed25519PrivateKey = field(default_factory=lambda: key(4))
    keepers: list[Ed25519PrivateKey] = field(default_factory=list)
    """Keys that sign for the ledger from some time on, beside the first."""
    streams: dict[str, list[Stored]] = field(default_factory=dict)
    leaves: list[bytes] = field(default_factory=list)
    time: int = 0

    def __post_init__(self) -> None:
        self.genesis = Genesis(
            name="ledger.example/children",
            created=BEGUN,
            registrar=self.registrar.id,
            registrar_key=raw(self.registrar.private),
            ledger_key=raw(self.keeper),
            authority=uuid("authority"),
            demonstration=True,
        )
        self._salts = count()
        self._nodes: dict[Coordinate, bytes] = {}
        self._frontier = Frontier()

    @property
    def origin(self) -> str:
        """The origin of the log."""
        return self.genesis.origin()

    def head(self, stream: str) -> str:
        """Where a stream ends."""
        stored = self.streams.get(stream)
        return stored[-1].envelope.digest if stored else self.genesis.ledger

    def record(
        self,
        author: Person,
        stream: str,
        content: Mapping[str, Json],
        refs: Sequence[Ref] = (),
        **claims: Any,
    ) -> Stored:
        """Record an entry five minutes after the last; `claims` are put in place of what is due."""
        self.time += 300
        due: dict[str, Any] = {
            "aud": self.genesis.ledger,
            "iss": author.id,
            "sub": stream,
            "seq": len(self.streams.get(stream, ())) + 1,
            "prev": self.head(stream),
            "iat": BEGUN + self.time,
            "dir": self.head(author.id),
            "refs": tuple(refs),
        }
        signed = Claims(**(due | claims))
        whole = {"capacity": author.capacity, **content}
        concealed = _conceal_with(whole, self.salt)
        data = sign(signed, concealed, kid(author.private), author.private)
        return self.admit(stream, data)

    def admit(self, stream: str, data: bytes) -> Stored:
        """Put an entry into a stream and into the log."""
        envelope = parse(data).envelope
        stored = Stored(len(self.leaves), data, envelope)
        self.streams.setdefault(stream, []).append(stored)
        self.leaf(envelope.jws.digest)
        return stored

    def leaf(self, digest: bytes) -> None:
        """Grow the log by the digest of an entry of which nothing else is known."""
        self.leaves.append(digest)
        self._frontier, nodes = self._frontier.append(digest)
        self._nodes.update(nodes)

    def salt(self) -> bytes:
        """The next salt."""
        return hashlib.sha256(b"salt %d" % next(self._salts)).digest()[:16]

    def root(self, size: int) -> bytes:
        """The root of the log at a size."""
        return Frontier.load(size, self._read).root()

    def checkpoint(self, size: int) -> bytes:
        """A signed checkpoint of that size."""
        keys = self.keepers or [self.keeper]
        signers = [NoteSigner(self.origin, private) for private in keys]
        return sign_checkpoint(Checkpoint(self.origin, size, self.root(size)), signers)

    def proof(self, index: int, size: int, checkpoint: bytes) -> bytes:
        """The proof of an entry under a checkpoint."""
        return write_proof(index, inclusion_proof(index, size, self._read), checkpoint)

    def consistency(self, old: int, size: int) -> tuple[str, ...]:
        """The hashes that lead from one size to another."""
        return tuple(map(b64, consistency_proof(old, size, self._read)))

    def head_statement(self, stream: str, size: int) -> bytes:
        """The head statement of a stream at a size."""
        stored = [one for one in self.streams.get(stream, ()) if one.index < size]
        last = stored[-1].envelope.digest if stored else self.genesis.ledger
        head = Head(
            self.genesis.ledger, self.origin, size, b64(self.root(size)), stream, len(stored), last
        )
        keeper = (self.keepers or [self.keeper])[-1]
        return sign_head(head, kid(keeper), keeper)

    def enrol(self, person: Person, by: Person | None = None, **claims: Any) -> Stored:
        """Enrol somebody with their key; the registrar, who begins, enrols themselves."""
        content: dict[str, Json] = {
            "type": "practitioner-enrolled/1",
            "name": {"v": person.name},
            "evidence": {"v": "passport, seen in person"},
            "key": {"v": offer(person.private)},
            "capacities": {"v": [person.grant()]},
        }
        return self.record(by or self.registrar, person.id, content, **claims)

    def accept(self, person: Person, seq: int = 1) -> Stored:
        """A person takes the key that entry `seq` offered into use."""
        content: dict[str, Json] = {
            "type": "key-accepted/1",
            "kid": {"v": kid(person.private)},
            "offer": {"v": seq},
        }
        return self.record(person, person.id, content)

    def _read(self, _wanted: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return self._nodes


def offer(private: Ed25519PrivateKey) -> dict[str, Json]:
    """A public key as the directory offers it."""
    return {"kid": kid(private), "x": b64(raw(private))}


def other(number: int) -> bytes:
    """The digest of an entry of some other record."""
    return hashlib.sha256(b"other %d" % number).digest()
