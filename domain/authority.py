"""What the authority decided and when, folded from its stream.

Its procedure and working days, which records it disposed of, and which keys sign for the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import lru_cache

from domain.calendar import AdoptedCalendars, Calendar, local_date
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.authority import (
    CalendarAdopted,
    LedgerKeyIntroduced,
    LedgerKeyRetired,
    ProfileAdopted,
    RecordsDisposed,
)
from domain.events.directory import PublicKey
from domain.profiles import Profile, load_profile

__all__ = ["AdoptedCalendar", "AdoptedProfile", "Authority", "Certificate", "NothingAdopted"]


class NothingAdopted(LookupError):
    """The authority has not adopted a procedure (or a calendar) at that point of its stream."""


@dataclass(frozen=True, slots=True)
class AdoptedProfile:
    """A version of the procedure, and where in the authority's stream it was adopted."""

    seq: int
    name: str
    version: str
    toml: str

    @property
    def profile(self) -> Profile:
        """The procedure as data."""
        return _load(self.toml)


@dataclass(frozen=True, slots=True)
class AdoptedCalendar:
    """A calendar of working days, where in the authority's stream it was adopted, and when."""

    seq: int
    on: date
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Certificate:
    """By which records were disposed of, and where in the authority's stream it stands.

    `digests` are those of the entries that its references name, by their positions.
    """

    seq: int
    event: RecordsDisposed
    digests: Mapping[int, str]

    def covers(self, stream: str, seq: int, digest: str) -> bool:
        """Whether this is why nothing but a digest is left at a place."""
        here = stream == self.event.enquiry and self.event.covers(seq)
        return here and self.digests.get(seq, digest) == digest


@dataclass(frozen=True)
class Authority:
    """The authority's stream as it stands at `version` (0: nothing adopted yet).

    `head` is the digest of the stream's last entry and `recorded` its time of recording.
    """

    id: str
    profiles: tuple[AdoptedProfile, ...] = ()
    calendars: tuple[AdoptedCalendar, ...] = ()
    disposals: tuple[Certificate, ...] = ()
    introduced: Mapping[str, PublicKey] = field(default_factory=dict)
    """The keys that sign for the ledger beside, or after, that of the genesis document."""
    retired: frozenset[str] = frozenset()
    """The keys, by their ids, that sign no more."""
    version: int = 0
    head: str | None = None
    recorded: datetime | None = None

    @classmethod
    def fold(cls, stream: str, entries: Iterable[Entry]) -> Authority:
        """The authority after these entries of its stream."""
        authority = cls(stream)
        for entry in entries:
            authority = authority.after(entry)
        return authority

    def after(self, entry: Entry) -> Authority:
        """The authority after one more entry of its stream.

        Raises:
            TypeError: an event that the authority's stream does not have.
        """
        match entry.event:
            case ProfileAdopted(name=name, version=version, toml=toml):
                adopted = AdoptedProfile(entry.seq, name, version, toml)
                changed = replace(self, profiles=(*self.profiles, adopted))
            case CalendarAdopted() as event:
                working_days = AdoptedCalendar(
                    entry.seq, local_date(entry.recorded), event.calendar()
                )
                changed = replace(self, calendars=(*self.calendars, working_days))
            case RecordsDisposed() as event:
                named = {ref.seq: ref.digest for ref in entry.refs}
                certificate = Certificate(entry.seq, event, named)
                changed = replace(self, disposals=(*self.disposals, certificate))
            case LedgerKeyIntroduced(key=key):
                changed = replace(self, introduced={**self.introduced, key.kid: key})
            case LedgerKeyRetired(kid=kid):
                changed = replace(self, retired=self.retired | {kid})
            case other:
                raise TypeError(f"{type(other).__name__} does not belong in the authority's stream")
        return replace(changed, version=entry.seq, head=entry.digest, recorded=entry.recorded)

    def signing(self, first: str) -> tuple[str, ...]:
        """The ids of the keys that sign for the ledger, `first` being the genesis document's."""
        return tuple(kid for kid in (first, *self.introduced) if kid not in self.retired)

    def profile_at(self, version: int) -> AdoptedProfile:
        """The procedure in force at a version of this stream.

        An enquiry keeps the procedure that it began under: ask with the version at which this
        stream stood, in the order of the log, when the enquiry's first entry was admitted.

        Raises:
            NothingAdopted: no procedure had been adopted by then.
        """
        in_force = [adopted for adopted in self.profiles if adopted.seq <= version]
        if not in_force:
            raise NothingAdopted("no procedure is adopted")
        return in_force[-1]

    def profile_for(self, enquiry: Enquiry, opened: int) -> AdoptedProfile:
        """The procedure of an enquiry that was begun at version `opened` of this stream.

        It stays the one in force then, unless an entry of the enquiry moved it to another. An
        entry that names a version which was not adopted moves nothing.

        Raises:
            NothingAdopted: none was adopted.
        """
        by_version = {(one.name, one.version): one for one in self.profiles}
        moves = [(event.name, event.version) for event in enquiry.moves]
        known = [by_version[move] for move in moves if move in by_version]
        return known[-1] if known else self.profile_at(opened)

    @property
    def profile(self) -> AdoptedProfile:
        """The procedure in force now, for an enquiry that begins.

        Raises:
            NothingAdopted: none.
        """
        return self.profile_at(self.version)

    @property
    def calendar(self) -> AdoptedCalendars:
        """The working days as adopted so far: a bank holiday proclaimed since counts for every
        limit that had not passed by then, and for no other.

        Raises:
            NothingAdopted: none.
        """
        if not self.calendars:
            raise NothingAdopted("no calendar is adopted")
        return AdoptedCalendars(tuple((one.on, one.calendar) for one in self.calendars))


@lru_cache(maxsize=32)
def _load(toml: str) -> Profile:
    return load_profile(toml)
