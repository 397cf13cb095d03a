"""Reads of one ledger: its enquiries, practitioners and authority, now or at a size of its log.

A view of the past is the same fold over fewer entries: the largest tree none of whose entries is
later cuts every stream, the directory and the procedure in force included (design, section 5).
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from copy import copy
from datetime import datetime
from threading import Lock
from typing import Final

from crypto.genesis import Genesis
from domain.authority import AdoptedProfile, Authority
from domain.directory import Directory
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.practitioner import Practitioner
from ledger.reading.history import History
from ledger.store import Store

MAX_ENQUIRIES: Final = 256
"""Bound on the enquiries that are kept with what was derived of them: people, parties, moves."""


class Reads:
    """What a ledger's streams say. `enrolled` gives the ids of everybody in the directory, and how
    many entries each has there.
    """

    def __init__(
        self,
        genesis: Genesis,
        store: Store,
        history: History,
        enrolled: Callable[[], Mapping[str, int]],
    ) -> None:
        self.genesis = genesis
        self.history = history
        self._store = store
        self._enrolled = enrolled
        self._read = self.history.entries
        self._folded: dict[str, Practitioner] = {}
        self._enquiries: OrderedDict[str, Enquiry] = OrderedDict()
        self._lock = Lock()
        self._authority = Authority(genesis.authority)
        self._directory: tuple[Mapping[str, int], Directory] = ({}, Directory())

    def as_kept(self) -> "Reads":
        """The same reads without a look at the store: of what was last read of each stream.

        For admission, where the store checks under its lock that nothing newer is there.
        """
        kept = copy(self)
        kept._read = self.history.kept
        return kept

    def size_at(self, moment: datetime) -> int:
        """The tree size that "as known at `moment`" means: the largest none of whose entries is
        later.
        """
        return self._store.log.size_at(int(moment.timestamp()))

    def entries(self, stream: str, size: int | None = None) -> tuple[Entry, ...]:
        """The entries of a stream, now or among the first `size` of the log."""
        if size is None:
            return self._read(stream)
        return self.history.entries_until(stream, self._store.log.position_at(size))

    def enquiry(self, stream: str, size: int | None = None) -> Enquiry:
        """An enquiry; one without entries where there is none."""
        entries = self.entries(stream, size)
        if size is not None:
            return Enquiry(stream, entries)
        with self._lock:
            known = self._enquiries.pop(stream, None)
            if known is None or known.entries is not entries:
                known = Enquiry(stream, entries)
            self._enquiries[stream] = known
            if len(self._enquiries) > MAX_ENQUIRIES:
                self._enquiries.popitem(last=False)
        return known

    def forget(self, stream: str) -> None:
        """Drop what was read of a stream, after a disposal."""
        self.history.forget(stream)
        with self._lock:
            self._enquiries.pop(stream, None)

    def practitioner(self, practitioner: str, size: int | None = None) -> Practitioner:
        """A practitioner's keys and capacities; at version 0 where the directory has no such
        stream.
        """
        entries = self.entries(practitioner, size)
        folded = self._folded.get(practitioner)
        if folded and folded.version <= len(entries):
            for entry in entries[folded.version :]:
                folded = folded.after(entry)
        else:
            folded = Practitioner.fold(practitioner, entries)
        if size is None:
            self._folded[practitioner] = folded
        return folded

    def authority(self, size: int | None = None) -> Authority:
        """What the authority has adopted: profiles and calendars, in the order of the log."""
        stream = self.genesis.authority
        if size is not None:
            return Authority.fold(stream, self.entries(stream, size))
        entries = self.entries(stream) or self.history.entries(stream)
        authority = self._authority
        for entry in entries[authority.version :]:
            authority = authority.after(entry)
        self._authority = authority  # at once: another thread may be doing the same
        return authority

    def profile_of(self, enquiry: str, size: int | None = None) -> AdoptedProfile | None:
        """The procedure that an enquiry is under, or None where none is adopted.

        It is the one in force where the enquiry's first entry stands in the log, unless an entry of
        the enquiry moved it; for an enquiry that has yet to begin, the one in force now.
        """
        authority = self.authority(size)
        if not authority.profiles:
            return None
        opened = self.history.position(enquiry, 1)
        if opened is None:
            return authority.profile
        count = self.history.count_until(self.genesis.authority, opened)
        return authority.profile_for(self.enquiry(enquiry, size), count)

    def directory(self, size: int | None = None) -> Directory:
        """Everybody in the directory: folded once for as long as nothing is added there."""
        enrolled = self._enrolled()
        versions, directory = self._directory
        if size is None and versions == enrolled:
            return directory
        people = [self.practitioner(person, size) for person in enrolled]
        directory = Directory({person.id: person for person in people if person.version})
        if size is None and {person.id: person.version for person in people} == enrolled:
            self._directory = (enrolled, directory)
        return directory
