"""How the register follows the ledger: batch by batch, exactly once, whichever process does it.

Streams are opened and read before the write transaction, which only swaps rows and moves the
tracked position, so admission is not held up by decryption. Of two processes that read the same
batch the second finds the position moved and lets its work go. After a crash the rows and the
position are of the same moment.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

from crypto.genesis import Genesis
from domain.authority import Authority
from domain.disposed import is_disposed
from domain.entry import Entry
from ledger.database import Row, Session, Value, insert
from ledger.errors import RecordUnreadable
from ledger.reading.history import History
from ledger.register.names import BlindIndex
from ledger.register.rows import UNREADABLE, Placed, Rows, rows_of
from ledger.register.schema import TABLES, create_tables
from ledger.store import Store

TRACKED: Final = "register/4"
"""What the tracked position is recorded under. Another number has everything read anew, where the
tables of an earlier version lack what this one would have written."""
FORGOTTEN: Final = "register/forgotten"
"""What the number of disposals is recorded under."""
BATCH: Final = 200
"""Entries taken at once: what two hundred streams are read from fits in memory many times over."""

_MOMENT: Final = (
    "SELECT application_name, notification_id FROM tracking WHERE application_name IN (?, ?)"
)
_TRACK: Final = (
    "INSERT INTO tracking (application_name, notification_id) VALUES (?, ?) "
    "ON CONFLICT (application_name) DO UPDATE SET notification_id = excluded.notification_id"
)
_COUNT: Final = (
    "INSERT INTO tracking (application_name, notification_id) VALUES (?, 1) "
    "ON CONFLICT (application_name) DO UPDATE SET notification_id = tracking.notification_id + 1"
)
_TOUCHED: Final = (
    "SELECT notification_id, originator_id FROM stored_events "
    "WHERE notification_id > ? ORDER BY notification_id LIMIT ?"
)
_OTHER_DAYS: Final = (
    "SELECT 0, stream FROM register_streams WHERE kind = 'enquiry' AND calendar < "
    "(SELECT calendar FROM register_streams WHERE stream = ?) ORDER BY calendar, stream LIMIT ?"
)
COLUMNS: Final = {
    "register_streams": (
        "kind, state, profile, calendar, opened_position, opened_at, last_seq, last_at"
    ),
    "register_decisions": "seq, number, kind, result, practitioner, role, decided_at, recorded_at",
    "register_countersignatures": "seq, number, kind, state, since, answered_at, answered_by",
    "register_countersigners": "whom, since, seq, number",
    "register_duties": "number, duty, gravity, seq, person, state, due_from, due_at",
    "register_names": "token, person",
    "register_participants": "practitioner, opened_at",
    "register_pressing": (
        "number, section, what, at, since, due_at, seq, person, many, hides, profile, settled"
    ),
    "register_parties": "practitioner, agency",
    "register_tasks": (
        "whom, number, task, what, at, since, due_at, seq, part, hides, never, profile"
    ),
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What rows were read from: the tracked position, and how many streams were disposed of."""

    position: int
    forgotten: int


