"""Writing entries: heads are checked and rows inserted under the one write lock."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eventsourcing.persistence import StoredEvent

from crypto.entry import Envelope
from crypto.sealing import Sealed
from ledger.database import Database, Session, among, insert, insert_asking
from ledger.errors import Stale
from ledger.faults import fault
from ledger.mapper import TOPIC

_HEADS: Final = (
    "SELECT originator_id, max(originator_version) FROM stored_events "
    "WHERE originator_id IN (?*) GROUP BY originator_id"
)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry about to be stored: its envelope, verified by the caller, and sealed disclosures."""

    envelope: Envelope
    sealed: Sealed
    documents: tuple[str, ...] = ()
    """The names of the documents that it deposits."""


@dataclass(frozen=True, slots=True)
class Act:
    """Entries admitted all or none, and where other streams must still end.

    `expect` maps a stream (the author's directory stream, say) to the seq that it ended at when the
    act was checked; 0 where it was empty.
    """

    entries: tuple[NewEntry, ...]
    expect: Mapping[str, int]


Tie = Callable[[Session, str, int, Iterable[str]], None]
"""Says of a stream and seq that it deposits documents."""


def place(
    session: Session, acts: Sequence[Act], tie: Tie
) -> Callable[[], list[tuple[int, ...] | Stale]]:
    """Insert every act that is not stale; to be asked: each one's positions, or what moved.

    Acts count in turn: the second of two that claim one position is stale, and a revocation that
    stands before an entry in the group is in force for it.
    """
    heads = read_heads(session, {stream for act in acts for stream in _streams(act)})
    refusals = [_take(act, heads) for act in acts]
    outcomes = list(zip(acts, refusals, strict=True))
    entries = [entry for act, stale in outcomes if not stale for entry in act.entries]
    events = [(*_place(entry), TOPIC, entry.envelope.jws.data) for entry in entries]
    inserted = _insert(session, events, [entry.sealed for entry in entries])
    for entry in entries:
        if entry.documents:
            tie(session, *_place(entry), entry.documents)

    def answer() -> list[tuple[int, ...] | Stale]:
        positions = iter(inserted())
        return [stale or tuple(next(positions) for _ in act.entries) for act, stale in outcomes]

    return answer


def read_heads(session: Session, streams: Collection[str]) -> dict[str, int]:
    """The seq at which each stream ends, 0 where it is empty."""
    heads = dict.fromkeys(streams, 0)
    for stream, seq in session.rows(among(_HEADS, len(heads)), tuple(heads)):
        heads[stream] = seq
    return heads


class EntryInserts:
    """`insert_events` of both recorders: what the library asks for, through our one write path."""

    datastore: Any  # the library's class, which both recorders narrow to a `Database`

    def insert_events(
        self,
        stored_events: Sequence[StoredEvent],
        *,
        sealed: Sequence[Sealed] = (),
        expect: Mapping[str, int] | None = None,
        **_: Any,
    ) -> Sequence[int]:
        """Insert events with their sealed parts; returns their positions.

        Raises:
            Stale: a stream in `expect` no longer ends where it says.
            eventsourcing.persistence.IntegrityError: a place in a stream is taken.
        """
        database: Database = self.datastore
        events = [
            (str(e.originator_id), e.originator_version, e.topic, e.state) for e in stored_events
        ]
        with database.write() as session:
            stale = _take(Act((), expect), read_heads(session, expect)) if expect else None
            if stale:
                raise stale
            return _insert(session, events, sealed)()


def _take(act: Act, heads: dict[str, int]) -> Stale | None:
    """Move `heads` on by the entries of an act, unless a stream is not where the act says."""
    moved = {stream: heads[stream] for stream, seq in act.expect.items() if heads[stream] != seq}
    grown: dict[str, int] = {}
    for entry in act.entries:
        stream, seq = _place(entry)
        end = grown.get(stream, heads[stream])
        if seq == end + 1:
            grown[stream] = seq
        else:
            moved[stream] = end
    if moved:
        return Stale(moved)
    heads.update(grown)
    return None


def _insert(
    session: Session, events: Sequence[tuple[str, int, str, bytes]], sealed: Sequence[Sealed]
) -> Callable[[], list[int]]:
    fault("before-entries-insert")
    if sealed:
        rows = [(*e[:2], s.wrapped_key, s.box) for e, s in zip(events, sealed, strict=True)]
        insert(session, "sealed (stream, seq, wrapped_key, box)", rows)
    columns = "stored_events (originator_id, originator_version, topic, state)"
    positions = insert_asking(session, columns, events, "notification_id")
    fault("after-entries-insert")
    return positions


def _streams(act: Act) -> set[str]:
    return {entry.envelope.claims.sub for entry in act.entries} | set(act.expect)


def _place(entry: NewEntry) -> tuple[str, int]:
    claims = entry.envelope.claims
    return claims.sub, claims.seq
