"""Where a duty stands for one subject at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from domain.duties.duty import Duty, Given, Gravity
from domain.duties.limits import Reading
from domain.duties.matter import Subject
from domain.entry import Entry
from domain.events.base import marked_numbers
from domain.spans import Span


class State(Enum):
    """The six answers. Only `MET_LATE` and `OVERDUE` are breaches."""

    MET = "met"
    MET_LATE = "met_late"
    RUNNING = "running"
    OVERDUE = "overdue"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class DutyStatus:
    """The answer of one duty for one subject, with all that led to it."""

    duty: Duty
    subject: Subject
    state: State
    what: str
    """What is to be done, for whom: `Seeing Maya Carter`."""
    words: str
    """The answer as a sentence or two."""
    started: Span
    readings: tuple[Reading, ...]
    """Each reading of the limit; one of them decides."""
    met_by: Entry | None
    entries: tuple[Entry, ...]
    """Every entry that the answer rests on, in the order of recording."""
    excused_by: Entry | None = None
    """The exception under which nothing is asked."""
    undone: tuple[Entry, ...] = ()
    """What would have met it, had it not been taken back."""
    warned: int | None = None
    """The last warning mark passed while the clock runs, in the limit's unit."""
    beyond_guide: bool = False
    """Whether it takes, or took, longer than the authority's own guide for "soon"."""

    @property
    def row(self) -> str:
        """The requirement id."""
        return self.duty.row

    @property
    def gravity(self) -> Gravity:
        """What a breach would be about."""
        return self.duty.gravity

    @property
    def due(self) -> Span | None:
        """The last instant in time, by the reading that decides."""
        return next((reading.due for reading in self.readings if reading.decides), None)

    @property
    def remedy(self) -> tuple[str, frozenset[str]]:
        """The event that puts it right, and the roles that may record it."""
        return self.duty.remedy.__name__, self.duty.remedy.by

    @property
    def given(self) -> Given:
        """What that event is to say: for whom, and which entry it answers."""
        field, person = self.duty.person_field, self.subject.person
        whom = ((field, person),) if field and person else ()
        answers, trigger = self.duty.answers, self.subject.trigger
        marks = marked_numbers(self.duty.remedy)
        return (*whom, *((name, trigger.seq) for name, mark in marks if mark.rel == answers))
