"""The clocks of an enquiry as a picture: each limit a bar from its start to its due time.

The bars share one time axis, on which the moment of the view is marked. They are made from what
the reader may see of the duties, and say no more than those do.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Final, get_args

from domain.calendar import LONDON
from projections.duties import Duties, DutyView, GravityName, StateName
from projections.times import day_words
from projections.view import View

__all__ = ["URGENCY", "Axis", "Bar", "Clocks", "Tick", "clocks"]

URGENCY: Final[tuple[StateName, ...]] = (
    "overdue",
    "cannot_tell",
    "running",
    "met_late",
    "met",
    "not_applicable",
)
"""What a reader has to look at first, first."""
_STEPS: Final = (1, 2, 7, 14, 28, 56, 112, 364)
"""Days between two marks of the axis: Mondays, once they are weeks apart."""
_MOST_TICKS: Final = 6
_WEEK: Final = 7
_SHORTEST: Final = timedelta(hours=1)
"""An axis shows at least this much, so that a place on it can be told."""


class Tick(View):
    """A day that is marked on the axis."""

    at: datetime
    words: str
    place: int


class Axis(View):
    """The time that the picture spans. Places on it run from 0 at `first` to 10,000 at `last`."""

    first: datetime
    last: datetime
    now: int
    """The place of the moment for which clocks are given."""
    ticks: tuple[Tick, ...]


class Bar(View):
    """One limit: a duty and its places on the axis."""

    duty: DutyView
    begins: int
    """The place of the start; of a limit that is counted back from its start, of the due time."""
    ends: int
    """The place of the due time: the last instant in time."""
    unsure: int
    """The earliest place that the due time can mean: `ends`, where it is known exactly."""
    beyond: int | None
    """Until where it went on past the due time: when it was done, or the moment of the view."""
    done: int | None
    """The place at which it was done."""


class Clocks(View):
    """Every limit of the enquiry that has a due time, the most urgent first."""

    axis: Axis | None
    """Null where there is none."""
    bars: tuple[Bar, ...]


def clocks(asked: Duties) -> Clocks:
    """A bar for each duty with a due time."""
    timed = sorted((one for one in asked.duties if one.due), key=_urgency)
    if not timed:
        return Clocks(axis=None, bars=())
    axis = _axis(timed, asked.known.now)
    return Clocks(axis=axis, bars=tuple(_bar(one, axis, asked.known.now) for one in timed))


def _urgency(duty: DutyView) -> tuple[int, int, datetime]:
    """What is overdue, by its gravity; everything by when it is or was due."""
    gravity = _GRAVEST.index(duty.gravity) if duty.state == "overdue" else 0
    return URGENCY.index(duty.state), gravity, _due(duty)


_GRAVEST: Final[tuple[GravityName, ...]] = get_args(GravityName)


def _due(duty: DutyView) -> datetime:
    if duty.due is None:  # which `clocks` leaves out
        raise ValueError("due: a clock has a due time")
    return duty.due.latest


def _begun(duty: DutyView) -> datetime:
    """Where the bar begins: a limit counted back from a date ends before it starts."""
    start = duty.started.latest if duty.started else _due(duty)
    return min(start, _due(duty))


def _bar(duty: DutyView, axis: Axis, now: datetime) -> Bar:
    due, done = _due(duty), duty.done.latest if duty.done else None
    earliest = (duty.due and duty.due.earliest) or due
    beyond = now if duty.state == "overdue" else done if duty.state == "met_late" else None
    return Bar(
        duty=duty,
        begins=_place(_begun(duty), axis),
        ends=_place(due, axis),
        unsure=_place(earliest, axis),
        beyond=None if beyond is None else _place(beyond, axis),
        done=None if done is None else _place(done, axis),
    )


_WIDTH: Final = 10_000


def _place(at: datetime, axis: Axis) -> int:
    """Where an instant lies between the ends of the axis."""
    part = (at - axis.first) / (axis.last - axis.first)
    return min(max(round(part * _WIDTH), 0), _WIDTH)


def _axis(timed: list[DutyView], now: datetime) -> Axis:
    shown = [now, *map(_begun, timed), *map(_due, timed)]
    shown += [one.done.latest for one in timed if one.done]
    first, last = min(shown), max(shown)
    bare = Axis(first=first, last=max(last, first + _SHORTEST), now=0, ticks=())
    ticks = (
        Tick(at=at, words=day_words(at), place=_place(at, bare))
        for at in _days(bare.first, bare.last)
    )
    return bare.model_copy(update={"now": _place(now, bare), "ticks": tuple(ticks)})


def _days(first: datetime, last: datetime) -> list[datetime]:
    """Midnights in London between two instants, so few that their names can be read."""
    length = (last - first).days + 1
    step = next((days for days in _STEPS if length / days <= _MOST_TICKS), _STEPS[-1])
    day = first.astimezone(LONDON).date() + timedelta(days=1)
    if step >= _WEEK:
        day += timedelta(days=-day.weekday() % _WEEK)
    found = []
    while (at := datetime.combine(day, time(), LONDON)) <= last:
        found.append(at)
        day += timedelta(days=step)
    return found
