"""Every decision that a reader may see at one size of the log, of all enquiries."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from domain.authority import NothingAdopted
from domain.clearance import Purpose
from domain.profiles import Role
from ledger.across.lines import Reader
from ledger.errors import Problem
from ledger.inspecting.decided import Decided, Which, decided_in
from ledger.inspecting.sampling import fingerprint
from ledger.ledger import Ledger, NotFound
from ledger.views import AsOf

MAX_ENQUIRIES: Final = 1000
"""Most enquiries opened for one question: a large county's of some months, and some seconds."""
MAX_KEPT: Final = 32
"""Bound on populations kept, each of a few hundred bytes a decision."""

_Key = tuple[str | None, Purpose, Which, int, int, date]


class TooMany(Problem):
    """More enquiries would have to be opened than somebody waits for."""

    code = "too-many"
    status = 422
    title = "That is too much to look through at once"


@dataclass(frozen=True)
class Population:
    """The decisions asked for, the oldest first, as the log stood at a size."""

    size: int
    decided: tuple[Decided, ...]

    @cached_property
    def enquiries(self) -> int:
        """In how many enquiries they were taken."""
        return len({one.stream for one in self.decided})

    @cached_property
    def fingerprint(self) -> str:
        """A digest of exactly which decisions these are."""
        return fingerprint([one.name for one in self.decided])


class Inspecting:
    """Finds populations. Each enquiry is opened as its reader may see it, and cut at the size."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: OrderedDict[_Key, tuple[Decided, ...]] = OrderedDict()

    def population(self, reader: Reader, which: Which, size: int | None = None) -> Population:
        """The decisions asked for that the reader may see; `size` None is the log's present one.

        Raises:
            NotFound: the log is not that long.
            TooMany: more than 1,000 enquiries would have to be opened.
        """
        present = self._ledger.store.log.size()
        at = present if size is None else size
        if at > present:
            raise NotFound(f"size: the log has only {present} entries", field="size")
        return Population(at, self._found(reader, which, at, present))

    def _found(self, reader: Reader, which: Which, at: int, present: int) -> tuple[Decided, ...]:
        """Kept until anything is recorded, or a day ends with which somebody's capacity may."""
        today = self._ledger.moment().date()
        key = (reader.practitioner, reader.purpose, which, at, present, today)
        kept = self._kept.pop(key, None)
        if kept is None:
            roles = roles_in_force(self._ledger)
            seen = (one for stream in self._streams(which, at) for one in _of(stream, reader, at))
            taken = (one for one in seen if which.takes(one, roles))
            kept = tuple(sorted(taken, key=lambda one: one.sorting))
        self._kept[key] = kept
        while len(self._kept) > MAX_KEPT:
            self._kept.popitem(last=False)
        return kept

    def _streams(self, which: Which, at: int) -> Iterable[str]:
        """The enquiries that hold such a decision now, or may have before they were added to."""
        register, store = self._ledger.register, self._ledger.store
        register.catch_up()
        now = register.deciding(
            kinds=which.kinds, since=which.since, until=which.until, limit=MAX_ENQUIRIES + 1
        )
        streams = now | store.entries.streams_after(store.log.position_at(at))
        if len(streams) > MAX_ENQUIRIES:
            raise TooMany(
                f"since: more than {MAX_ENQUIRIES:,} enquiries would have to be opened; ask for a "
                "shorter period",
                field="since",
            )
        return streams


def roles_in_force(ledger: Ledger) -> Mapping[str, Role]:
    """The roles of the procedure in force; none where none is."""
    try:
        return ledger.reads.authority().profile.profile.roles
    except NothingAdopted:
        return {}


def _of(stream: str, reader: Reader, size: int) -> Iterator[Decided]:
    reading = reader.opened(stream, AsOf(size=size))
    if reading:
        yield from decided_in(reading)
