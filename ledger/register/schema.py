"""The tables of the register: ids, types, times (seconds since 1970), roles and states; no words.

Whoever can read them learns how many enquiries there are, who decided what kind of thing when, and
which records share a name, but not the name. A person of an enquiry is known by the entry that
added them (`person`, 0: nobody in particular), since local ids are often first names.
"""

from typing import Final

from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.sqlite import SQLiteTrackingRecorder
from psycopg.sql import SQL, Composed

from ledger.database import Database, schema
from ledger.database.postgres import PostgresDatabase
from ledger.database.sqlite import SqliteDatabase

TABLES: Final = (
    "register_streams",
    "register_decisions",
    "register_countersignatures",
    "register_countersigners",
    "register_duties",
    "register_names",
    "register_participants",
    "register_pressing",
    "register_parties",
    "register_tasks",
)
"""Every table of the register. Each has a `stream`, and all rows of a stream are written as one."""

REGISTER: Final = """
CREATE TABLE IF NOT EXISTS register_streams (
    stream text PRIMARY KEY, kind text NOT NULL, state text NOT NULL, profile bigint NOT NULL,
    calendar bigint NOT NULL, opened_position bigint NOT NULL, opened_at bigint NOT NULL,
    last_seq bigint NOT NULL, last_at bigint NOT NULL) {clustered};
CREATE INDEX IF NOT EXISTS register_streams_kind ON register_streams (kind, stream);
CREATE INDEX IF NOT EXISTS register_streams_state
    ON register_streams (kind, state, opened_at, stream);
CREATE INDEX IF NOT EXISTS register_streams_opened
    ON register_streams (kind, opened_at, stream);
CREATE INDEX IF NOT EXISTS register_streams_calendar ON register_streams (kind, calendar);

CREATE TABLE IF NOT EXISTS register_decisions (
    stream text NOT NULL, seq bigint NOT NULL, number bigint NOT NULL, kind text NOT NULL,
    result text NOT NULL, practitioner text NOT NULL, role text NOT NULL,
    decided_at bigint NOT NULL, recorded_at bigint NOT NULL,
    PRIMARY KEY (stream, seq, number)) {clustered};
CREATE INDEX IF NOT EXISTS register_decisions_time
    ON register_decisions (decided_at, stream, seq, number);
CREATE INDEX IF NOT EXISTS register_decisions_kind
    ON register_decisions (kind, decided_at, stream, seq, number);
CREATE INDEX IF NOT EXISTS register_decisions_role
    ON register_decisions (role, decided_at, stream, seq, number);
CREATE INDEX IF NOT EXISTS register_decisions_practitioner
    ON register_decisions (practitioner, decided_at, stream, seq, number);

CREATE TABLE IF NOT EXISTS register_countersignatures (
    stream text NOT NULL, seq bigint NOT NULL, number bigint NOT NULL, kind text NOT NULL,
    state text NOT NULL, since bigint NOT NULL, answered_at bigint, answered_by text NOT NULL,
    PRIMARY KEY (stream, seq, number)) {clustered};
CREATE INDEX IF NOT EXISTS register_countersignatures_state
    ON register_countersignatures (state, since, stream, seq, number);
CREATE TABLE IF NOT EXISTS register_countersigners (
    whom text NOT NULL, since bigint NOT NULL, stream text NOT NULL, seq bigint NOT NULL,
    number bigint NOT NULL, PRIMARY KEY (whom, since, stream, seq, number)) {clustered};
CREATE INDEX IF NOT EXISTS register_countersigners_stream ON register_countersigners (stream);

CREATE TABLE IF NOT EXISTS register_duties (
    stream text NOT NULL, number bigint NOT NULL, duty text NOT NULL, gravity text NOT NULL,
    seq bigint NOT NULL, person bigint NOT NULL, state text NOT NULL,
    due_from bigint, due_at bigint, PRIMARY KEY (stream, number)) {clustered};
CREATE INDEX IF NOT EXISTS register_duties_due
    ON register_duties (state, due_at, stream, number);
CREATE INDEX IF NOT EXISTS register_duties_gravity
    ON register_duties (state, gravity, due_at, stream, number);

CREATE TABLE IF NOT EXISTS register_names (
    token {blob} NOT NULL, stream text NOT NULL, person bigint NOT NULL,
    PRIMARY KEY (token, stream, person)) {clustered};
CREATE INDEX IF NOT EXISTS register_names_stream ON register_names (stream);

CREATE TABLE IF NOT EXISTS register_participants (
    practitioner text NOT NULL, opened_at bigint NOT NULL, stream text NOT NULL,
    PRIMARY KEY (practitioner, opened_at, stream)) {clustered};
CREATE INDEX IF NOT EXISTS register_participants_stream ON register_participants (stream);

CREATE TABLE IF NOT EXISTS register_pressing (
    stream text NOT NULL, number bigint NOT NULL, section text NOT NULL, what text NOT NULL,
    at bigint NOT NULL, since bigint NOT NULL, due_at bigint, seq bigint NOT NULL,
    person bigint NOT NULL, many bigint NOT NULL, hides text NOT NULL, profile bigint NOT NULL,
    settled bigint NOT NULL,
    PRIMARY KEY (stream, number)) {clustered};

CREATE TABLE IF NOT EXISTS register_parties (
    stream text NOT NULL, practitioner text NOT NULL, agency text NOT NULL,
    PRIMARY KEY (stream, practitioner, agency)) {clustered};

CREATE TABLE IF NOT EXISTS register_tasks (
    whom text NOT NULL, at bigint NOT NULL, stream text NOT NULL, number bigint NOT NULL,
    task text NOT NULL, what text NOT NULL, since bigint NOT NULL, due_at bigint,
    seq bigint NOT NULL, part bigint NOT NULL, hides text NOT NULL, never text NOT NULL,
    profile bigint NOT NULL, PRIMARY KEY (whom, at, stream, number)) {clustered};
CREATE INDEX IF NOT EXISTS register_tasks_stream ON register_tasks (stream)
"""
"""`calendar` is the entry of the authority with the working days that a stream was last read by.

Of an unmet duty, `due_from` is the instant until which it is surely in time and `due_at` the one
after which it is surely late; they differ where the record does not say exactly when it began.

`register_pressing` and `register_parties` hold only enquiries in which something presses or waits
for somebody, so they are read through: what presses, sorted by `at`, with the marks and their
authors that it `hides` behind, and whether the enquiry is `settled`; and who takes part for which
agency, which decides who may know of it.

`register_tasks` has what waits for whom: a role, a practitioner, or the token of a name that the
record gives without an id. `never` are practitioners for whom it does not wait all the same.

Days of capacities are ordinals (1 is 1 January of the year 1), both included."""


class SqliteRegisterRecorder(SQLiteTrackingRecorder):
    """The library's tracking recorder, with the tables of the register beside its position."""

    def construct_create_table_statements(self) -> list[str]:
        """`tracking`, and the tables of the register."""
        return [*super().construct_create_table_statements(), *schema.sqlite(REGISTER)]


class PostgresRegisterRecorder(PostgresTrackingRecorder):
    """The library's tracking recorder, with the tables of the register beside its position."""

    def __init__(self, datastore: PostgresDatabase) -> None:
        super().__init__(datastore, tracking_table_name="tracking")
        self.sql_create_statements += [Composed([SQL(text)]) for text in schema.postgres(REGISTER)]


def create_tables(database: Database) -> None:
    """Make the tables of the register where they are missing."""
    with database.exclusive():
        match database:
            case SqliteDatabase():
                SqliteRegisterRecorder(database).create_table()
            case PostgresDatabase():
                PostgresRegisterRecorder(database).create_table()
