"""What the register answers with: ids, times and states; the caller decides who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, Self

from pydantic import ConfigDict, with_config

from ledger.database import Row
from ledger.register.pressing import Section
from ledger.register.tasks import TaskKind

DESCRIBED: Final = ConfigDict(use_attribute_docstrings=True)
"""Has the description of the API say what each member means."""


@with_config(DESCRIBED)
@dataclass(frozen=True, slots=True)
class EnquiryLine:
    """An enquiry and where it stands."""

    opened_at: datetime
    """When its first entry was recorded."""
    stream: str
    """The enquiry's id."""
    state: str
    """Where it stands."""
    last_seq: int
    """How many entries it has."""
    last_at: datetime
    """When the last of them was recorded."""
    profile: int
    """The authority's entry that adopted its procedure (0: it began under none)."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        opened_at, stream, state, last_seq, last_at, profile = row
        return cls(_time(opened_at), stream, state, last_seq, _time(last_at), profile)


@with_config(DESCRIBED)
@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One person's part in a decision."""

    decided_at: datetime
    """When it was taken."""
    stream: str
    """The enquiry's id."""
    seq: int
    """The entry that records it."""
    kind: str
    """What was decided."""
    result: str
    """How."""
    practitioner: str | None
    """Who took part in it; null where the record names somebody without an id in the directory."""
    role: str
    """As what."""
    recorded_at: datetime
    """When it was recorded."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        at, stream, seq, _, kind, result, practitioner, role, recorded = row
        who = practitioner or None
        return cls(_time(at), stream, seq, kind, result, who, role, _time(recorded))


@with_config(DESCRIBED)
@dataclass(frozen=True, slots=True)
class CountersignatureLine:
    """A countersignature that an entry needs, and what has become of it."""

    since: datetime
    """Since when it is needed."""
    stream: str
    """The enquiry's id."""
    seq: int
    """The entry that needs it."""
    kind: str
    """Which kind of countersignature."""
    state: str
    """Whether it waits, was given or returned, or is void."""
    answered_at: datetime | None
    """When it was answered; null while it waits."""
    answered_by: str | None
    """Who answered it."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        since, stream, seq, _, kind, state, at, by = row
        answered = None if at is None else _time(at)
        return cls(_time(since), stream, seq, kind, state, answered, by or None)

    def age(self, now: datetime) -> timedelta:
        """How long it has waited, or had waited when it was answered."""
        return (self.answered_at or now) - self.since


@with_config(DESCRIBED)
@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty (a requirement) that arose and that nothing has met."""

    due_at: datetime
    """The last moment in time."""
    stream: str
    """The enquiry's id."""
    duty: str
    """The requirement's id, such as TIM-07."""
    gravity: str
    """What a breach would be about."""
    seq: int
    """The entry that made it arise."""
    person: int
    """The entry that added the person for whom it counts (0: nobody in particular)."""
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


@with_config(DESCRIBED)
@dataclass(frozen=True, slots=True)
class NameLine:
    """Somebody of an enquiry whose name fits."""

    stream: str
    """The enquiry's id."""
    person: int
    """The entry that added the person, and says who it is."""

    @classmethod
    def of(cls, row: Row) -> Self:
        """From a row."""
        return cls(*row)


def _time(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
