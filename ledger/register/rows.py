"""What the register holds of one stream: a pure function of its entries.

So following entry by entry and reading everything anew give the same rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crypto.genesis import Genesis
from domain.authority import Authority, NothingAdopted
from domain.calendar import Calendar
from domain.directory import Held, Practitioner
from domain.entry import Entry
from domain.events.directory import DIRECTORY_EVENTS
from domain.profiles import Profile
from ledger.store.database import Value

Rows = Mapping[str, Sequence[tuple[Value, ...]]]
"""By table, without the leading `stream`."""

FOREVER: Final = 3_652_059
"""The ordinal of the last day that a date can name (31 December 9999)."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stream as it stands at a position of the ledger, and the authority as it stood then."""

    stream: str
    entries: tuple[Entry, ...]
    opened: int
    """The position of its first entry."""
    authority: Authority
    authority_at_opening: int
    """The version of the authority's stream when this stream began."""

    @property
    def profile(self) -> tuple[int, Profile] | None:
        """The procedure that it began under, and the authority's entry that adopted it."""
        try:
            adopted = self.authority.profile_at(self.authority_at_opening)
        except NothingAdopted:
            return None
        return adopted.seq, adopted.profile

    @property
    def calendar(self) -> tuple[int, Calendar] | None:
        """The working days in force, and the authority's entry that adopted them."""
        calendars = self.authority.calendars
        return (calendars[-1].seq, calendars[-1].calendar) if calendars else None


def rows_of(placed: Placed, genesis: Genesis) -> Rows:
    """Every row of a stream; none of one without entries."""
    if not placed.entries:
        return {}
    if placed.stream == genesis.authority:
        return {"register_streams": [_stream(placed, "authority", "")]}
    if isinstance(placed.entries[0].event, DIRECTORY_EVENTS):
        return _directory(placed)
    return _enquiry(placed)


def _directory(placed: Placed) -> Rows:
    held = Practitioner.fold(placed.stream, placed.entries).capacities.values()
    return {
        "register_streams": [_stream(placed, "directory", "")],
        "register_capacities": [_capacity(i, capacity) for i, capacity in enumerate(held)],
    }


def _capacity(number: int, held: Held) -> tuple[Value, ...]:
    last = held.last.toordinal() if held.last else FOREVER
    return (number, held.role, held.scope, held.first.toordinal(), last)


def _enquiry(placed: Placed) -> Rows:
    return {"register_streams": [_stream(placed, "enquiry", "opened")]}


def _stream(placed: Placed, kind: str, state: str) -> tuple[Value, ...]:
    first, last = placed.entries[0], placed.entries[-1]
    profile, calendar = placed.profile, placed.calendar
    return (
        kind,
        state,
        profile[0] if profile else 0,
        calendar[0] if calendar else 0,
        placed.opened,
        int(first.recorded.timestamp()),
        last.seq,
        int(last.recorded.timestamp()),
    )
