"""Reading entries: one statement for a stream, for many, for their heads, for a range."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from crypto.canonical import b64, digest
from crypto.sealing import Sealed
from ledger.database import Database, Row, Value, among
from ledger.mapper import DISPOSED, DisposedEntry, Mapper, StoredEntry

_LAST: Final = 2**63 - 1
_SELECT: Final = (
    "SELECT notification_id, originator_id, originator_version, topic, state "
    "FROM stored_events WHERE "
)
_HEADS: Final = (
    "SELECT e.originator_id, e.originator_version, e.topic, e.state FROM stored_events e JOIN ("
    "SELECT originator_id, max(originator_version) AS seq FROM stored_events "
    "WHERE originator_id IN (?*) AND notification_id <= ? GROUP BY originator_id) AS h "
    "ON e.originator_id = h.originator_id AND e.originator_version = h.seq"
)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a stream ends."""

    seq: int
    digest: str


class Entries:
    """The entries of one ledger. Every read checks rows against signed claims (`RowMismatch`).

    `until` cuts a read at a position in the ledger's order, as `Log.position_at` gives it for a
    tree size: so all streams are seen as they were at one moment. What was disposed of is left out
    everywhere but in `placed`, and counts where streams end.
    """

    def __init__(self, database: Database, mapper: Mapper) -> None:
        self._database = database
        self._mapper = mapper

    def stream(
        self, stream: str, *, after: int = 0, upto: int | None = None, until: int | None = None
    ) -> tuple[StoredEntry, ...]:
        """The entries of a stream with after < seq <= upto, by seq."""
        return _kept(self.placed(stream, after=after, upto=upto, until=until))

    def placed(
        self, stream: str, *, after: int = 0, upto: int | None = None, until: int | None = None
    ) -> tuple[StoredEntry | DisposedEntry, ...]:
        """The same, and the places of those that were disposed of."""
        return self._select(
            "originator_id = ? AND originator_version > ? AND originator_version <= ? "
            "AND notification_id <= ? ORDER BY originator_version",
            [stream, after, _or_last(upto), _or_last(until)],
        )

    def at(self, stream: str, seq: int) -> StoredEntry | None:
        """The entry at a place in a stream, if there is one."""
        found = self.stream(stream, after=seq - 1, upto=seq)
        return found[0] if found else None

    def streams(
        self, streams: Iterable[str], *, until: int | None = None
    ) -> dict[str, tuple[StoredEntry, ...]]:
        """The entries of many streams, each by seq; `()` where a stream is empty."""
        wanted = tuple(dict.fromkeys(streams))
        found: dict[str, list[StoredEntry]] = {stream: [] for stream in wanted}
        where = "originator_id IN (?*) AND notification_id <= ? ORDER BY originator_version"
        values: list[Value] = [*wanted, _or_last(until)]
        for entry in _kept(self._select(among(where, len(wanted)), values)):
            found[entry.stream].append(entry)
        return {stream: tuple(entries) for stream, entries in found.items()}

    def heads(self, streams: Iterable[str], *, until: int | None = None) -> dict[str, Head]:
        """Where each stream ends; an empty stream is left out."""
        wanted = tuple(dict.fromkeys(streams))
        rows = self._rows(among(_HEADS, len(wanted)), [*wanted, _or_last(until)])
        return {stream: Head(seq, _digest(topic, state)) for stream, seq, topic, state in rows}

    def range(self, after: int, limit: int, *, until: int | None = None) -> tuple[StoredEntry, ...]:
        """The next `limit` entries in the ledger's order, with position > after."""
        where = "notification_id > ? AND notification_id <= ? ORDER BY notification_id LIMIT ?"
        return _kept(self._select(where, [after, _or_last(until), limit]))

    def streams_after(self, position: int) -> frozenset[str]:
        """The streams of the entries after a position, disposed ones included."""
        statement = "SELECT DISTINCT originator_id FROM stored_events WHERE notification_id > ?"
        return frozenset(str(stream) for (stream,) in self._rows(statement, [position]))

    def last_position(self) -> int:
        """The position of the newest entry; 0 where there is none."""
        ((last,),) = self._rows("SELECT max(notification_id) FROM stored_events", [])
        return last or 0

    def sealed(self, stream: str, *, after: int = 0, upto: int | None = None) -> dict[int, Sealed]:
        """The sealed disclosures of a stream by seq; what was disposed of is left out."""
        rows = self._rows(
            "SELECT seq, wrapped_key, box FROM sealed WHERE stream = ? AND seq > ? AND seq <= ?",
            [stream, after, _or_last(upto)],
        )
        return {seq: Sealed(wrapped_key, box) for seq, wrapped_key, box in rows}

    def _select(self, where: str, values: list[Value]) -> tuple[StoredEntry | DisposedEntry, ...]:
        rows = self._rows(_SELECT + where, values)
        return tuple(self._mapper.from_row(row) for row in rows)

    def _rows(self, statement: str, values: list[Value]) -> list[Row]:
        with self._database.read() as session:
            return session.rows(statement, values)


def _kept(entries: Iterable[StoredEntry | DisposedEntry]) -> tuple[StoredEntry, ...]:
    return tuple(entry for entry in entries if isinstance(entry, StoredEntry))


def _digest(topic: str, state: bytes) -> str:
    return b64(state) if topic == DISPOSED else digest(state)


def _or_last(value: int | None) -> int:
    return _LAST if value is None else value
