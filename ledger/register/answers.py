"""What the register answers with: ids, times and states; the caller decides who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from ledger.database import Row
from ledger.register.pressing import Section
from ledger.register.tasks import TaskKind


@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """An enquiry and where it stands.

    `profile` is the authority's entry that adopted its procedure (0: it began under none).
    """

    opened_at: datetime
    stream: str
    state: str
    last_seq: int
    last_at: datetime
    profile: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        opened_at, stream, state, last_seq, last_at, profile = row
        return cls(_time(opened_at), stream, state, last_seq, _time(last_at), profile)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One person's part in a decision, recorded in entry `seq`.

    `practitioner` is None where the record names somebody without an id in the directory.
    """

    decided_at: datetime
    stream: str
    seq: int
    kind: str
    result: str
    practitioner: str | None
    role: str
    recorded_at: datetime

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        at, stream, seq, _, kind, result, practitioner, role, recorded = row
        who = practitioner or None
        return cls(_time(at), stream, seq, kind, result, who, role, _time(recorded))


@dataclass(frozen=True, slots=True)
class CountersignatureLine:
    """A countersignature that entry `seq` needs since a time, and who answered it when."""

    since: datetime
    stream: str
    seq: int
    kind: str
    state: str
    answered_at: datetime | None
    answered_by: str | None

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        since, stream, seq, _, kind, state, at, by = row
        answered = None if at is None else _time(at)
        return cls(_time(since), stream, seq, kind, state, answered, by or None)

    def age(self, now: datetime) -> timedelta:
        """How long it has waited, or had waited when it was answered."""
        return (self.answered_at or now) - self.since


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty (a requirement) that entry `seq` made arise and nothing has met.

    It counts for the person whom entry `person` added (0: nobody in particular).
    """

    due_at: datetime
    stream: str
    duty: str
    gravity: str
    seq: int
    person: int
    surely_until: datetime | None
    """Until when it is surely in time: before `due_at` where the start is not known exactly."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        due_at, stream, _, duty, gravity, seq, person, due_from = row
        surely = None if due_from is None else _time(due_from)
        return cls(_time(due_at), stream, duty, gravity, seq, person, surely)

    def state(self, now: datetime) -> str:
        """`running`, `overdue`, or `cannot_tell` where the recorded times do not decide it."""
        if now > self.due_at:
            return "overdue"
        return "running" if self.surely_until and now <= self.surely_until else "cannot_tell"


@dataclass(frozen=True, slots=True)
class PressingLine:
    """Something that presses: `what` is a requirement id, a kind of countersignature or a power.

    It began with entry `seq` (0: with none) and is about the person whom entry `person` added (0:
    nobody in particular). `due_at` is None where there is no limit. `many` of the same are one
    line. `name` is for whoever opens the enquiry to fill in.
    """

    section: Section
    what: str
    since: datetime
    due_at: datetime | None
    stream: str
    seq: int
    person: int
    many: int
    name: str | None = None

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        _, stream, _, section, what, since, due_at, seq, person, many, *_ = row
        due = None if due_at is None else _time(due_at)
        return cls(section, what, _time(since), due, stream, seq, person, many)


@dataclass(frozen=True, slots=True)
class Presses:
    """Everything that presses, and what decides who may know of it.

    `rows` are those of `PressingLine`, in no order: each begins with what it is sorted by within
    its section, and ends with the marks and their authors that it hides behind, the enquiry's
    procedure (the authority's entry) and whether it is settled. `parties` are who takes part in
    them, for which agency.
    """

    rows: Sequence[Row]
    parties: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class TaskLine:
    """Something that waits for somebody in entry `seq`.

    `whom` is under what it waits for them: a role, their id, or the token of a name. `what` is a
    kind of countersignature, or the event that answers; `part` the number of an action.
    """

    task: TaskKind
    what: str
    since: datetime
    due_at: datetime | None
    stream: str
    seq: int
    part: int
    whom: str

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        _, stream, _, whom, task, what, since, due_at, seq, part, *_ = row
        due = None if due_at is None else _time(due_at)
        return cls(task, what, _time(since), due, stream, seq, part, whom)


@dataclass(frozen=True, slots=True)
class Tasks:
    """Everything that waits for somebody, and what decides whether they may know of it.

    `rows` are those of `TaskLine`, in no order: each begins with what it is sorted by, and ends
    with the marks and their authors that it hides behind, for whom it never waits, and the
    enquiry's procedure. `parties` are as in `Presses`.
    """

    rows: Sequence[Row]
    parties: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class NameLine:
    """Somebody of an enquiry whose name fits: the person whom entry `person` added."""

    stream: str
    person: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        return cls(*row)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
