"""The store: entries, their seals and the log of them, in one database, SQLite or PostgreSQL.

    store = open_store(settings, genesis, ledger_keys, clock)
    keys = store.keystore.create_stream_keys([stream])     # durable before an entry needs it
    outcomes = store.commit([Act((NewEntry(envelope, sealed),), expect={author: 3})])
    receipts = store.log.receipts([(stream, seq)])

Streams are the lower-case UUID texts of the claim `sub` everywhere, also in the database; digests
are base64url texts (raw bytes in the log's tables), times seconds since 1970.
"""

from ledger.errors import Stale
from ledger.mapper import Mapper, StoredEntry
from ledger.store.entries import Entries, Head
from ledger.store.inserts import Act, NewEntry
from ledger.store.store import Placed, Store, open_database, open_store, recorders

__all__ = [
    "Act",
    "Entries",
    "Head",
    "Mapper",
    "NewEntry",
    "Placed",
    "Stale",
    "Store",
    "StoredEntry",
    "open_database",
    "open_store",
    "recorders",
]
