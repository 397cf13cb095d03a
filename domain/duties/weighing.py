"""Weighing what was done against a clock: only as far as the recorded times decide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.duties.duty import Unless
from domain.duties.limits import Count, Reading
from domain.duties.matter import Matter, in_order
from domain.duties.spans import happened, moment
from domain.duties.status import State
from domain.entry import Entry
from domain.spans import Span, instant

Excuses = list[tuple[Unless, Entry]]
"""What may excuse, as it happened, each with the exception that it is."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A start and the limits counted from it."""

    start: Span
    readings: tuple[Reading, ...]

    @property
    def due(self) -> Span | None:
        """The last instant in time; `None` where no number is stated or nothing has set one yet."""
        return next((reading.due for reading in self.readings if reading.decides), None)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state, and the entries that it rests on beside the one that made the duty arise."""

    state: State
    clock: Clock
    met_by: Entry | None = None
    excused_by: Entry | None = None
    because: tuple[Entry, ...] = ()
    undone: tuple[Entry, ...] = ()
    """What would have counted, had it not been taken back in time to matter."""
    since: Span | None = None
    """From when the limit counts, where an exception that ended has set that anew."""


def weigh(matter: Matter, clock: Clock) -> Verdict:
    """Where the matter stands, exceptions considered."""
    verdict = _best(matter, clock)
    return verdict if verdict.state is State.MET else _excused(matter, clock) or verdict


def _best(matter: Matter, clock: Clock) -> Verdict:
    """The best that the attempts show: in time, perhaps in time, late, or nothing yet."""
    undecided, late, undone, undoing = [], [], [], []
    for entry in in_order(matter.attempts()):
        against = _undoing(matter, clock, entry)
        undoing += against
        match _worth(matter, clock, entry):
            case State.MET:
                return Verdict(State.MET, clock, entry, because=(entry,))
            case State.CANNOT_TELL:
                undecided.append(entry)
            case State.MET_LATE:
                late.append(entry)
            case None if against:
                undone.append(entry)
    back = (*undone, *undoing)
    if undecided:
        return Verdict(State.CANNOT_TELL, clock, because=(*undecided, *back))
    if late:
        return Verdict(State.MET_LATE, clock, late[0], because=(late[0], *back))
    state = _unmet(clock.due, instant(matter.case.now))
    return Verdict(state, clock, because=back, undone=tuple(undone))


def _unmet(due: Span | None, now: Span) -> State:
    if due is None or now.surely_by(due):
        return State.RUNNING
    return State.OVERDUE if now.surely_after(due) else State.CANNOT_TELL


def _worth(matter: Matter, clock: Clock, entry: Entry) -> State | None:
    """What one attempt is worth; `None` if it came too early or was undone."""
    time, due, from_start = happened(entry), clock.due, matter.counts_from_start
    undone = _undone(matter, clock, entry)
    if undone or (from_start and clock.start.surely_after(time)):
        return None
    if due is not None and time.surely_after(due):
        return State.MET_LATE
    begun = not from_start or clock.start.surely_by(time)
    in_time = due is None or time.surely_by(due)
    return State.MET if begun and in_time and undone is False else State.CANNOT_TELL


def _undone(matter: Matter, clock: Clock, done: Entry) -> bool | None:
    """Whether a later event undid it in time to matter; `None`: the times do not decide it."""
    time, limit = happened(done), _undone_by(matter, clock)
    relevant = [happened(entry) for entry in _undoing(matter, clock, done)]
    if any(time.surely_by(at) and (limit is None or at.surely_by(limit)) for at in relevant):
        return True
    return None if relevant else False


def _undoing(matter: Matter, clock: Clock, done: Entry) -> list[Entry]:
    """What may have undone it in time to matter."""
    time, limit = happened(done), _undone_by(matter, clock)
    return [
        entry
        for entry in matter.undoing(done)
        if not time.surely_after(happened(entry))
        and not (limit and happened(entry).surely_after(limit))
    ]


def _undone_by(matter: Matter, clock: Clock) -> Span | None:
    """Until when undoing matters: what must stand before a thing must stand when it begins."""
    return None if matter.duty.due.forward else clock.due


def _excused(matter: Matter, clock: Clock) -> Verdict | None:
    """The verdict under the exceptions that were in force while the clock ran, if any were."""
    return _under(matter, clock, clock.start, matter.excuses())


def _under(matter: Matter, clock: Clock, since: Span, excuses: Excuses) -> Verdict | None:
    """As `_excused`, for the exceptions that are left; the clock counts from `since`."""
    for number, (unless, entry) in enumerate(excuses, start=1):
        time, end = happened(entry), matter.end_of(unless, entry)
        over = end is not None and _from(matter, clock, since).surely_after(
            moment(end, unless.ends)
        )
        if over or (clock.due is not None and time.surely_after(clock.due)):
            continue
        if entry is not matter.subject.trigger and clock.due and not time.surely_by(clock.due):
            return Verdict(State.CANNOT_TELL, clock, because=(entry,))
        if end is None or not unless.again or matter.ended_before(unless, end):
            return Verdict(State.NOT_APPLICABLE, clock, excused_by=entry, because=(entry,))
        return _restarted(matter, clock, (unless, entry, end), excuses[number:])
    return None


def _from(matter: Matter, clock: Clock, since: Span) -> Span:
    """From when an exception matters: from the start, or at the limit of what is counted back."""
    back = not matter.duty.due.forward and clock.due is not None
    return clock.due if back and clock.due else since


def _restarted(
    matter: Matter, clock: Clock, ended: tuple[Unless, Entry, Entry], others: Excuses
) -> Verdict:
    """Counted again from the exception's end; what was done since the old start still counts.

    Where what the limit is counted to came before that end, there is nothing left to count.
    """
    unless, entry, end = ended
    since = moment(end, unless.ends)
    count = Count(since, matter.subject.trigger, matter.case)
    readings = matter.duty.due.readings(count)
    if clock.readings and not readings:
        return Verdict(State.NOT_APPLICABLE, clock, excused_by=entry, because=(entry, end))
    anew = Clock(clock.start, readings)
    verdict = _best(matter, anew)
    if verdict.state is not State.MET:
        verdict = _under(matter, anew, since, others) or verdict
    return replace(verdict, because=(entry, end, *verdict.because), since=verdict.since or since)
