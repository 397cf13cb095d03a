"""Weighing what was done against a clock: only as far as the recorded times decide."""

from __future__ import annotations

from dataclasses import dataclass, replace

from domain.duties.limits import Count, Reading
from domain.duties.matter import Matter, in_order
from domain.duties.spans import happened
from domain.duties.status import State
from domain.entry import Entry
from domain.spans import Span, instant


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
    """The verdict under an exception that was in force while the clock ran, if there is one."""
    for entry in matter.excuses():
        time, end = happened(entry), _end_of(matter, entry)
        over = end is not None and clock.start.surely_after(happened(end))
        if over or (clock.due is not None and time.surely_after(clock.due)):
            continue
        if entry is not matter.subject.trigger and clock.due and not time.surely_by(clock.due):
            return Verdict(State.CANNOT_TELL, clock, because=(entry,))
        if end is None:
            return Verdict(State.NOT_APPLICABLE, clock, excused_by=entry, because=(entry,))
        return _restarted(matter, clock, entry, end)
    return None


def _end_of(matter: Matter, excuse: Entry) -> Entry | None:
    ends = matter.about(matter.duty.unless.until) if matter.duty.unless else []
    after = [end for end in ends if not happened(excuse).surely_after(happened(end))]
    return next(iter(in_order(after)), None)


def _restarted(matter: Matter, clock: Clock, excuse: Entry, end: Entry) -> Verdict:
    """Counted again from the exception's end; what was done since the old start still counts."""
    count = Count(happened(end), matter.subject.trigger, matter.case)
    readings = matter.duty.due.readings(count)
    verdict = _best(matter, Clock(clock.start, readings))
    return replace(verdict, because=(excuse, end, *verdict.because))
