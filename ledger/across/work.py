"""What somebody has to do across all enquiries: to countersign, to correct, to do, to answer.

It is answered from the register without opening any enquiry (`ledger.across.sight`), so that a
manager for whom thousands of entries wait is told how many without waiting for it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, get_args

from domain.practitioner import Practitioner
from ledger.across.lines import Reader
from ledger.across.sight import sight_of
from ledger.ledger import Ledger
from ledger.register import TaskLine
from ledger.register.answers import TaskRow
from ledger.register.needs import ANYBODY
from ledger.register.tasks import TaskKind

__all__ = ["LIMIT", "Work", "work_of"]

LIMIT: Final = 25
"""Lines when nothing else is asked: each opens its enquiry for the name and the words."""


@dataclass(frozen=True, slots=True)
class Work:
    """What waits for somebody at `now`, of each kind what is due or has waited longest first."""

    now: datetime
    _rows: Mapping[TaskKind, Sequence[TaskRow]]

    def many(self, task: TaskKind, whom: str | None = None) -> int:
        """How many there are; with `whom`, those that wait under it: a role, say."""
        return len(self._of(task, whom))

    def since(self, task: TaskKind, whom: str | None = None) -> datetime | None:
        """Since when the first of them waits, or by when it was to be done."""
        found = self._of(task, whom)
        return datetime.fromtimestamp(found[0].at, UTC) if found else None

    def lines(
        self, task: TaskKind, whom: str | None = None, first: int = 0, limit: int = LIMIT
    ) -> tuple[TaskLine, ...]:
        """Some of them, from the one at place `first`, which is 0 or more."""
        return tuple(map(TaskLine.of, self._of(task, whom)[first : first + limit]))

    def _of(self, task: TaskKind, whom: str | None) -> Sequence[TaskRow]:
        """Each once, though it may wait under several roles of one person."""
        if whom is not None:
            return [row for row in self._rows[task] if row.whom == whom]
        return list({(row.stream, row.number): row for row in self._rows[task]}.values())


def work_of(ledger: Ledger, reader: Reader) -> Work:
    """What waits for a practitioner who works on cases; for whoever inspects them, nothing does."""
    now = ledger.moment()
    rows: dict[TaskKind, list[TaskRow]] = {task: [] for task in get_args(TaskKind)}
    if reader.practitioner is not None and reader.purpose == "casework":
        for row in _rows(ledger, reader, ledger.reads.practitioner(reader.practitioner), now):
            rows[row.task].append(row)
    return Work(now, rows)


def _rows(ledger: Ledger, reader: Reader, person: Practitioner, now: datetime) -> Sequence[TaskRow]:
    """The rows of what waits for somebody, as far as they may see it, the most urgent first."""
    ledger.register.catch_up()
    held = person.capacities_in_force(now)
    agencies = {one.agency for one in held}
    own = {person.id, ANYBODY} | ledger.register.tokens_of(person.name, agencies)
    found = ledger.register.tasks(own | {one.role for one in held}, agencies)
    procedures = {row.stream: row.profile for row in found.rows}
    sight = sight_of(ledger, reader, found.parties, procedures, now)
    return sorted(
        row
        for row in found.rows
        if person.id not in row.never.split() and sight.sees(row.stream, row.hides)
    )
