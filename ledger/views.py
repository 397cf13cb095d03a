"""Views of an enquiry for a reader: the history, cut to what was known, and the reader's clearance.

Every read of a case comes through here, on HTTP and on the command line alike: whoever may see
nothing of an enquiry is told the same as where there is none.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

from domain.authority import NothingAdopted
from domain.clearance import Clearance, Purpose
from domain.enquiry import Enquiry
from domain.entry import Content, Entry
from domain.marks import MARKS
from ledger.errors import RecordUnreadable
from ledger.family import Family, about
from ledger.ledger import Ledger, NotFound
from ledger.reading.clearing import NoProcedure, clearance_in, is_enquiry
from ledger.reading.reads import Reads
from ledger.reading.siblings import Siblings
from ledger.sentences import sentence_of
from projections.cache import ViewCache
from projections.children import other_children
from projections.reading import Cut, Reading

OPERATOR: Final = Clearance(frozenset(MARKS))
"""Who holds the master key can open everything; this is how they read a demonstration ledger."""
MAX_SOURCES: Final = 65_536
"""Entries whose statement's origin is remembered: some 20 MB."""

__all__ = ["OPERATOR", "PRESENT", "AsOf", "NoProcedure", "Views"]

T = TypeVar("T")


@dataclass(frozen=True)
class AsOf:
    """A past moment or a size of the log; neither for now.

    Raises:
        ValueError: both are given, or the moment has no zone.
    """

    moment: datetime | None = None
    size: int | None = None

    def __post_init__(self) -> None:
        if self.moment is not None and self.size is not None:
            raise ValueError("as-of: a time or a size of the log, not both")
        if self.moment is not None and self.moment.tzinfo is None:
            raise ValueError("as-of: the time has no zone")


PRESENT: Final = AsOf()
"""As it is known now."""


class Views:
    """Reads enquiries of one ledger for readers."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._cache = ViewCache()
        self._siblings = Siblings(ledger.store, ledger.reads)
        ledger.orders.when_disposed(self._cache.forget)
        self._sources: OrderedDict[tuple[str, str], tuple[str | None, ...]] = OrderedDict()

    def get(self, view: Callable[..., T], reading: Reading, *args: object) -> T:
        """A view, kept for as long as nothing that it depends on changes."""
        return self._cache.get(view, reading, *args)

    def reading(
        self,
        enquiry: str,
        reader: str | None,
        purpose: Purpose = "casework",
        as_of: AsOf = PRESENT,
    ) -> Reading:
        """An enquiry as this reader may see it; `reader` None is the operator.

        Raises:
            NotFound: there is no such enquiry, or the reader may not know of it; or none had begun.
            NoProcedure: the authority has adopted none.
        """
        present, reads = self._refreshed(enquiry, reader)
        clearance = self._clearance(reads, present, reader, purpose)
        if clearance.nothing:
            raise NotFound("enquiry: there is no such enquiry, or none that you may see")
        size = self._size(as_of)
        adopted = reads.profile_of(enquiry, size)
        try:
            calendar = reads.authority(size).calendar
        except NothingAdopted as error:
            if size is not None:  # no enquiry begins before there is one to count its days by
                raise _before_all(as_of) from None
            raise NoProcedure(str(error)) from None
        if adopted is None:
            raise NoProcedure("no procedure is adopted")
        return Reading(
            enquiry=present if size is None else self._ledger.reads.enquiry(enquiry, size),
            profile=adopted.profile,
            calendar=calendar,
            now=self._now(as_of, present, size),
            clearance=clearance,
            sources=self._sources_of,
            cut=Cut(as_of.moment, as_of.size),
            elsewhere=self._siblings.elsewhere(present, size),
        )

    def family(self, reading: Reading, reader: str, purpose: Purpose) -> Family:
        """The enquiries about other children of the family, as of the same moment, as far as the
        reader may know of them: those that entries of this one were recorded in too, and those
        about a child who is named here.
        """
        together = self._siblings.together(reading.enquiry)
        cut = AsOf(reading.cut.as_of, reading.cut.size)
        found, unread = [], False
        for stream in dict.fromkeys((*together, *self._named(reading))):
            try:
                other = self.reading(stream, reader, purpose, cut)
            except NotFound:
                continue
            except RecordUnreadable:
                unread = True
                continue
            if other.enquiry.entries and stream != reading.enquiry.id:  # else opened later
                found.append(other)
        return Family(tuple(found), unread)

    def _named(self, reading: Reading) -> Iterator[str]:
        for child in self.get(other_children, reading):
            yield from about(child, self._ledger)

    def _refreshed(self, enquiry: str, reader: str | None) -> tuple[Enquiry, Reads]:
        """The enquiry, and reads of what was just looked at: every further look at the store
        would have a page wait for its turn among all that are being made.
        """
        reads = self._ledger.reads
        reads.directory()
        reads.authority()
        if reader is not None:
            reads.practitioner(reader)
        return reads.enquiry(enquiry), reads.as_kept()  # last, so that it is kept for certain

    def _clearance(
        self, reads: Reads, enquiry: Enquiry, reader: str | None, purpose: Purpose
    ) -> Clearance:
        if reader is None:
            return OPERATOR if is_enquiry(reads, enquiry) else Clearance(frozenset())
        return clearance_in(reads, enquiry, reader, purpose, self._ledger.now())

    def _size(self, as_of: AsOf) -> int | None:
        if as_of.moment is not None:
            return self._ledger.reads.size_at(as_of.moment)
        if as_of.size is not None and as_of.size > self._ledger.store.log.size():
            raise NotFound(
                f"size: the log has only {self._ledger.store.log.size()} entries", field="size"
            )
        return as_of.size

    def _now(self, as_of: AsOf, present: Enquiry, size: int | None) -> datetime:
        """The moment of which the view speaks: what was asked for, or when the last entry came."""
        if as_of.moment is not None:
            return as_of.moment
        if size is None:
            return self._ledger.moment()
        known = self._ledger.reads.enquiry(present.id, size).entries
        return known[-1].recorded if known else present.entries[0].recorded

    def _sources_of(self, entry: Entry) -> Sequence[str | None]:
        key = (entry.digest, entry.frame.type)  # the digest is left where words are disposed of
        kept = self._sources.get(key)
        if kept is None:
            content = Content(entry.frame, entry.event, entry.parts).as_json()
            kept = tuple(piece.source for piece in sentence_of(type(entry.event)).compose(content))
            self._sources[key] = kept
            if len(self._sources) > MAX_SOURCES:
                self._sources.popitem(last=False)
        return kept


def _before_all(as_of: AsOf) -> NotFound:
    field = "size" if as_of.moment is None else "as_of"
    return NotFound(f"{field}: no enquiry had begun by then", field=field)
