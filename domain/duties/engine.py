"""From a duty and a history to where the duty stands, for each of its subjects."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from domain.calendar import CalendarExhausted
from domain.duties.case import Case
from domain.duties.duty import Duty
from domain.duties.limits import Count
from domain.duties.matter import Matter, Subject
from domain.duties.spans import happened, moment
from domain.duties.status import DutyStatus, State
from domain.duties.subjects import subjects
from domain.duties.weighing import Clock, Verdict, weigh
from domain.duties.words import describe, what_of
from domain.spans import instant

V = TypeVar("V", Verdict, Verdict | None)


def statuses(duty: Duty, case: Case) -> Iterator[DutyStatus]:
    """Where the duty stands for each of its subjects; nothing while it has not arisen."""
    return (status_of(duty, subject, case) for subject in subjects(duty, case))


def overdue(duty: Duty, case: Case) -> Iterator[DutyStatus]:
    """Those of `statuses` that are overdue, without a word about the others."""
    for subject in subjects(duty, case):
        matter = Matter(duty, subject, case)
        verdict = _verdict(matter, _weigh_what_passed)
        if verdict and verdict.state is State.OVERDUE:
            yield _status(matter, verdict)


def status_of(duty: Duty, subject: Subject, case: Case) -> DutyStatus:
    """Where the duty stands for one subject."""
    matter = Matter(duty, subject, case)
    return _status(matter, _verdict(matter, weigh))


def count_of(matter: Matter) -> Count:
    """From where the matter's limit is counted."""
    trigger = matter.subject.trigger
    return Count(moment(trigger, matter.duty.since), trigger, matter.case)


def _weigh_what_passed(matter: Matter, clock: Clock) -> Verdict | None:
    """As `weigh`; None where nothing is overdue, since the limit has not passed and no exception
    can set another.
    """
    passed = clock.due is not None and instant(matter.case.now).surely_after(clock.due)
    return weigh(matter, clock) if passed or matter.duty.exceptions else None


def _verdict(matter: Matter, weighed: Callable[[Matter, Clock], V]) -> V | Verdict:
    count = count_of(matter)
    unread = Clock(count.start, ())
    if not matter.duty.asked_by(matter.case.profile):
        return Verdict(State.NOT_APPLICABLE, unread)
    try:
        return weighed(matter, Clock(count.start, matter.duty.due.readings(count)))
    except CalendarExhausted:
        return Verdict(State.CANNOT_TELL, unread)


def _status(matter: Matter, verdict: Verdict) -> DutyStatus:
    running = verdict.state is State.RUNNING
    trigger = matter.subject.trigger
    setting = [reading.set_by for reading in verdict.clock.readings if reading.set_by]
    concerned = {entry.seq: entry for entry in (trigger, *setting, *verdict.because)}
    status = DutyStatus(
        duty=matter.duty,
        subject=matter.subject,
        state=verdict.state,
        what=what_of(matter.duty, matter.subject, matter.case),
        words="",
        started=verdict.clock.start,
        readings=verdict.clock.readings,
        met_by=verdict.met_by,
        entries=tuple(concerned[seq] for seq in sorted(concerned)),
        excused_by=verdict.excused_by,
        undone=verdict.undone,
        warned=_warned(matter, verdict) if running else None,
        beyond_guide=_beyond_guide(verdict, matter.case),
    )
    return replace(status, words=describe(status, matter.case))


def _warned(matter: Matter, verdict: Verdict) -> int | None:
    count = count_of(matter)
    return matter.duty.due.passed(replace(count, start=verdict.since or count.start))


def _beyond_guide(verdict: Verdict, case: Case) -> bool:
    guides = [reading.due for reading in verdict.clock.readings]
    excused = verdict.state is State.NOT_APPLICABLE
    if excused or verdict.clock.due is not None or not guides:
        return False
    done = happened(verdict.met_by) if verdict.met_by else instant(case.now)
    return done.surely_after(guides[0])
