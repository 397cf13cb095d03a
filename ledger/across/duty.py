"""The duty manager's screen: what presses across all enquiries, the gravest first.

It is answered from the register without opening any enquiry (`ledger.across.sight`). Names are in
no table: who wants them on the screen has the enquiries of its lines opened.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from heapq import nsmallest
from typing import Final

from domain.duties.words import listed
from ledger.across.lines import Reader
from ledger.across.sight import Sight, sight_of
from ledger.ledger import Ledger
from ledger.register import Presses, PressingLine
from ledger.register.answers import PressingRow
from ledger.register.pressing import SECTIONS, Section

__all__ = ["LIMIT", "MAX_LIMIT", "TITLES", "DutyScreen", "DutySection", "duty_screen", "with_names"]

LIMIT: Final = 25
"""Lines of a section when nothing else is asked: seven sections then fill a few screens."""
MAX_LIMIT: Final = 500
"""Most lines of a section, as of a page of the register."""
TITLES: Final[Mapping[Section, str]] = {
    "unseen": "Children not seen",
    "expiring": "Protection and orders that end",
    "not_discussed": "Harm suspected, no strategy discussion",
    "unallocated": "No lead social worker",
    "missing": "Whereabouts unknown",
    "unauthorised": "Decisions that await authority",
    "gaps": "Gaps in recording",
}
"""What the sections are called."""


@dataclass(frozen=True, slots=True)
class DutySection:
    """What presses in one way: how many there are that the reader may see, and the first lines."""

    section: Section
    many: int
    lines: tuple[PressingLine, ...]


@dataclass(frozen=True, slots=True)
class DutyScreen:
    """What presses at `now`."""

    now: datetime
    sections: tuple[DutySection, ...]
    unreadable: int
    """How many records cannot be read. What presses in them is not known, and in no section."""


def duty_screen(
    ledger: Ledger, reader: Reader, limit: int = LIMIT, team: str | None = None
) -> DutyScreen:
    """What presses, as far as the reader may see it; of each section the first lines, 1 to 500.

    `team`: only enquiries in which somebody of this team takes part, of an agency for which the
    reader acts.
    """
    ledger.register.catch_up()
    seconds = ledger.now()
    now = datetime.fromtimestamp(seconds, UTC)
    found, sight = _found(ledger, reader, now)
    rows: defaultdict[Section, list[PressingRow]] = defaultdict(list)
    for row in found.rows:
        if (
            _presses(row, seconds)
            and (team is None or team in {name for _, name in sight.teams.get(row.stream, ())})
            and sight.sees(row.stream, row.hides)
        ):
            rows[row.section].append(row)
    sections = tuple(_section(name, rows[name], limit) for name in SECTIONS)
    return DutyScreen(now, sections, len(ledger.register.unreadable()))


def with_names(screen: DutyScreen, reader: Reader) -> DutyScreen:
    """The same with the name of whom each line is about, or of the children of its enquiry."""
    sections = (
        replace(one, lines=tuple(_with_name(line, reader) for line in one.lines))
        for one in screen.sections
    )
    return replace(screen, sections=tuple(sections))


def _with_name(line: PressingLine, reader: Reader) -> PressingLine:
    reading = reader.opened(line.stream)
    if reading is None:
        return line  # altered since the register read it; it presses as before
    people = reading.people.values()
    about = [one.name for one in people if one.added.seq == line.person]
    children = [one.name for one in people if one.event.kind == "child"]
    return replace(line, name=listed(about or children) or None)


def _section(name: Section, rows: Sequence[PressingRow], limit: int) -> DutySection:
    first = nsmallest(limit, rows)  # each begins with its time, its stream and its number
    return DutySection(name, len(rows), tuple(map(PressingLine.of, first)))


def _found(ledger: Ledger, reader: Reader, now: datetime) -> tuple[Presses, Sight]:
    """What presses, and which rows of it the reader may see."""
    agencies: set[str] = set()
    if reader.practitioner is not None:
        person = ledger.reads.practitioner(reader.practitioner)
        agencies = {held.agency for held in person.capacities_in_force(now)}
    found = ledger.register.pressing(agencies)
    procedures = {row.stream: row.profile for row in found.rows}
    return found, sight_of(ledger, reader, found.parties, procedures, now)


def _presses(row: PressingRow, now: int) -> bool:
    """A gap is one only once its limit has passed, and an order that has ended presses no more
    where it is settled what follows.
    """
    section, due, settled = row.section, row.due_at, row.settled
    if section == "gaps":
        return due is None or due < now
    return section != "expiring" or not settled or due is None or due >= now
