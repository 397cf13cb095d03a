"""What a duty's answer says in plain English. Times are as clocks in England show them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.calendar import LONDON, local_date, start_of_day
from domain.clock import date_words, hour_words
from domain.duties.case import Case
from domain.duties.duty import Duty
from domain.duties.limits import Reading
from domain.duties.matter import Subject
from domain.duties.spans import happened
from domain.duties.status import DutyStatus, State
from domain.entry import Entry
from domain.spans import Span

_CAPITAL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NOBODY: Final = {
    "child": "the {terms.child}",
    "parent": "the parents",
    "household_child": "the {terms.child}",
    "entry": "the person",
}
_LAST_MINUTE: Final = time(23, 59)


def what_of(duty: Duty, subject: Subject, case: Case) -> str:
    """What is to be done, for whom, as a heading: `Seeing Maya Carter`."""
    nobody = _NOBODY[duty.each].format(terms=case.profile.terms)
    what = duty.what.format(
        subject=subject.name or subject.person or nobody,
        event=subject.trigger.event,
        profile=case.profile,
    )
    return sentence(what)


def describe(status: DutyStatus, case: Case) -> str:
    """Where the duty stands, in a sentence or two."""
    return f"{status.what}: {_ANSWERS[status.state](status, case)}"


def clock_time(instant: datetime) -> str:
    """`Tuesday 3 March 2026 at 2:05pm`, or the end of that day for a limit that ends with it."""
    local = instant.astimezone(LONDON)
    day = f"{local:%A} {date_words(local.date())}"
    return f"the end of {day}" if local.time() > _LAST_MINUTE else f"{day} at {hour_words(local)}"


def span_words(span: Span) -> str:
    """A time as exactly as it is known."""
    if span.earliest is None:
        return f"an unknown time before {clock_time(span.latest)}"
    if span.earliest == span.latest:
        return clock_time(span.latest)
    day = local_date(span.earliest)
    if span.earliest == start_of_day(day) and _ends_with(day, span.latest):
        return f"some time on {day:%A} {date_words(day)}"
    return f"some time between {clock_time(span.earliest)} and {clock_time(span.latest)}"


def _ends_with(day: date, instant: datetime) -> bool:
    local = instant.astimezone(LONDON)
    return local.date() == day and local.time() > _LAST_MINUTE


def duration(length: timedelta) -> str:
    """`2 days 3 hours`, `3 hours 5 minutes`, `4 minutes`: the two largest units."""
    minutes = max(int(length.total_seconds()) // 60, 0)
    counts = (("day", minutes // 1440), ("hour", minutes // 60 % 24), ("minute", minutes % 60))
    named = [f"{number} {unit}{'' if number == 1 else 's'}" for unit, number in counts if number]
    return " ".join(named[:2]) or "less than a minute"


def event_words(entry: Entry) -> str:
    """An entry as one would call it: `entry 12 (child seen)`."""
    return f"entry {entry.seq} ({_CAPITAL.sub(' ', type(entry.event).__name__).lower()})"


def sentence(words: str) -> str:
    """The words with a capital at the beginning."""
    return words[0].upper() + words[1:]


def listed(words: Sequence[str]) -> str:
    """`police, health and education`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _deciding(status: DutyStatus) -> Reading | None:
    return next((reading for reading in status.readings if reading.decides), None)


def _limit(status: DutyStatus, verb: str) -> str:
    """By when, with the readings that do not decide; or that there is no number."""
    decides = _deciding(status)
    if decides is None:
        return f"The procedure gives no number of hours or days.{_guide(status)}"
    others = [reading for reading in status.readings if reading is not decides]
    aside = "".join(f" Read as {other.words}: by {span_words(other.due)}." for other in others)
    return f"It {verb} to be done by {span_words(decides.due)} ({decides.words}).{aside}"


def _guide(status: DutyStatus) -> str:
    state = "passed" if status.beyond_guide else "kept"
    return "".join(f" The authority’s own guide is {r.words}: {state}." for r in status.readings)


def _met(status: DutyStatus, _: Case) -> str:
    return f"done, {_done(status)}. {_limit(status, 'was')}"


def _done(status: DutyStatus) -> str:
    return span_words(happened(status.met_by)) if status.met_by else "at a time not recorded"


def _met_late(status: DutyStatus, _: Case) -> str:
    late = ""
    if status.met_by and status.due:
        done = happened(status.met_by)
        late = f" by {duration((done.earliest or done.latest) - status.due.latest)}"
    return f"done too late{late}, {_done(status)}. {_limit(status, 'was')}"


def _running(status: DutyStatus, case: Case) -> str:
    if _deciding(status):
        return f"open. {_limit(status, 'is')}"
    return f"open for {duration(case.now - status.started.latest)}. {_limit(status, 'is')}"


def _overdue(status: DutyStatus, _: Case) -> str:
    if status.undone:
        return f"done in {event_words(status.undone[-1])}, but taken back. {_limit(status, 'was')}"
    return f"not recorded as done. {_limit(status, 'was')}"


def _not_applicable(status: DutyStatus, _: Case) -> str:
    if status.excused_by:
        return f"not asked, because of {event_words(status.excused_by)}."
    return "the procedure sets no rule or limit for it."


def _cannot_tell(status: DutyStatus, _: Case) -> str:
    if not _deciding(status) and not status.entries[1:]:
        return "the calendar in force does not reach the end of the limit."
    others = [entry for entry in status.entries if entry is not status.subject.trigger]
    times = "".join(
        f" {sentence(event_words(entry))}: {span_words(happened(entry))}." for entry in others
    )
    return f"the times recorded do not tell whether it was in time.{times} {_limit(status, 'was')}"


_ANSWERS: Final[dict[State, Callable[[DutyStatus, Case], str]]] = {
    State.MET: _met,
    State.MET_LATE: _met_late,
    State.RUNNING: _running,
    State.OVERDUE: _overdue,
    State.NOT_APPLICABLE: _not_applicable,
    State.CANNOT_TELL: _cannot_tell,
}
