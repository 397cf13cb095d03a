"""Which entries of an enquiry were recorded together with others, and changed there since."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.siblings import ChangedElsewhere
from ledger.draft import MAX_ACT_STREAMS
from ledger.mapper import TOPIC, unverified_claims
from ledger.reading.history import RecordUnreadable
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

    def changed(self, enquiry: Enquiry, size: int | None = None) -> tuple[ChangedElsewhere, ...]:
        """What was corrected or withdrawn elsewhere, now or among the first `size` of the log.

        Raises:
            RecordUnreadable: an enquiry there cannot be read; which, its reader may not know.
        """
        with _unnamed():
            return self._changed(enquiry, size)

    def _changed(self, enquiry: Enquiry, size: int | None) -> tuple[ChangedElsewhere, ...]:
        together: dict[str, list[tuple[Entry, int]]] = {}
        for entry in enquiry.entries:
            for stream, seq in self._others(entry) if entry.frame.act else ():
                together.setdefault(stream, []).append((entry, seq))
        return tuple(
            ChangedElsewhere(entry.seq, replaced.recorded)
            for stream, pairs in together.items()
            for entry, replaced in _replaced(self._reads.enquiry(stream, size), pairs)
        )

    def together(self, enquiry: Enquiry) -> tuple[str, ...]:
        """The streams in which entries of this enquiry were recorded too, by when they first were.

        Who may read this enquiry may not know of them.

        Raises:
            RecordUnreadable: as `changed`.
        """
        acts = (entry for entry in enquiry.entries if entry.frame.act)
        with _unnamed():
            found = [stream for entry in acts for stream, _ in self._others(entry)]
        return tuple(dict.fromkeys(found))

    def _others(self, entry: Entry) -> tuple[Place, ...]:
        place = (entry.stream, entry.seq)
        known = self._acts.get(place)
        if known is None:
            known = tuple(self._neighbours(entry))
            self._acts[place] = known
            if len(self._acts) > MAX_ACTS:
                self._acts.popitem(last=False)
        return known

    def _neighbours(self, entry: Entry) -> Iterator[Place]:
        """Those around it that were drafted in the same second, and whose act is the same."""
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
                other = self._reads.entries(stream)[seq - 1]
                if other.frame.act == entry.frame.act:
                    yield stream, seq


@contextmanager
def _unnamed() -> Iterator[None]:
    """Do not say which other enquiry cannot be read: its id, to begin with, is that of a brother or
    sister of whom the reader may know nothing.
    """
    try:
        yield
    except RecordUnreadable:
        raise RecordUnreadable(
            "record: another that this one was recorded together with is not as it was signed; "
            "verify the ledger"
        ) from None


def _replaced(other: Enquiry, pairs: list[tuple[Entry, int]]) -> Iterator[tuple[Entry, Entry]]:
    """Each entry here whose fellow, at that position there, was replaced; and by which at last."""
    for entry, seq in pairs:
        last = replaced = other.replaced_by(other.entry(seq)) if seq <= other.version else None
        while replaced:
            last, replaced = replaced, other.replaced_by(replaced)
        if last:
            yield entry, last
