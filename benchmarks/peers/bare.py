"""Bare `eventsourcing`: its own recorders, one event a transaction, on either database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventsourcing.persistence import ApplicationRecorder, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore
from psycopg.conninfo import conninfo_to_dict

from benchmarks.peers.peer import KIND, Append, Appended

FULL = 2
"""What `PRAGMA synchronous` says when every commit is on the disk."""
MOST_WRITERS = 8


@contextmanager
def bare_on_sqlite(folder: Path) -> Iterator[Append]:
    """On an SQLite file, durable as ours: write-ahead log, every commit synchronised."""
    datastore = SQLiteDatastore(
        str(folder / "bare.sqlite"), pool_size=MOST_WRITERS, originator_id_type="text"
    )
    with datastore.transaction(commit=False) as cursor:
        cursor.execute("PRAGMA synchronous")
        assert tuple(cursor.fetchone()) == (FULL,)
    recorder = SQLiteApplicationRecorder(datastore)
    recorder.create_table()
    yield _append(recorder)
    datastore.close()


@contextmanager
def bare_on_postgres(url: str) -> Iterator[Append]:
    """On a PostgreSQL database of its own, durable by the server's settings."""
    given = conninfo_to_dict(url)
    datastore = PostgresDatastore(
        dbname=str(given["dbname"]),
        host=str(given["host"]),
        port=str(given["port"]),
        user=str(given["user"]),
        password=str(given["password"]),
        pool_size=MOST_WRITERS,
        originator_id_type="text",
    )
    recorder = PostgresApplicationRecorder(datastore)
    recorder.create_table()
    yield _append(recorder)
    datastore.close()


def _append(recorder: ApplicationRecorder) -> Append:
    def append(event: Appended) -> None:
        recorder.insert_events([StoredEvent(event.stream, event.seq, KIND, event.data)])

    return append
