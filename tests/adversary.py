"""A ledger to corrupt: built once by the real service, copied for each attack, altered by raw SQL.

    victim = Victim(build(folder))        # built once (tests/victim.py)
    altered = victim.copy(tmp_path)       # a copy that may be attacked
    altered.sql("DELETE FROM stored_events WHERE notification_id = 9")
    report = altered.verify()

There are two attackers. One can write the database. The other also holds the ledger's key and the
master key, and covers the traces: `altered.rebuild_log()` grows the log anew over whatever stands
in the database and signs it, as the ledger itself would. Neither holds an author's key, but for the
one key that was stolen.
"""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto import entry
from crypto.canonical import Json, b64, decode, digest, encode, unb64
from crypto.disclosures import Concealed, conceal
from crypto.entry import Claims, Envelope, parse_envelope
from crypto.genesis import Genesis
from crypto.head import Head
from crypto.sealing import Place as Sealing
from crypto.sealing import Sealed, new_key, rewrap, seal, unseal, unwrap_stream_key, wrap_stream_key
from crypto.trust import TrustFile
from domain.events import BY_TYPE
from ledger.device import Device
from ledger.draft import DraftRequest, RefRequest
from ledger.folder import read_key
from ledger.ledger import Ledger
from ledger.log.signing import LedgerSigner
from ledger.log.tree import EMPTY, grow
from ledger.mapper import TOPIC
from ledger.operating.opening import open_ledger
from ledger.operating.recording import record
from ledger.sentences import statement_of
from ledger.settings import Settings
from ledger.store.store import open_database
from ledger.verify import Finding, Options, Place, Report, read_evidence, verify_ledger
from tests.victim import MAYA, START, Held

_ROWS: Final = (
    "SELECT notification_id, originator_id, originator_version, state, wrapped_key, box "
    "FROM stored_events JOIN sealed ON stream = originator_id AND seq = originator_version "
    "ORDER BY notification_id"
)


@dataclass(frozen=True)
class Row:
    """An entry as it lies in the database."""

    position: int
    stream: str
    seq: int
    jws: bytes
    wrapped_key: bytes
    box: bytes

    @property
    def envelope(self) -> Envelope:
        """Its clear part."""
        return parse_envelope(self.jws)


