"""Lines of the register, as far as their reader may see what they tell.

The register knows everything, so a line is shown only if the same can be read in the enquiry: one
could otherwise search for a name that is kept from one, and be told where it is found.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from domain.clearance import Purpose
from domain.events.people import PersonAdded
from ledger.errors import RecordUnreadable
from ledger.ledger import NotFound
from ledger.register.answers import (
    CountersignatureLine,
    DecisionLine,
    DutyLine,
    EnquiryLine,
    NameLine,
    PressingLine,
)
from ledger.register.facts import EnquiryState
from ledger.register.names import words
from ledger.register.needs import ANYBODY
from ledger.register.register import Register
from ledger.views import PRESENT, AsOf, NoProcedure, Views
from projections.countersignatures import Outstanding, outstanding_of
from projections.countersigning import standing_of
from projections.duties import DutyView, duties
from projections.reading import Reading
from projections.stage import stage
from projections.taken import taken

Line = TypeVar(
    "Line", EnquiryLine, DecisionLine, CountersignatureLine, DutyLine, NameLine, PressingLine
)
Show = Callable[[Line, Reading], Line | None]
"""The line as the reader of its enquiry may see it, if they may."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, and why."""

    views: Views
    practitioner: str | None
    """Id in the directory; None is the operator of a demonstration."""
    purpose: Purpose
    unread: set[str] = field(default_factory=set, init=False, compare=False)
    """The enquiries whose lines were left out because they cannot be read."""

    def missing_from(self, register: Register) -> int:
        """How many records cannot be read, and so are in no list that was shown."""
        return len(self.unread.union(register.unreadable()))

    def opened(self, stream: str, as_of: AsOf = PRESENT) -> Reading | None:
        """An enquiry, for a question about many; None where the reader may not know of it, nobody
        can judge it, or it cannot be read, which is counted.
        """
        try:
            return self.views.reading(stream, self.practitioner, self.purpose, as_of)
        except (NotFound, NoProcedure):
            return None
        except RecordUnreadable:  # whoever alters one must not stop the question about all
            self.unread.add(stream)
            return None

    def shown(self, lines: Sequence[Line], show: Show[Line]) -> tuple[Line, ...]:
        """The lines that the reader may see."""
        return tuple(self._shown(lines, show))

    def _shown(self, lines: Sequence[Line], show: Show[Line]) -> Iterator[Line]:
        for line in lines:
            reading = self.opened(line.stream)
            seen = show(line, reading) if reading else None
            if seen is not None:
                yield seen

    def duty(self, line: DutyLine, reading: Reading) -> DutyLine | None:
        """A duty whose answer rests on nothing that is hidden."""
        if reading.hidden:
            seen = self.views.get(duties, reading).duties
            if not any(is_duty(line, one, reading) for one in seen):
                return None
        return line


def is_duty(line: DutyLine, seen: DutyView, reading: Reading) -> bool:
    """Whether a duty of the view is the one of a line; that of another child is another."""
    person = reading.people.get(seen.person or "")
    added = person.added.seq if person else 0
    return (seen.row, added) == (line.duty, line.person) and line.seq in seen.entries


def in_state(wanted: EnquiryState | None) -> Show[EnquiryLine]:
    """Enquiries in a state (None: any), which is what shows from what the reader sees."""

    def show(line: EnquiryLine, reading: Reading) -> EnquiryLine | None:
        seen = replace(line, state=stage(reading).name) if reading.hidden else line
        return seen if wanted in {None, seen.state} else None

    return show


def decision(line: DecisionLine, reading: Reading) -> DecisionLine | None:
    """A decision; of an entry with hidden parts, one whose decider the reader sees."""
    if line.seq not in reading.hidden:
        return line
    found = taken(reading.enquiry.entry(line.seq), reading)
    deciders = {who.practitioner for one in found for who in one.decided_by}
    return line if line.practitioner and line.practitioner in deciders else None


def waiting_for(whom: str) -> Show[CountersignatureLine]:
    """What waits for a role or a practitioner, where the reader sees that it does."""

    def show(line: CountersignatureLine, reading: Reading) -> CountersignatureLine | None:
        entry = reading.enquiry.entry(line.seq)
        if reading.withholds(entry):
            return None
        needed = outstanding_of(standing_of(entry, reading), reading)
        told = line.seq not in reading.hidden or any(whom in _who(one) for one in needed)
        return line if told else None

    return show


def _who(needed: Outstanding) -> tuple[str, ...]:
    """For whom it waits by what the view says, in the register's words."""
    person = needed.person.practitioner if needed.person else None
    return (*needed.roles, *([person] if person else ())) or (ANYBODY,)


def called(name: str) -> Show[NameLine]:
    """People whom the reader sees called by every word of `name`."""
    wanted = set(words(name))

    def show(line: NameLine, reading: Reading) -> NameLine | None:
        event = reading.enquiry.entry(line.person).event
        person = reading.people.get(event.person.p) if isinstance(event, PersonAdded) else None
        names = {word for one in person.names for word in words(one)} if person else set()
        return line if wanted <= names else None

    return show
