"""A process of its own that commits, or follows, and may be killed while it does.

Arguments: the data folder, the database's URL, what to do and how often. Each line it writes is an
acknowledgement: position, stream, seq and digest of an entry whose receipt it had in hand.
"""

import sys
from pathlib import Path

from eventsourcing.persistence import StoredEvent

from crypto import proof
from crypto.proof import LogProof
from ledger.mapper import TOPIC
from ledger.settings import Settings
from ledger.store import Act, Store
from tests.ledger.checks import TRUSTED
from tests.ledger.writing import Writer, opened, positions, stream


def commit(store: Store, times: int) -> None:
    """Commit groups of one new stream and one old, each acknowledged once its receipt verifies."""
    writer, old = Writer(), stream()
    for _ in range(times):
        places = [stream(), old]
        store.keystore.create_stream_keys(places)
        entries = [writer.new(store, where) for where in places]
        placed = positions(store.commit([Act((entry,), {}) for entry in entries]))
        wanted = [(where, writer.heads[where].claims.seq) for where in places]
        for position, entry, receipt in zip(
            placed, entries, store.log.receipts(wanted), strict=True
        ):
            envelope = entry.envelope
            proof.verify(LogProof.parse(receipt), envelope.jws.digest, TRUSTED)
            claims = envelope.claims
            sys.stdout.write(f"{position} {claims.sub} {claims.seq} {envelope.digest}\n")
            sys.stdout.flush()


def insert(store: Store, times: int) -> None:
    """Insert groups of three through the library's interface, leaving the log to a follower."""
    writer, where = Writer(), stream()
    for _ in range(times):
        envelopes = [writer.sign(where)[0] for _ in range(3)]
        events = [StoredEvent(e.claims.sub, e.claims.seq, TOPIC, e.jws.data) for e in envelopes]
        store.recorder.insert_events(events)


def follow(store: Store, times: int) -> None:
    """Insert that often, then follow in batches of two until nothing is left."""
    insert(store, times)
    while store.log.size() < 3 * times:
        store.log.follow_once(limit=2)


def main(data: str, database: str, task: str, times: str) -> None:
    """Do one task."""
    with opened(Settings(Path(data), database)) as store:
        {"commit": commit, "follow": follow, "insert": insert}[task](store, int(times))


if __name__ == "__main__":
    main(*sys.argv[1:])
