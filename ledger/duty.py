"""The duty manager's screen: what presses across all enquiries, the gravest first.

It is answered from the register without opening any enquiry, by the same policy of clearance: the
register knows who takes part, the directory their teams, and each line which marks it hides behind.
Names are in no table: who wants them on the screen has the enquiries of its lines opened.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from heapq import nsmallest
from typing import Final

from domain import clearance
from domain.clearance import Readable, Teams, may_see, reader_among, teams_of
from domain.duties.words import listed
from domain.marks import MARKS
from domain.practitioner import Practitioner
from ledger.database import Row
from ledger.ledger import Ledger
from ledger.lines import Reader
from ledger.register import Presses, PressingLine
from ledger.register.pressing import SECTIONS, Section

__all__ = ["LIMIT", "MAX_LIMIT", "DutyScreen", "DutySection", "duty_screen", "with_names"]

LIMIT: Final = 25
"""Lines of a section when nothing else is asked: seven sections then fill a few screens."""
MAX_LIMIT: Final = 500
"""Most lines of a section, as of a page of the register."""
_STREAM, _SECTION, _DUE, _HIDES, _PROFILE, _SETTLED = 1, 3, 6, 10, 11, 12
"""Where these stand in a row of `Presses`."""
_NONE: Final[Teams] = frozenset()


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


def duty_screen(ledger: Ledger, reader: Reader, limit: int = LIMIT) -> DutyScreen:
    """What presses, as far as the reader may see it; of each section the first lines, 1 to 500."""
    ledger.register.catch_up()
    seconds = ledger.now()
    now = datetime.fromtimestamp(seconds, UTC)
    found, sees = _found(ledger, reader, now)
    rows: defaultdict[Section, list[Row]] = defaultdict(list)
    for row in found.rows:
        if _presses(row, seconds) and sees(row):
            rows[row[_SECTION]].append(row)
    return DutyScreen(now, tuple(_section(name, rows[name], limit) for name in SECTIONS))


def with_names(screen: DutyScreen, reader: Reader) -> DutyScreen:
    """The same with the name of whom each line is about, or of the children of its enquiry."""
    sections = (
        replace(one, lines=tuple(_with_name(line, reader) for line in one.lines))
        for one in screen.sections
    )
    return DutyScreen(screen.now, tuple(sections))


def _with_name(line: PressingLine, reader: Reader) -> PressingLine:
    people = reader.views.reading(line.stream, reader.practitioner, reader.purpose).people.values()
    about = [one.name for one in people if one.added.seq == line.person]
    children = [one.name for one in people if one.event.kind == "child"]
    return replace(line, name=listed(about or children) or None)


def _section(name: Section, rows: Sequence[Row], limit: int) -> DutySection:
    first = nsmallest(limit, rows)  # each begins with its time, its stream and its number
    return DutySection(name, len(rows), tuple(map(PressingLine.of, first)))


def _found(ledger: Ledger, reader: Reader, now: datetime) -> tuple[Presses, Callable[[Row], bool]]:
    """What presses, and which rows of it the reader may see."""
    if reader.practitioner is None:
        return ledger.register.pressing(()), lambda _: True
    person = ledger.reads.practitioner(reader.practitioner)
    found = ledger.register.pressing({held.agency for held in person.capacities_in_force(now)})
    readers = _standings(ledger, person, found, now)

    @cache
    def sees(somebody: clearance.Reader, hides: str) -> bool:
        return all(may_see(somebody, part, reader.purpose) for part in _parts(hides))

    return found, lambda row: sees(readers[row[_STREAM]], row[_HIDES])


def _standings(
    ledger: Ledger, person: Practitioner, found: Presses, now: datetime
) -> Mapping[str, clearance.Reader]:
    """What somebody is to each enquiry: the same where the same procedure and teams are."""
    adopted = {one.seq: one.profile for one in ledger.reads.authority().profiles}
    directory = ledger.reads.directory()
    own: dict[str, frozenset[str]] = {}
    teams: dict[str, Teams] = {}
    of_party = cache(partial(teams_of, directory=directory))
    for stream, practitioner, agency in found.parties:
        teams[stream] = teams.get(stream, _NONE) | of_party(practitioner, agency)
        if practitioner == person.id:
            own[stream] = own.get(stream, frozenset()) | {agency}

    @cache
    def reader(profile: int, agencies: frozenset[str], among: Teams) -> clearance.Reader:
        return reader_among(person, agencies, among, adopted[profile], now)

    return {
        stream: reader(profile, own.get(stream, frozenset()), teams.get(stream, _NONE))
        for stream, profile in {row[_STREAM]: row[_PROFILE] for row in found.rows}.items()
    }


def _parts(hides: str) -> Iterator[Readable]:
    """What must be readable: the enquiry at all, and whatever the line rests on."""
    yield Readable("ordinary", author="")
    for part in hides.split():
        mark, _, author = part.partition(":")
        yield from (Readable(known, author) for known in MARKS if known == mark)


def _presses(row: Row, now: int) -> bool:
    """A gap is one only once its limit has passed, and an order that has ended presses no more
    where it is settled what follows.
    """
    section, due, settled = row[_SECTION], row[_DUE], row[_SETTLED]
    if section == "gaps":
        return due is None or due < now
    return section != "expiring" or due >= now or not settled
