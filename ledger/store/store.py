"""Everything of one ledger that lies on disk, opened and closed as one."""

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Final, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.genesis import Genesis
from ledger.errors import DatabaseForeign, Stale
from ledger.keystore import Keystore
from ledger.log import Log
from ledger.log.signing import LedgerSigner
from ledger.settings import Settings
from ledger.store import schema
from ledger.store.database import Database
from ledger.store.entries import Entries
from ledger.store.inserts import Act, place
from ledger.store.mapper import Mapper
from ledger.store.postgres import PostgresDatabase, PostgresEntryRecorder, PostgresLogRecorder
from ledger.store.sqlite import SqliteDatabase, SqliteEntryRecorder, SqliteLogRecorder

MAX_ACTS: Final = 500
"""Acts in one group: what fits into one statement beside the streams that they expect."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An act was committed; `positions` are its entries' places in the ledger's order."""

    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Store:
    """One ledger's entries, log and keys. `close` it, or use it in a `with` statement."""

    database: Database
    entries: Entries
    log: Log
    keystore: Keystore

    def commit(self, acts: Sequence[Act]) -> list[Placed | Stale]:
        """Commit acts durably and into the log, in one transaction; one outcome for each.

        The heads of their own streams and of those they expect are checked under the write lock,
        so a stale act is left out and fails no other. Receipts are then had from the log.

        Raises:
            LogHalted: what is stored no longer fits the log; nothing was committed.
            DatabaseUnavailable, DiskFull, ...: nothing was committed, unless the connection broke
                during the commit itself: send the same entries again.
        """
        outcomes = self.log.append(lambda session: place(session, acts))
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
    keystore = Keystore(settings.keystore, genesis.ledger)
    database, *recorders = open_database(settings)
    entries = Entries(database, Mapper(genesis.ledger))
    store = Store(database, entries, Log(database, LedgerSigner(genesis, keys), clock), keystore)
    try:
        with database.setup():
            for recorder in recorders:
                recorder.create_table()
        _claim(database, genesis.ledger)
        store.log.catch_up()
    except BaseException:
        database.close()
        keystore.close()
        raise
    return store


def open_database(
    settings: Settings,
) -> tuple[
    Database, SqliteEntryRecorder | PostgresEntryRecorder, SqliteLogRecorder | PostgresLogRecorder
]:
    """The database that the settings name, with the two recorders that make its tables."""
    if settings.postgres:
        server = PostgresDatabase(settings.postgres)
        return server, PostgresEntryRecorder(server), PostgresLogRecorder(server)
    file = SqliteDatabase(settings.sqlite)
    return file, SqliteEntryRecorder(file), SqliteLogRecorder(file)


def _claim(database: Database, ledger: str) -> None:
    """Bind a new database to its ledger; refuse one that is bound to another."""
    with database.write() as session:
        session.run(schema.LEDGER)
        owners = session.rows("SELECT id FROM ledger")
        if not owners:
            session.run("INSERT INTO ledger (id) VALUES (?)", (ledger,))
    if owners not in ([], [(ledger,)]):
        raise DatabaseForeign(
            "database: it holds another ledger; name the one that belongs to this data folder"
        )
