"""Which entries of an enquiry were recorded together with others, and changed there since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.siblings import ChangedElsewhere, Elsewhere
from ledger.draft import MAX_ACT_STREAMS
from ledger.errors import RecordUnreadable
from ledger.mapper import TOPIC, unverified_claims
from ledger.reading.reads import Reads
from ledger.store import Store

MAX_ACTS: Final = 65_536
"""Acts whose entries are remembered: some 20 MB. What belongs to an act never changes."""

Place = tuple[str, int]
"""A stream and a position in it."""


class Siblings:
    """Finds the entries of an act. They were admitted all or none, so they are neighbours in the
    ledger's order, and no index has to say which they are.
    """

    def __init__(self, store: Store, reads: Reads) -> None:
        self._store = store
        self._reads = reads
        self._acts: OrderedDict[Place, tuple[Place, ...]] = OrderedDict()

    def elsewhere(self, enquiry: Enquiry, size: int | None = None) -> Elsewhere:
        """What was corrected or withdrawn elsewhere, now or among the first `size` of the log.

        A record there that cannot be read keeps nobody from reading this one: whoever altered a
        brother's or sister's would otherwise take this child's from the night's social worker, too.
        """
        shared: dict[str, list[tuple[Entry, int]]] = {}
        for entry in enquiry.entries:
            for stream, seq in self._others(entry) if entry.frame.act else ():
                shared.setdefault(stream, []).append((entry, seq))
        changed: list[ChangedElsewhere] = []
        unread: set[int] = set()
        for stream, pairs in shared.items():
            try:
                other = self._reads.enquiry(stream, size)
            except RecordUnreadable:
                unread.update(entry.seq for entry, _ in pairs)
            else:
                changed += (
                    ChangedElsewhere(entry.seq, replaced.recorded)
                    for entry, replaced in _replaced(other, pairs)
                )
        return Elsewhere(tuple(changed), tuple(sorted(unread)))

    def together(self, enquiry: Enquiry) -> tuple[str, ...]:
        """The streams in which entries of this enquiry were recorded too, by when they first were;
        among them those that may be such, and cannot be read.

        Who may read this enquiry may not know of them.
        """
        acts = (entry for entry in enquiry.entries if entry.frame.act)
        found = [stream for entry in acts for stream, _ in self._others(entry)]
        return tuple(dict.fromkeys(found))

    def _others(self, entry: Entry) -> tuple[Place, ...]:
        place = (entry.stream, entry.seq)
        known = self._acts.get(place)
        if known is not None:
            return known
        found = {other: self._of_act(other, entry) for other in self._around(entry)}
        known = tuple(other for other, of_act in found.items() if of_act is not False)
        if None not in found.values():
            self._acts[place] = known
            if len(self._acts) > MAX_ACTS:
                self._acts.popitem(last=False)
        return known

    def _around(self, entry: Entry) -> Iterator[Place]:
        """Its neighbours in other streams that were drafted in the same second."""
        position = self._reads.history.position(entry.stream, entry.seq)
        if position is None:
            return
        drafted = int(entry.recorded.timestamp())
        around = self._store.recorder.select_notifications(
            start=max(1, position - MAX_ACT_STREAMS + 1),
            stop=position + MAX_ACT_STREAMS - 1,
            limit=2 * MAX_ACT_STREAMS,
            topics=[TOPIC],
        )
        for stored in around:
            stream, seq, recorded = unverified_claims(stored.id, stored.state)
            if recorded == drafted and stream != entry.stream:
                yield stream, seq

    def _of_act(self, place: Place, entry: Entry) -> bool | None:
        """Whether what stands there was recorded with an entry in one act; None: unreadable."""
        stream, seq = place
        try:
            return self._reads.entries(stream)[seq - 1].frame.act == entry.frame.act
        except RecordUnreadable:
            return None


def _replaced(other: Enquiry, pairs: list[tuple[Entry, int]]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry here whose fellow, at that position there, was replaced; and by which at last."""
    for entry, seq in pairs:
        last = replaced = other.replaced_by(other.entry(seq)) if seq <= other.version else None
        while replaced:
            last, replaced = replaced, other.replaced_by(replaced)
        if last:
            yield entry, last
