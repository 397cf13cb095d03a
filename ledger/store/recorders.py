"""The library's recorders on our databases, each with tables of ours beside its own."""

from collections.abc import Sequence
from typing import Any, Final

from eventsourcing.persistence import Notification
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresTrackingRecorder
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteCursor, SQLiteTrackingRecorder
from psycopg.sql import SQL, Composed

from ledger.database import among, schema
from ledger.database.postgres import PostgresDatabase
from ledger.store.inserts import EntryInserts

_NOTIFICATIONS: Final = (
    "SELECT notification_id, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE notification_id BETWEEN ? AND ? ORDER BY notification_id LIMIT ?"
)
_OF_TOPICS: Final = _NOTIFICATIONS.replace("ORDER", "AND topic IN (?*) ORDER")

_BESIDE: Final = (schema.ENTRIES, schema.DOCUMENTS, schema.DRAFTS, schema.STAMPS)


class SqliteEntryRecorder(EntryInserts, SQLiteApplicationRecorder):
    """The library's recorder, with positions that SQLite never gives twice.

    The library numbers by bare row id, which `VACUUM` may change and which a deleted tail frees for
    the next entry: whoever cut off the tail could have others grow over the cut.
    """

    def construct_create_table_statements(self) -> list[str]:
        """`stored_events` with an explicit position, and the tables of words beside it."""
        events = (
            "CREATE TABLE IF NOT EXISTS stored_events ("
            "notification_id integer PRIMARY KEY AUTOINCREMENT, "
            "originator_id text NOT NULL, originator_version integer NOT NULL, "
            "topic text, state blob, UNIQUE (originator_id, originator_version))"
        )
        return [events, *(one for script in _BESIDE for one in schema.sqlite(script))]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Notifications by ascending position, as the library defines them."""
        values: list[Any] = [
            0 if start is None else start + (not inclusive_of_start),
            2**63 - 1 if stop is None else stop,
            *topics,
            limit,
        ]
        with self.datastore.transaction(commit=False) as cursor:
            statement = _OF_TOPICS if topics else _NOTIFICATIONS
            cursor.execute(among(statement, len(topics)), values)
            return [
                Notification(
                    id=number,
                    originator_id=stream,
                    originator_version=seq,
                    topic=topic,
                    state=state,
                )
                for number, stream, seq, topic, state in cursor.fetchall()
            ]

    def _max_notification_id(self, c: SQLiteCursor) -> Any:
        c.execute("SELECT max(notification_id) FROM stored_events")
        return c.fetchone()[0]


class SqliteLogRecorder(SQLiteTrackingRecorder):
    """The library's tracking recorder, with the tables of the log beside the tracked position."""

    def construct_create_table_statements(self) -> list[str]:
        """`tracking`, and the tables of the log."""
        return [*super().construct_create_table_statements(), *schema.sqlite(schema.LOG)]


class PostgresEntryRecorder(EntryInserts, PostgresApplicationRecorder):
    """The library's recorder, with `sealed` beside its events and our one way to write them.

    The library's `POSTGRES_ENABLE_DB_FUNCTIONS`, which leaves out the table lock, has no way in.
    """

    def __init__(self, datastore: PostgresDatabase) -> None:
        super().__init__(datastore)
        self.sql_create_statements += [one for script in _BESIDE for one in _composed(script)]


class PostgresLogRecorder(PostgresTrackingRecorder):
    """The library's tracking recorder, with the tables of the log beside the tracked position."""

    def __init__(self, datastore: PostgresDatabase) -> None:
        super().__init__(datastore, tracking_table_name="tracking")
        self.sql_create_statements += _composed(schema.LOG)


def _composed(script: str) -> list[Composed]:
    return [Composed([SQL(text)]) for text in schema.postgres(script)]