@dataclass(frozen=True)
class Victim:
    """A ledger on disk that may be attacked, and what its users hold."""

    settings: Settings
    held: Held

    @property
    def genesis(self) -> Genesis:
        """Its genesis document."""
        return self.held.genesis

    @property
    def ledger_key(self) -> Ed25519PrivateKey:
        """What lies where the ledger keeps its first key, for whoever can read the keystore."""
        return Ed25519PrivateKey.from_private_bytes(read_key(self.settings.keystore / "ledger.key"))

    def copy(self, path: Path) -> "Victim":
        """The same ledger in another folder."""
        shutil.copytree(self.settings.data, path)
        return replace(self, settings=Settings(path))

    # What is there ------------------------------------------------------------------------------

    def rows(self) -> list[Row]:
        """Every entry, in the order of the ledger."""
        return [Row(*values) for values in self.sql(_ROWS)]

    def row(self, stream: str, seq: int) -> Row:
        """The entry at a place."""
        return next(row for row in self.rows() if (row.stream, row.seq) == (stream, seq))

    def position(self, stream: str, seq: int) -> int:
        """Where an entry stands in the ledger's order."""
        return self.row(stream, seq).position

    def length(self, stream: str) -> int:
        """How many entries a stream has."""
        return sum(row.stream == stream for row in self.rows())

    def index(self, stream: str, seq: int) -> int:
        """The number, from 0, of an entry in the order of the ledger."""
        places = [(row.stream, row.seq) for row in self.rows()]
        return places.index((stream, seq))

    def practitioner(self, name: str) -> str:
        """The id of `ann`, `tom`, `eve` or `registrar`."""
        return self.held.keys[name].practitioner

    def stream_key(self, stream: str) -> bytes:
        """The key that a stream is sealed under: the second attacker has the master key."""
        with self._keystore() as keystore:
            statement = "SELECT wrapped FROM stream_keys WHERE stream = ? ORDER BY generation DESC"
            ((wrapped,),) = keystore.execute(statement, [stream]).fetchmany(1)
        master = (self.settings.keystore / "master.key").read_bytes()
        return unwrap_stream_key(master, self.genesis.ledger, stream, wrapped)

    def plaintext(self, row: Row) -> bytes:
        """The disclosures of an entry, with `~` after each."""
        return unseal(
            self.sealing(row), self.stream_key(row.stream), Sealed(row.wrapped_key, row.box)
        )

    def sealing(self, row: Row) -> Sealing:
        """What the seal of an entry is bound to."""
        claims = row.envelope.claims
        return Sealing(self.genesis.ledger, claims.sub, claims.seq, digest(row.jws))

    # What an attacker does ----------------------------------------------------------------------

    def sql(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run raw SQL, as whoever can write the database."""
        with closing(sqlite3.connect(self.settings.sqlite)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def keystore_sql(self, statement: str, values: Sequence[Any] = ()) -> None:
        """Run raw SQL on the keystore."""
        with self._keystore() as keystore, keystore:
            keystore.execute(statement, values)

    def delete(self, row: Row) -> None:
        """Delete an entry with its words."""
        self.sql("DELETE FROM stored_events WHERE notification_id = ?", [row.position])
        self.sql("DELETE FROM sealed WHERE stream = ? AND seq = ?", [row.stream, row.seq])

    def edit(self, row: Row, **claims: Json) -> None:
        """Change claims of an entry under its old signature, and its columns with them."""
        jws = edited(row.jws, {}, claims)
        stream, seq = claims.get("sub", row.stream), claims.get("seq", row.seq)
        self.replace_jws(row, jws)
        self.move(row, str(stream), int(str(seq)))

    def move(self, row: Row, stream: str, seq: int) -> None:
        """Let an entry and its words stand elsewhere, by their columns alone."""
        self.sql(
            "UPDATE stored_events SET originator_id = ?, originator_version = ? "
            "WHERE notification_id = ?",
            [stream, seq, row.position],
        )
        statement = "UPDATE sealed SET stream = ?, seq = ? WHERE stream = ? AND seq = ?"
        self.sql(statement, [stream, seq, row.stream, row.seq])

    def swap(self, one: Row, other: Row) -> None:
        """Exchange the positions of two entries."""
        for position, row in ((-1, one), (one.position, other), (other.position, one)):
            self.sql(
                "UPDATE stored_events SET notification_id = ? "
                "WHERE originator_id = ? AND originator_version = ?",
                [position, row.stream, row.seq],
            )

    def truncate(self, size: int) -> None:
        """Cut every table off behind the first `size` entries, leaving no loose end."""
        last = self.rows()[size - 1].position
        self.sql(
            "DELETE FROM sealed WHERE (stream, seq) IN (SELECT originator_id, originator_version "
            "FROM stored_events WHERE notification_id > ?)",
            [last],
        )
        self.sql("DELETE FROM stored_events WHERE notification_id > ?", [last])
        self.sql("DELETE FROM log_leaves WHERE idx >= ?", [size])
        self.sql("DELETE FROM log_nodes WHERE (idx + 1) << level > ?", [size])
        self.sql("DELETE FROM log_checkpoints WHERE size > ?", [size])
        tracked = "UPDATE tracking SET notification_id = ? WHERE application_name LIKE 'log/%'"
        self.sql(tracked, [last])

    def replace_jws(self, row: Row, jws: bytes) -> None:
        """Put other bytes in an entry's place."""
        self.sql(
            "UPDATE stored_events SET state = ? WHERE notification_id = ?", [jws, row.position]
        )

    def replace_words(self, row: Row, sealed: Sealed) -> None:
        """Put other sealed words in an entry's place."""
        statement = "UPDATE sealed SET wrapped_key = ?, box = ? WHERE stream = ? AND seq = ?"
        self.sql(statement, [sealed.wrapped_key, sealed.box, row.stream, row.seq])

    def insert(self, jws: bytes, sealed: Sealed, position: int | None = None) -> int:
        """Insert an entry where its claims say, at a position or at the end; the position."""
        claims = parse_envelope(jws).claims
        if position is not None:
            self.make_room(position)
        statement = (
            "INSERT INTO stored_events (notification_id, originator_id, originator_version, topic, "
            "state) VALUES (?, ?, ?, ?, ?) RETURNING notification_id"
        )
        ((taken,),) = self.sql(statement, [position, claims.sub, claims.seq, TOPIC, jws])
        words = [claims.sub, claims.seq, sealed.wrapped_key, sealed.box]
        self.sql("INSERT INTO sealed (stream, seq, wrapped_key, box) VALUES (?, ?, ?, ?)", words)
        return int(taken)

    def make_room(self, position: int) -> None:
        """Move every entry from a position on one further."""
        up = "UPDATE stored_events SET notification_id = -notification_id - 1"
        self.sql(f"{up} WHERE notification_id >= ?", [position])
        down = "UPDATE stored_events SET notification_id = -notification_id"
        self.sql(f"{down} WHERE notification_id < 0")

    def forge(
        self, claims: Claims, content: Mapping[str, Json], signer: Device
    ) -> tuple[bytes, Sealed]:
        """An entry signed with some key, and its words sealed under the stream's key."""
        return self.seal(entry.sign(claims, conceal(content), signer.kid, signer.signer))

    def forge_again(self, row: Row, signer: Device, **changes: Any) -> tuple[bytes, Sealed]:
        """An entry's very words with other claims, signed with some key."""
        envelope = row.envelope
        words = self.plaintext(row).decode("ascii").split("~")[:-1]
        concealed = Concealed(envelope.sd, tuple(words))
        claims = replace(envelope.claims, **changes)
        return self.seal(entry.sign(claims, concealed, signer.kid, signer.signer))

    @staticmethod
    def spoken(content: Mapping[str, Json]) -> dict[str, Json]:
        """The same parts with the sentence that they give, as whoever forges with care signs it."""
        kind = content["type"]
        assert isinstance(kind, str)
        return {**content, "statement": statement_of(BY_TYPE[kind], content)}

    def seal(self, signed: bytes) -> tuple[bytes, Sealed]:
        """A signed entry as the database holds it."""
        jws, _, words = signed.partition(b"~")
        claims = parse_envelope(jws).claims
        place = Sealing(self.genesis.ledger, claims.sub, claims.seq, digest(jws))
        return jws, seal(place, self.stream_key(claims.sub), words)

    def make_key(self, stream: str) -> None:
        """Give a new stream a key, as whoever holds the master key."""
        master = (self.settings.keystore / "master.key").read_bytes()
        wrapped = wrap_stream_key(master, self.genesis.ledger, stream, new_key())
        self.keystore_sql("INSERT INTO stream_keys VALUES (?, 1, ?)", [stream, wrapped])

    def false_head(self, stream: str, seq: int) -> bytes:
        """A head statement that the ledger signs although the stream goes on."""
        ((size, root),) = self.sql("SELECT max(size), root FROM log_checkpoints")
        ended = digest(self.row(stream, seq).jws)
        head = Head(self.genesis.ledger, self.genesis.origin(), size, b64(root), stream, seq, ended)
        return LedgerSigner(self.genesis, [self.ledger_key]).head(head)

    def reseal(self, row: Row, old: bytes) -> Sealed:
        """An entry's words as an older key of their stream had sealed them, under its key now."""
        sealed = Sealed(row.wrapped_key, row.box)
        return rewrap(self.sealing(row), old, self.stream_key(row.stream), sealed)

    def rebuild_log(self) -> None:
        """Grow and sign the log anew, as whoever holds the ledger's key."""
        for table in ("log_leaves", "log_nodes", "log_checkpoints"):
            self.sql(f"DELETE FROM {table}")
        self.sql("DELETE FROM tracking WHERE application_name LIKE 'log/%'")
        database = open_database(self.settings)
        try:
            with database.write() as session:
                tree = grow(session, EMPTY, START, 2**31)
        finally:
            database.close()
        self.sign_checkpoint(tree.frontier.size, tree.frontier.root())

    def sign_checkpoint(self, size: int, root: bytes) -> None:
        """Sign a checkpoint with the ledger's key and store it."""
        signer = LedgerSigner(self.genesis, [self.ledger_key])
        note = signer.checkpoint(1, size, root)
        self.sql("UPDATE log_checkpoints SET note = ? WHERE size = ?", [note, size])

    # What the ledger does when it runs on ------------------------------------------------------

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """The ledger, running again a day later."""
        ledger = open_ledger(self.settings, lambda: START + 86_400)
        try:
            yield ledger
        finally:
            ledger.close()

    def say(self, ledger: Ledger, author: str, stream: str) -> None:
        """Record that a child of the enquiry was found."""
        child = "maya" if stream == MAYA else "leo"
        data = {"child": child, "place": "the park", "circumstances": "All was well."}
        at = ledger.moment().isoformat()
        request = DraftRequest(event="ChildLocated", streams=(stream,), data=data, occurred=at)
        record(ledger, self.held.keys[author], request)

    def decide(
        self, author: str, event: str, data: dict[str, Any], *concerns: tuple[str, int]
    ) -> None:
        """Record something in the authority's stream."""
        with self.opened() as ledger:
            at = ledger.moment().isoformat()
            refs = tuple(RefRequest(rel="concerns", stream=s, seq=n) for s, n in concerns)
            streams = (self.genesis.authority,)
            request = DraftRequest(event=event, streams=streams, data=data, occurred=at, refs=refs)
            record(ledger, self.held.keys[author], request)

    # What somebody who verifies does ------------------------------------------------------------

    def verify(
        self, *evidence: bytes, trust: TrustFile | Literal["own"] | None = "own", **options: Any
    ) -> Report:
        """Verify with evidence, and with the true trust file, another or none."""
        pieces = [read_evidence(f"evidence {n}", data) for n, data in enumerate(evidence, start=1)]
        chosen = Options(**{"chunk": 7, **options})
        trusted = self.held.trust if trust == "own" else trust
        return verify_ledger(self.settings, trusted, pieces, options=chosen)

    def progress(self, **options: Any) -> list[tuple[int, int]]:
        """What verification told of its progress."""
        steps: list[tuple[int, int]] = []
        verify_ledger(
            self.settings,
            progress=lambda done, total: steps.append((done, total)),
            options=Options(**options),
        )
        return steps

    @contextmanager
    def _keystore(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.settings.keystore / "streams.sqlite")) as connection:
            yield connection


