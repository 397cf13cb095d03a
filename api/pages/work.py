"""The lists of the home page: what there is of each, and the first lines in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Final, Literal

from api.pages.desk import Desk, Enquiry, Line
from api.web.reader import Reader
from ledger.across import lines
from ledger.across.duty import TITLES, duty_screen
from ledger.across.work import Work
from ledger.ledger import Ledger
from ledger.register import DutyLine, EnquiryLine, Register
from ledger.register.pressing import Section as Pressing
from ledger.register.register import MAX_OWN
from ledger.register.sections import ENDED
from ledger.register.tasks import TaskKind
from ledger.views import Views

__all__ = ["HEADINGS", "Finding", "Section", "SectionName", "pressing"]

SOON: Final = timedelta(days=7)
"""What is due next: within a week."""
MOST_OPENED: Final = 30
"""Enquiries opened to count what is due in them: a large caseload. With more, one is told that
there is more, and not how much."""
_TO_DO: Final[tuple[TaskKind, ...]] = ("returned", "request", "action")

SectionName = Literal["overdue", "due", "to-do", "countersign", "enquiries"]
HEADINGS: Final[dict[SectionName, str]] = {
    "overdue": "Overdue",
    "due": "Due in the next 7 days",
    "to-do": "For you to do",
    "countersign": "Waiting for your countersignature",
    "enquiries": "Your enquiries",
}
COUNTED: Final[dict[SectionName, str]] = {
    "overdue": "overdue",
    "due": "due in the next 7 days",
    "to-do": "to do",
    "countersign": "to countersign",
    "enquiries": "enquiries",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A list. `many` is how many there are in all; None where that was not counted."""

    name: SectionName
    lines: tuple[Line, ...] = ()
    enquiries: tuple[Enquiry, ...] = ()
    many: int | None = 0

    @property
    def heading(self) -> str:
        """What it is called."""
        return HEADINGS[self.name]

    @property
    def count_words(self) -> str:
        """What follows the number."""
        return COUNTED[self.name]

    @property
    def shown(self) -> int:
        """How many are shown."""
        return len(self.lines) + len(self.enquiries)

    @property
    def more(self) -> bool:
        """Whether not all of it is shown."""
        return self.many is None or self.many > self.shown


@dataclass(frozen=True)
class Finding:
    """Finds what there is to do for one reader."""

    work: Work
    desk: Desk

    def all(self, limit: int) -> tuple[Section, ...]:
        """Every list, the most urgent first."""
        return tuple(self.section(name, limit) for name in HEADINGS)

    def section(self, name: SectionName, limit: int, first: int = 0) -> Section:
        """One list, from its line at place `first`."""
        match name:
            case "overdue" | "due":
                return self._duties(name, limit, first)
            case "to-do":
                return self._to_do(limit, first)
            case "countersign":
                role = self.desk.role
                shown = self.work.lines("countersign", role, first, limit)
                many = self.work.many("countersign", role)
                return Section(name, tuple(self.desk.tasks(shown)), many=many)
            case "enquiries":
                return self._enquiries(limit, first)

    def _duties(self, name: SectionName, limit: int, first: int) -> Section:
        found = self._overdue() if name == "overdue" else self._due()
        seen = (line for line in found if self.desk.concerns(line))
        if len(found) < MAX_OWN and len({line.stream for line in found}) <= MOST_OPENED:
            whole = tuple(seen)
            shown = self.desk.duties(whole[first : first + limit])
            return Section(name, tuple(shown), many=len(whole))
        some = tuple(self.desk.duties(islice(seen, first, first + limit)))
        return Section(name, some, many=None)

    def _overdue(self) -> Sequence[DutyLine]:
        return self._register.overdue_for(self.desk.reader.id, self.desk.now)

    def _due(self) -> Sequence[DutyLine]:
        now = self.desk.now
        return self._register.due_for(self.desk.reader.id, now, now + SOON)

    @property
    def _register(self) -> Register:
        return self.desk.ledger.register

    def _to_do(self, limit: int, first: int) -> Section:
        found = [one for task in _TO_DO for one in self.work.lines(task, limit=first + limit)]
        found.sort(key=lambda one: (one.due_at or one.since, one.stream, one.seq))
        many = sum(self.work.many(task) for task in _TO_DO)
        return Section("to-do", tuple(self.desk.tasks(found[first : first + limit])), many=many)

    def _enquiries(self, limit: int, first: int) -> Section:
        own = sorted(self.desk.own, key=_open_first)
        shown = self.desk.enquiries(own[first : first + limit])
        return Section("enquiries", enquiries=tuple(shown), many=len(own))


def pressing(ledger: Ledger, views: Views, reader: Reader) -> tuple[tuple[Pressing, str, int], ...]:
    """What presses across the enquiries of a manager's teams: each way, its title, and how many."""
    screen = duty_screen(ledger, lines.Reader(views, reader.id, reader.purpose), 1)
    return tuple((one.section, TITLES[one.section], one.many) for one in screen.sections)


def _open_first(line: EnquiryLine) -> tuple[bool, float]:
    """What is under way before what has ended, and the last written in first."""
    return line.state in ENDED, -line.last_at.timestamp()
