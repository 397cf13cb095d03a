"""What the scenarios show: each is told once into a real ledger, and judged at every moment.

The moments of an enquiry are those at which something was recorded and those just after a limit
that ran out in between: at no other time can a finding come or go.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from domain.calendar import WorkingDays
from domain.duties import Case, evaluate_case
from domain.duties.case import Wanted
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.base import Event
from domain.events.people import PersonAdded
from domain.findings import Finding, findings_of
from domain.profiles import Profile
from ledger.replaying.demonstration import SCENARIOS
from tests.scenarios.told import Told

_JUST_AFTER: Final = timedelta(microseconds=1)
_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - TemporaryDirectory chooses the name within
"""Where there is such a folder, nothing waits for a disk: these ledgers outlive no test."""


@dataclass(frozen=True)
class Judged:
    """An enquiry with the procedure and the working days by which it is judged."""

    enquiry: Enquiry
    profile: Profile
    calendar: WorkingDays

    def over_time(self) -> Iterator[tuple[datetime, tuple[Finding, ...]]]:
        """What was wrong, moment after moment, until the last entry."""
        times = sorted({entry.recorded for entry in self.enquiry.entries})
        for here, following in pairwise([*times, times[-1]]):
            due, found = self._at(here)
            yield here, found
            for limit in sorted(one for one in due if here < one < following):
                yield limit, self._at(limit)[1]

    def cleared(self) -> frozenset[str]:
        """The rows of which a finding stood at one moment and at a later one did not."""
        stood: set[tuple[object, ...]] = set()
        gone: set[str] = set()
        for _, found in self.over_time():
            standing = {(one.row, one.kind, one.person, one.remedy) for one in found}
            gone |= {str(key[0]) for key in stood - standing}
            stood |= standing
        return frozenset(gone)

    def _at(self, now: datetime) -> tuple[set[datetime], tuple[Finding, ...]]:
        case = Case(self.enquiry, self.profile, self.calendar, now)
        statuses = evaluate_case(case)
        due = {reading.due.latest for status in statuses for reading in status.readings}
        return {limit + _JUST_AFTER for limit in due}, findings_of(case, statuses)


@dataclass(frozen=True)
class Evidence:
    """What one scenario shows."""

    name: str
    entries: tuple[Entry, ...]
    judged: tuple[Judged, ...]

    @classmethod
    def of(cls, path: Path) -> "Evidence":
        """Tell a scenario into a ledger of its own, with keys that cost nothing to lock."""
        with (
            TemporaryDirectory(dir=_IN_MEMORY if _IN_MEMORY.is_dir() else None) as folder,
            patch("ledger.keys.keyfile._MEMORY_KIB", 32),
            patch("ledger.keys.keyfile._PASSES", 1),
        ):
            told = Told.of(Path(folder) / "data", path)
            try:
                entries = tuple(told.in_order())
                return cls(path.stem, entries, tuple(_judged(told, entries)))
            finally:
                told.ledger.close()

    @cached_property
    def cleared(self) -> frozenset[str]:
        """The rows whose findings came and went."""
        return frozenset().union(*(judged.cleared() for judged in self.judged))


def _judged(told: Told, entries: tuple[Entry, ...]) -> Iterator[Judged]:
    reads = told.ledger.reads
    added = (entry.stream for entry in entries if isinstance(entry.event, PersonAdded))
    for stream in dict.fromkeys(added):
        adopted = reads.profile_of(stream)
        if adopted:
            yield Judged(reads.enquiry(stream), adopted.profile, reads.authority().calendar)


class Scenarios:
    """All scenarios of the repository, each told when it is first needed, and once."""

    def __init__(self, folder: Path = SCENARIOS) -> None:
        self._paths = {path.stem: path for path in sorted(folder.rglob("*.jsonl"))}
        self._told: dict[str, Evidence] = {}

    def beginning_with(self, chapter: str) -> "Looking":
        """What they show, the scenarios of one chapter looked at first."""
        return Looking(self, tuple(sorted(self._paths, key=lambda name: chapter not in name)))

    def events(self) -> frozenset[type[Event]]:
        """Every class of event that is recorded in one of them."""
        return frozenset(type(entry.event) for one in self.all() for entry in one.entries)

    def all(self) -> Iterator[Evidence]:
        """What each of them shows."""
        return map(self.evidence, self._paths)

    def evidence(self, name: str) -> Evidence:
        """What one of them shows."""
        if name not in self._told:
            self._told[name] = Evidence.of(self._paths[name])
        return self._told[name]


@dataclass(frozen=True)
class Looking:
    """Looks through scenarios, in this order, for what a row claims."""

    scenarios: Scenarios
    names: tuple[str, ...]

    def recorded(self, wanted: Wanted) -> str | None:
        """The first scenario in which an entry fits."""
        return next(
            (one.name for one in self._each() if any(wanted.matches(e.event) for e in one.entries)),
            None,
        )

    def cleared(self, row: str) -> str | None:
        """The first scenario in which a finding under this row stood and was cleared."""
        return next((one.name for one in self._each() if row in one.cleared), None)

    def _each(self) -> Iterator[Evidence]:
        return map(self.scenarios.evidence, self.names)