def edited(jws: bytes, header: Mapping[str, Json], claims: Mapping[str, Json]) -> bytes:
    """A JWS with other header members and claims, in canonical form, under its old signature."""
    parts = jws.split(b".")
    for index, changes in enumerate((header, claims)):
        value = decode(unb64(parts[index].decode("ascii")))
        assert isinstance(value, dict)
        parts[index] = b64(encode({**value, **changes})).encode("ascii")
    return b".".join(parts)


def flipped(data: bytes, index: int = -1) -> bytes:
    """Bytes with one bit changed."""
    changed = bytearray(data)
    changed[index] ^= 1
    return bytes(changed)


def codes(report: Report) -> list[str]:
    """The kinds of finding, in the order of their first places."""
    return [finding.kind.code for finding in report.findings]


def finding(report: Report, code: str) -> Finding:
    """The finding of this kind, which must be there."""
    found = [item for item in report.findings if item.kind.code == code]
    assert found, f"no {code} among {codes(report)}"
    return found[0]


def assert_altered(report: Report, code: str, row: Row) -> None:
    """The ledger is found altered: by this kind of finding, and first of all at this entry."""
    assert finding(report, code).first == Place(row.position, row.stream, row.seq)
    assert report.first is not None
    assert report.first.first.position == row.position, codes(report)
    assert report.exit_code == 1
