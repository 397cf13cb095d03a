"""The chronology: every entry in order, with what was said of it since beside it (PD12A; REC-05).

Serial number, date, event and source are the columns that family courts expect. What was corrected
or withdrawn stays in its place; an entry that the reader may not see keeps a row that says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from domain.entry import Entry
from projections.choices import agencies_of
from projections.names import Names
from projections.parts import statement
from projections.reading import AsKnown, Reading
from projections.rows import AnyRow, Late, Row, WithheldRow, people_in, row_of
from projections.times import sorting
from projections.view import View

__all__ = ["AnyRow", "Chronology", "Late", "Row", "Wanted", "WithheldRow", "chronology"]

Order = Literal["happened", "recorded"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows: each limit that is given narrows the answer. Bounds of the period are included.

    `kinds` are event names (`ChildSeen`); `agency` that of the author or the actor; the period is
    that in which something can have happened (where nobody knows, became known).
    """

    order: Order = "happened"
    person: str | None = None
    kinds: frozenset[str] = frozenset()
    agency: str | None = None
    first: datetime | None = None
    last: datetime | None = None

    @property
    def everything(self) -> bool:
        """Whether nothing narrows the answer."""
        return self == Wanted(self.order)


class Chronology(View):
    """The rows that were asked for, and of which state of the record."""

    known: AsKnown
    order: Order
    rows: tuple[AnyRow, ...]
    late: int
    """How many of these rows are late entries."""
    withheld: int
    """How many of these rows are withheld whole."""


EVERYTHING: Final = Wanted()


def chronology(reading: Reading, wanted: Wanted = EVERYTHING) -> Chronology:
    """The chronology that a reader sees.

    Where a person, kind, agency or period is asked for, an entry withheld whole is left out: that
    it fits would tell something of it.
    """
    names = Names(reading)
    entries = [entry for entry in reading.enquiry.entries if _wanted(entry, reading, wanted)]
    if wanted.order == "happened":
        entries.sort(key=lambda entry: _place(entry, reading))
    rows = tuple(row_of(entry, n, reading, names) for n, entry in enumerate(entries, start=1))
    return Chronology(
        known=reading.as_known(),
        order=wanted.order,
        rows=rows,
        late=sum(1 for row in rows if isinstance(row, Row) and row.late),
        withheld=sum(1 for row in rows if isinstance(row, WithheldRow)),
    )


def _place(entry: Entry, reading: Reading) -> tuple[datetime, datetime, int]:
    """When something withheld happened is withheld too; when it was recorded is not."""
    if reading.withholds(entry):
        return entry.recorded, entry.recorded, entry.seq
    return sorting(entry)


def _wanted(entry: Entry, reading: Reading, wanted: Wanted) -> bool:
    if wanted.everything:
        return True
    return (
        reading.withholds(entry) is None
        and (not wanted.kinds or type(entry.event).__name__ in wanted.kinds)
        and (wanted.agency is None or _is_by(entry, wanted.agency))
        and _in_period(entry, wanted)
        and (
            wanted.person is None
            or wanted.person in people_in(entry, statement(entry, reading), reading)
        )
    )


def _is_by(entry: Entry, agency: str) -> bool:
    return agency.casefold() in {one.casefold() for one in agencies_of(entry)}


def _in_period(entry: Entry, wanted: Wanted) -> bool:
    earliest, latest, _ = sorting(entry)
    begins = wanted.first is None or latest >= wanted.first.astimezone(UTC)
    return begins and (wanted.last is None or earliest <= wanted.last.astimezone(UTC))
