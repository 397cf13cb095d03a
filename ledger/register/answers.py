"""What the register answers with: ids, times and states; the caller decides who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple, Self

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


class PressingRow(NamedTuple):
    """A row of `register_pressing`, in the order in which lines of a section stand.

    Times are seconds since 1970. `hides` are the marks and their authors that it hides behind,
    `profile` the authority's entry with the enquiry's procedure, `settled` is 1 once it is settled
    what follows.
    """

    at: int
    stream: str
    number: int
    section: Section
    what: str
    since: int
    due_at: int | None
    seq: int
    person: int
    many: int
    hides: str
    profile: int
    settled: int


class TaskRow(NamedTuple):
    """A row of `register_tasks`, in the order in which tasks stand.

    As `PressingRow`; `never` are the ids of those for whom it does not wait.
    """

    at: int
    stream: str
    number: int
    whom: str
    task: TaskKind
    what: str
    since: int
    due_at: int | None
    seq: int
    part: int
    hides: str
    never: str
    profile: int


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
    def of(cls, row: PressingRow) -> Self:
        """From a row."""
        return cls(
            section=row.section,
            what=row.what,
            since=_time(row.since),
            due_at=None if row.due_at is None else _time(row.due_at),
            stream=row.stream,
            seq=row.seq,
            person=row.person,
            many=row.many,
        )


@dataclass(frozen=True, slots=True)
class Presses:
    """Everything that presses, in no order, and what decides who may know of it.

    `parties` are the enquiry, who takes part in it, and for which agency.
    """

    rows: Sequence[PressingRow]
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
    def of(cls, row: TaskRow) -> Self:
        """From a row."""
        return cls(
            task=row.task,
            what=row.what,
            since=_time(row.since),
            due_at=None if row.due_at is None else _time(row.due_at),
            stream=row.stream,
            seq=row.seq,
            part=row.part,
            whom=row.whom,
        )


@dataclass(frozen=True, slots=True)
class Tasks:
    """Everything that waits for somebody, in no order, and what decides who may know of it.

    `parties` are as in `Presses`.
    """

    rows: Sequence[TaskRow]
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