class Following:
    """Follows one ledger. Every process that serves it may have one.

    `names` blinds names. Who reads `history` besides shares what is kept in memory with it: hardly
    anything that was just admitted is decrypted again.
    """

    def __init__(self, store: Store, genesis: Genesis, names: BlindIndex) -> None:
        self._database = store.database
        self._genesis = genesis
        self._names = names
        self.history = History(store, genesis.ledger)
        self._following = Lock()
        create_tables(store.database)

    @property
    def position(self) -> int:
        """The position in the ledger's order up to which the register has read."""
        with self._database.read() as session:
            return moment_of(session).position

    def follow_once(self, limit: int = BATCH) -> int:
        """Bring in at most `limit` entries; how many were brought.

        With none to bring, as many enquiries are read anew whose working days were adopted since.

        Raises:
            RecordUnreadable: what the authority adopted is not as it was signed.
        """
        with self._following:
            while True:
                before, found = self._new(limit)
                if not found:
                    return 0
                upto = max(before.position, *(position for position, _ in found))
                if self._swap(self._rows(found, upto), before, upto):
                    return len(found)

    def catch_up(self, limit: int = BATCH) -> None:
        """Bring in everything that is committed, `limit` entries a transaction."""
        while self.follow_once(limit):
            pass

    def unreadable(self) -> tuple[str, ...]:
        """The streams that could not be read when the register came to them: verify the ledger."""
        return self.streams("unreadable")

    def retry(self) -> tuple[str, ...]:
        """Read once more what could not be read; the streams that still cannot.

        A stream's next entry brings it in as well, once it is restored.
        """
        with self._following:
            with self._database.read() as session:
                before = moment_of(session)
            wanted = [(before.position, stream) for stream in self.unreadable()]
            rows = self._rows(wanted, before.position)
            restored = {stream: new for stream, new in rows.items() if new is not UNREADABLE}
            if restored:
                self._swap(restored, before, before.position)
        return self.unreadable()

    def streams(self, kind: str) -> tuple[str, ...]:
        """The streams of a kind, in their own order."""
        statement = "SELECT stream FROM register_streams WHERE kind = ? ORDER BY stream"
        with self._database.read() as session:
            return tuple(stream for (stream,) in session.rows(statement, (kind,)))

    def forget(self, stream: str) -> None:
        """Remove every row of a stream that is disposed of.

        Its key must be destroyed by then, or reading the stream anew would bring the rows back.
        """
        self.history.forget(stream)
        with self._database.write() as session:
            _delete(session, [stream])
            session.run(_COUNT, (FORGOTTEN,))

    def read_again(self, stream: str) -> None:
        """Read a stream anew, of which single entries were disposed of."""
        self.history.forget(stream)
        with self._following:
            with self._database.write() as session:
                session.run(_COUNT, (FORGOTTEN,))  # what others have read by now is void
            while True:
                with self._database.read() as session:
                    before = moment_of(session)
                rows = self._rows([(before.position, stream)], before.position)
                if self._swap(rows, before, before.position):
                    return

    def _new(self, limit: int) -> tuple[Moment, list[Row]]:
        """What is to be read, as positions and streams, and since which moment."""
        with self._database.read() as session:
            before = moment_of(session)
            found = session.rows(_TOUCHED, (before.position, limit))
            if not found:
                found = session.rows(_OTHER_DAYS, (self._genesis.authority, limit))
        return before, found

    def _rows(self, found: Iterable[Row], upto: int) -> dict[str, Rows]:
        """The rows of every stream found, as it stood at a position."""
        id_ = self._genesis.authority
        # Read first: what it adopted must be readable, or every limit would be silently wrong.
        authority = Authority.fold(id_, self.history.entries_until(id_, upto))
        streams = dict.fromkeys(stream for _, stream in found)
        return {stream: self._rows_of(stream, upto, authority) for stream in streams}

    def _rows_of(self, stream: str, upto: int, authority: Authority) -> Rows:
        """Whoever alters one record, or destroys its key, neither stops the questions about all nor
        has it vanish from their answers unnoticed.
        """
        try:
            placed = self._placed(stream, upto, authority)
        except RecordUnreadable:
            return UNREADABLE
        gone = [entry for entry in placed.entries if is_disposed(entry)]
        if gone and not self._certified(gone):
            return UNREADABLE
        return rows_of(placed, authority.id, self._names)

    def _certified(self, gone: Iterable[Entry]) -> bool:
        """Whether certificates of disposal name these entries: also one that stands in the log long
        after what is being read, where it is read from the beginning.
        """
        id_ = self._genesis.authority
        found = Authority.fold(id_, self.history.entries(id_)).disposals
        return all(
            any(one.covers(entry.stream, entry.seq, entry.digest) for one in found)
            for entry in gone
        )

    def _placed(self, stream: str, upto: int, authority: Authority) -> Placed:
        entries = self.history.entries_until(stream, upto)
        opened = self.history.position(stream, 1) or 0
        version = len(self.history.entries_until(authority.id, opened))
        return Placed(stream, entries, opened, authority, version)

    def _swap(self, rows: Mapping[str, Rows], before: Moment, upto: int) -> bool:
        """Put these rows in the place of those that stand, unless that was another moment."""
        with self._database.write() as session:
            if moment_of(session) != before:
                return False
            _delete(session, rows)
            for table, columns in COLUMNS.items():
                new = [(stream, *row) for stream in rows for row in rows[stream].get(table, ())]
                insert(session, f"{table} (stream, {columns})", new)
            session.run(_TRACK, (TRACKED, upto))
        return True


def moment_of(session: Session) -> Moment:
    """The moment that the register speaks of."""
    found: dict[str, int] = dict(session.rows(_MOMENT, (TRACKED, FORGOTTEN)))
    return Moment(found.get(TRACKED, 0), found.get(FORGOTTEN, 0))


def _delete(session: Session, streams: Iterable[str]) -> None:
    for stream in streams:
        values: tuple[Value, ...] = (stream,)
        for table in TABLES:
            session.run(f"DELETE FROM {table} WHERE stream = ?", values)  # noqa: S608 - our own names
