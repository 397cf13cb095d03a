"""What several tests of the log do and check."""

import hashlib

from crypto.checkpoint import open_checkpoint
from crypto.note import NoteKey
from ledger.database import insert
from ledger.mapper import TOPIC
from ledger.store import Store
from tests.crypto import slow_tree
from tests.ledger.writing import GENESIS, RAW, Writer

TRUSTED = [NoteKey(GENESIS.origin(1), RAW)]


def insert_beside_the_log(store: Store, writer: Writer, where: str) -> None:
    """Commit an entry as a process does that knows nothing of the log."""
    envelope = writer.new(store, where).envelope
    row = (where, envelope.claims.seq, TOPIC, envelope.jws.data)
    with store.database.write() as session:
        insert(session, "stored_events (originator_id, originator_version, topic, state)", [row])


def check_whole_log(store: Store) -> None:
    """Every entry is one leaf, in the ledger's order, and the root is that of a slow rebuild."""
    entries = store.entries.range(0, 10_000)
    leaves = store.log.leaves(0, 10_000)
    assert [(leaf.position, leaf.stream, leaf.seq) for leaf in leaves] == [
        (entry.position, entry.stream, entry.seq) for entry in entries
    ]
    data = [hashlib.sha256(entry.jws).digest() for entry in entries]
    assert [leaf.digest for leaf in leaves] == data
    checkpoint = open_checkpoint(store.log.checkpoint(), TRUSTED).checkpoint
    assert (checkpoint.size, checkpoint.root) == (len(data), slow_tree.mth(data))
