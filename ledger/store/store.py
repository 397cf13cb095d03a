"""Everything of one ledger that lies on disk, opened and closed as one."""

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.genesis import Genesis
from ledger.database import Database, schema
from ledger.database.postgres import PostgresDatabase
from ledger.database.sqlite import SqliteDatabase
from ledger.documents import Documents
from ledger.errors import DatabaseForeign, Stale
from ledger.keys.keystore import Keystore
from ledger.log import Log
from ledger.log.signing import LedgerSigner
from ledger.mapper import Mapper
from ledger.saved.rows import SavedRows
from ledger.settings import Settings
from ledger.store.entries import Entries
from ledger.store.inserts import Act, place
from ledger.store.recorders import (
    PostgresEntryRecorder,
    PostgresLogRecorder,
    SqliteEntryRecorder,
    SqliteLogRecorder,
)

EntryRecorder = SqliteEntryRecorder | PostgresEntryRecorder


@dataclass(frozen=True, slots=True)
class Placed:
    """An act was committed; `positions` are its entries' places in the ledger's order."""

    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Store:
    """One ledger's entries, log, drafts and keys. `close` it, or use it in a `with` statement.

    `recorder` gives the library's projections the same entries as notifications.
    """

    database: Database
    recorder: EntryRecorder
    entries: Entries
    log: Log
    keystore: Keystore
    documents: Documents
    drafts: SavedRows

    def commit(self, acts: Sequence[Act]) -> list[Placed | Stale]:
        """Commit acts durably and into the log, in one transaction; one outcome for each.

        The heads of their own streams and of those they expect are checked under the write lock,
        so a stale act is left out and fails no other. Receipts are then had from the log.

        Raises:
            LogHalted: what is stored no longer fits the log; nothing was committed.
            DatabaseUnavailable, DiskFull, ...: nothing was committed, unless the connection broke
                during the commit itself: send the same entries again.
        """
        outcomes = self.log.append(lambda session: place(session, acts, self.documents.tie))
        return [item if isinstance(item, Stale) else Placed(item) for item in outcomes]

    def close(self) -> None:
        """Write what is still to be written, and close every file and connection."""
        with closing(self.database), closing(self.keystore):
            self.log.save_notes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_store(
    settings: Settings,
    genesis: Genesis,
    keys: Sequence[Ed25519PrivateKey],
    clock: Callable[[], int] = lambda: int(time.time()),
) -> Store:
    """Open the store of a ledger, make its tables if need be, and catch up with what is committed.

    Raises:
        KeystoreRefused: the keystore is missing or damaged.
        DatabaseForeign, OtherVersion, DatabaseCorrupt, DatabaseUnavailable, ReadOnly: as they say.
        LogHalted: what is stored no longer fits the log.
    """
    with ExitStack() as opened:
        keystore = opened.enter_context(closing(Keystore(settings.keystore, genesis.ledger)))
        database = open_database(settings)
        opened.callback(database.close)
        recorder, tracker = recorders(database)
        with database.exclusive():
            recorder.create_table()
            tracker.create_table()
        _claim(database, genesis.ledger)
        log = Log(database, LedgerSigner(genesis, keys), clock)
        log.catch_up()
        opened.pop_all()
    documents = Documents(settings.documents, database, keystore, genesis.ledger, clock)
    documents.sweep()
    drafts = SavedRows(database, keystore, genesis.ledger, clock)
    entries = Entries(database, Mapper(genesis.ledger))
    return Store(database, recorder, entries, log, keystore, documents, drafts)


def open_database(settings: Settings) -> SqliteDatabase | PostgresDatabase:
    """The database that the settings name; close it."""
    if settings.postgres:
        return PostgresDatabase(settings.postgres)
    return SqliteDatabase(settings.sqlite)


def recorders(
    database: SqliteDatabase | PostgresDatabase,
) -> tuple[EntryRecorder, SqliteLogRecorder | PostgresLogRecorder]:
    """The library's recorders for entries and for the log, which make their tables."""
    if isinstance(database, PostgresDatabase):
        return PostgresEntryRecorder(database), PostgresLogRecorder(database)
    return SqliteEntryRecorder(database), SqliteLogRecorder(database)


def _claim(database: Database, ledger: str) -> None:
    """Bind a new database to its ledger; refuse one that is bound to another, or holds entries."""
    with database.write() as session:
        session.run(schema.LEDGER)
        owners = session.rows("SELECT id FROM ledger")
        strangers = session.rows("SELECT 1 FROM stored_events LIMIT 1") if not owners else []
        if not owners:
            session.run("INSERT INTO ledger (id) VALUES (?)", (ledger,))
        if strangers or owners not in ([], [(ledger,)]):
            raise DatabaseForeign(
                "database: it holds another ledger or program's entries; name the one that belongs "
                "to this data folder"
            )
