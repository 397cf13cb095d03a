"""Decisions as a table for download: CSV (RFC 4180) in UTF-8, its first line naming the columns.

A cell that begins as a formula does is written behind an apostrophe: a spreadsheet would otherwise
compute what somebody wrote into a record. The file begins with a byte order mark, by which
spreadsheets know UTF-8.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from ledger.inspecting.described import Described
from ledger.inspecting.sampling import rank

BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What begins a formula in a spreadsheet (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a table comes from; the same in every line, so that a line alone says it."""

    ledger: str
    demonstration: bool
    size: int
    seed: str | None
    """The seed of the sample, where there is one."""
    unreadable: int = 0
    """How many records cannot be read, of whose decisions none is in it."""


COLUMNS: Final[Mapping[str, str]] = {
    "decision": "Enquiry and entry: the name by which samples are drawn.",
    "enquiry": "The enquiry’s id.",
    "entry": "The number of the entry that holds the decision.",
    "decided_at": "The last moment at which it can have been taken, in UTC.",
    "recorded_at": "When it was recorded, in UTC.",
    "kind": "What kind of decision.",
    "result": "What was decided, as codes; several are divided by “; ”.",
    "decided_by": "Who decided, in which roles; several are divided by “; ”.",
    "age_band": "The child’s age on the day; empty where no date of birth is recorded.",
    "findings": "How many findings concern the entry.",
    "requirements": "The requirements that those findings cite, divided by spaces.",
    "digest": "What orders a sample: SHA-256 of seed, line feed and decision; empty without one.",
    "seed": "The seed of the sample; empty without one.",
    "log_size": "How many entries the ledger’s log had.",
    "ledger": "The ledger’s name.",
    "demonstration": "“yes”: invented people and simulated times.",
    "unreadable": "How many records cannot be read, so that none of their decisions is here.",
}
"""Every column in its order, and what it means; new ones are added at the end."""


def lines(described: Iterable[Described], origin: Origin) -> Iterator[str]:
    """The file, line by line."""
    yield BOM + _line(COLUMNS)
    for one in described:
        cells = _cells(one, origin)
        yield _line(_safe(cells[name]) for name in COLUMNS)


def _cells(one: Described, origin: Origin) -> dict[str, str]:
    decided, seed = one.decided, origin.seed
    return {
        "decision": decided.name,
        "enquiry": decided.stream,
        "entry": str(decided.seq),
        "decided_at": _zulu(decided.decided_at),
        "recorded_at": _zulu(decided.recorded_at),
        "kind": decided.kind,
        "result": "; ".join(decided.results),
        "decided_by": "; ".join(who.words for who in one.who),
        "age_band": one.age or "",
        "findings": str(len(one.findings)),
        "requirements": " ".join(sorted({finding.row for finding in one.findings})),
        "digest": "" if seed is None else rank(seed, decided.name),
        "seed": seed or "",
        "log_size": str(origin.size),
        "ledger": origin.ledger,
        "demonstration": "yes" if origin.demonstration else "no",
        "unreadable": str(origin.unreadable),
    }


def _line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _zulu(time: datetime) -> str:
    return f"{time.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"
