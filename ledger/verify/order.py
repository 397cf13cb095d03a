"""What follows from the order of entries: chains, references, directory digests, clocks."""

from array import array
from collections import defaultdict
from datetime import timedelta
from typing import Final

from domain.admission import MAX_DRAFT_AGE
from domain.authority import Certificate
from domain.disputes import Signed
from ledger.verify import kinds
from ledger.verify.directory import InForce
from ledger.verify.entries import Bad, Seen
from ledger.verify.findings import Note
from ledger.verify.report import Place

CLOCK_SKEW: Final = timedelta(minutes=1)
"""How far the clocks of two machines that serve one ledger may lie apart."""
_OLDEST: Final = int((MAX_DRAFT_AGE + CLOCK_SKEW).total_seconds())


class Order:
    """Follows all entries in the order of the log, and notes what cannot have been recorded so.

    `known` grows by the latest `iat` up to each entry. Evidence asks about `watched`
    streams and `indexes`.
    """

    def __init__(
        self,
        ledger: str,
        in_force: InForce,
        note: Note,
        *,
        now: int | None = None,
        watched: frozenset[str] = frozenset(),
        indexes: frozenset[int] = frozenset(),
    ) -> None:
        self.known = array("q")
        self._ledger = ledger
        self._in_force = in_force
        self._note = note
        self._now = now
        self._chains: dict[str, list[str | None]] = {}
        self._last: dict[str, int] = {}
        self._watched = watched
        self._indexes = indexes
        self._index_of: dict[tuple[str, int], int] = {}
        self._at_index: dict[int, tuple[Place, str]] = {}
        self._gone: dict[tuple[str, int], Seen] = {}

    @property
    def streams(self) -> int:
        """How many streams there are."""
        return len(self._chains)

    def digest_at(self, stream: str, seq: int) -> str | None:
        """The digest of an entry that was seen, if it was."""
        chain = self._chains.get(stream, ())
        return chain[seq - 1] if 1 <= seq <= len(chain) else None

    @property
    def gone(self) -> int:
        """How many entries nobody can read any more."""
        return len(self._gone)

    def length(self, stream: str) -> int:
        """The seq at which a stream ends; 0 where there is none."""
        return len(self._chains.get(stream, ()))

    def index_of(self, stream: str, seq: int) -> int | None:
        """The number, from 0, of an entry of a watched stream in the order of the log."""
        return self._index_of.get((stream, seq))

    def at_index(self, index: int) -> tuple[Place, str] | None:
        """Place and digest of the entry with one of the `indexes`, if there is one."""
        return self._at_index.get(index)

    def disputed(self) -> list[tuple[Signed, int]]:
        """Entries by keys that others may have had, and their positions."""
        return self._in_force.disputed(self.known)

    def check_disposals(self) -> None:
        """Hold what is gone against the certificates, once all of the log was followed."""
        certificates: dict[str, list[Certificate]] = defaultdict(list)
        for certificate in self._in_force.authority.disposals:
            certificates[certificate.event.enquiry].append(certificate)
        for (stream, seq), seen in self._gone.items():
            if not any(one.covers(stream, seq, seen.digest) for one in certificates[stream]):
                kind = kinds.DISPOSED_UNCERTIFIED if seen.disposed else kinds.WORDS_DESTROYED
                place = Place(seen.position, stream, seq)
                self._note(kind, place, "a certificate of disposal in the log", "none")
        for stream, found in certificates.items():
            for seq in range(1, self.length(stream) + 1):
                if (stream, seq) not in self._gone and any(one.event.covers(seq) for one in found):
                    place = Place(None, stream, seq)
                    self._note(kinds.DISPOSAL_UNDONE, place, "a digest alone", "the entry")

    def follow(self, seen: Seen) -> None:
        """Check the next entry."""
        known = self.known[-1] if self.known else 0
        if seen.stream in self._watched or len(self.known) in self._indexes:
            self._watch(seen, len(self.known))
        found = list(seen.bad)
        if seen.author:
            found += self._claims(seen, known)
        self.known.append(max(known, seen.iat))
        found += self._join(seen)
        if seen.disposed or seen.destroyed:
            self._gone[seen.stream, seen.seq] = seen
        for bad in found:
            place = Place(seen.position, seen.stream, seen.seq)
            self._note(bad.kind, place, bad.expected, bad.found)

    def _watch(self, seen: Seen, index: int) -> None:
        place = Place(seen.position, seen.stream, seen.seq)
        self._at_index[index] = place, seen.digest
        self._index_of.setdefault((seen.stream, seen.seq), index)

    def _claims(self, seen: Seen, known: int) -> list[Bad]:
        found = []
        head = self._in_force.head(seen.author)
        if seen.dir != head:
            found.append(Bad(kinds.DIRECTORY_MISMATCH, f"directory at {seen.dir}", f"at {head}"))
        for stream, seq, digest in seen.refs:
            if self.digest_at(stream, seq) != digest:
                named = f"entry {seq} of stream {stream}"
                found.append(Bad(kinds.REFERENCE_DANGLING, f"{named}, {digest}", "not that entry"))
        found += self._time(seen, known)
        found += self._in_force.check(seen, len(self.known))
        return found

    def _time(self, seen: Seen, known: int) -> list[Bad]:
        last = self._last.get(seen.stream, 0)
        self._last[seen.stream] = max(last, seen.iat)
        if seen.iat < last:
            return [Bad(kinds.CLOCK_BACK, f"a time from {last} on", str(seen.iat))]
        if self._now is not None and seen.iat > self._now + CLOCK_SKEW.total_seconds():
            return [Bad(kinds.TIME_IN_FUTURE, f"a time up to {self._now}", str(seen.iat))]
        if seen.iat < known - _OLDEST:
            return [Bad(kinds.CLOCK_SET_BACK, f"a time from {known - _OLDEST} on", str(seen.iat))]
        return []

    def _join(self, seen: Seen) -> list[Bad]:
        """Put the entry at its place in its stream; a row that could not be read has none."""
        if not seen.digest:
            return []
        chain = self._chains.setdefault(seen.stream, [])
        ended = len(chain)
        if not 0 < seen.seq <= ended + _MOST_MISSING:
            return [Bad(kinds.STREAM_GAP, f"entry {ended + 1}", f"entry {seen.seq}")]
        if seen.seq <= ended:
            return [Bad(kinds.POSITION_REPEATED, f"entry {ended + 1}", f"entry {seen.seq} again")]
        before = chain[-1] if chain else self._ledger
        chain += [None] * (seen.seq - ended - 1)
        chain.append(seen.digest)
        if seen.seq > ended + 1:
            missing = f"entry {ended + 1}" + (f" to {seen.seq - 1}" if seen.seq > ended + 2 else "")
            return [Bad(kinds.STREAM_GAP, missing, f"entry {seen.seq}")]
        if seen.author and seen.prev != before:
            return [Bad(kinds.CHAIN_BROKEN, f"entry {seen.prev} before it", f"entry {before}")]
        return []


_MOST_MISSING: Final = 2**20
"""A number written by hand must not make us count up to it."""
