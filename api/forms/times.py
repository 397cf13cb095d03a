"""Dates and times: a day, a moment, and “when” as exactly as somebody can say."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, ClassVar, Final

from api.forms.asked import NOT_SAID, Asked, Choice, Filling, Question, Shown
from api.forms.clock import NoSuchTime, day_of, instant_of, typed
from api.forms.lines import Number
from domain.values import LONDON

_PARTS: Final = ("day", "month", "year")


@dataclass(frozen=True)
class DayAsked(Question):
    """A calendar date."""

    def read(self, asked: Asked) -> Any:
        """As RFC 3339 writes it."""
        found = _day(asked, self)
        return found.isoformat() if found else None

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Its three parts."""
        day = date.fromisoformat(str(value))
        answers |= {f"{name}.{part}": [str(getattr(day, part))] for part in _PARTS}

    def show(self, asked: Asked) -> Shown:
        """GOV.UK's date input."""
        return Shown(
            "date", asked.name, self.title, self.hint, error=asked.error, parts=_inputs(asked)
        )


@dataclass(frozen=True)
class MomentAsked(Question):
    """A day and a time, as London's clocks show it."""

    def read(self, asked: Asked) -> Any:
        """The instant in UTC."""
        day = _day(asked, self)
        clock = asked.part("time")
        if day and not clock.words:
            clock.refuse(f"{self.label} must include a time")
        if not day or not clock.words:
            return None
        try:
            return instant_of(day, clock.words)
        except NoSuchTime as error:
            return clock.refuse(f"The time must {error}")

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """Its parts."""
        day, clock = typed(str(value))
        DayAsked(self.label).fill(name, day, answers)
        answers[f"{name}.time"] = [clock]

    def show(self, asked: Asked) -> Shown:
        """A date input, and a time beside it."""
        return Shown(
            "moment",
            asked.name,
            self.title,
            self.hint,
            error=asked.error,
            parts=(*_inputs(asked), _clock(asked)),
        )


def _day(asked: Asked, question: Question) -> Any:
    parts = [asked.part(part).words for part in _PARTS]
    if not any(parts):
        return question.nothing(asked)
    try:
        return day_of(*parts)
    except NoSuchTime as error:
        return asked.refuse(f"{question.label} must {error}")


def _inputs(asked: Asked) -> tuple[Shown, ...]:
    return tuple(
        Shown("part", asked.part(part).name, part.capitalize(), value=asked.part(part).words)
        for part in _PARTS
    )


def _clock(asked: Asked) -> Shown:
    clock = asked.part("time")
    return Shown("part", clock.name, "Time", "Like 2:05am or 14:05", clock.words, clock.error)


@dataclass(frozen=True)
class _Today(Question):
    """A time of today."""

    def read(self, asked: Asked) -> Any:
        clock = asked.part("time")
        if not clock.words:
            return clock.refuse("Enter the time")
        try:
            return instant_of(_today(asked), clock.words)
        except NoSuchTime as error:
            return clock.refuse(f"The time must {error}")

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        answers[f"{name}.time"] = [typed(str(value))[1]]

    def show(self, asked: Asked) -> Shown:
        return Shown("group", asked.name, "", parts=(_clock(asked),))


def _today(asked: Asked) -> date:
    return asked.offered.now.astimezone(LONDON).date()


@dataclass(frozen=True)
class _Precision:
    """One way of saying when: its words, what it asks for, and what its answers amount to."""

    words: str
    asks: Mapping[str, Question]
    means: Callable[[Mapping[str, Any]], Any]
    takes: Callable[[Any], Mapping[str, Any] | None]
    """The answers that amount to a value of this precision; None for another."""


def _at(value: Any) -> Mapping[str, Any] | None:
    instant = value.get("at") if isinstance(value, dict) else value
    return {"": instant} if isinstance(instant, str) and "T" in instant else None


def _on(value: Any) -> Mapping[str, Any] | None:
    day = value.get("on") if isinstance(value, dict) else value
    return {"": day} if isinstance(day, str) and len(day) == _DAY_LENGTH else None


def _with(*keys: str) -> Callable[[Any], Mapping[str, Any] | None]:
    return lambda value: value if isinstance(value, dict) and value.keys() & set(keys) else None


_DAY_LENGTH: Final = len("2026-03-02")
_NOW: Final = "now"
_WAYS: Final[Mapping[str, _Precision]] = {
    _NOW: _Precision("Just now", {}, lambda _: None, lambda _: None),
    "today": _Precision("Today, at", {"": _Today("Time")}, lambda told: told[""], lambda _: None),
    "at": _Precision(
        "On a date, at a time", {"": MomentAsked("Date and time")}, lambda told: told[""], _at
    ),
    "on": _Precision(
        "On a date, at a time that was not noted",
        {"": DayAsked("Date")},
        lambda told: told[""],
        _on,
    ),
    "about": _Precision(
        "At about a time",
        {
            "about": MomentAsked("Date and time"),
            "within": Number("Give or take, in minutes", "30 if you leave this empty", True, 1),
        },
        dict,
        _with("about"),
    ),
    "between": _Precision(
        "Between two times",
        {"from": MomentAsked("From"), "to": MomentAsked("To")},
        dict,
        _with("from"),
    ),
    "unknown": _Precision(
        "Nobody knows when",
        {},
        lambda _: "unknown",
        lambda value: {} if value in ("unknown", {"unknown": True}) else None,
    ),
}
HAPPENED: Final = tuple(_WAYS)
"""Of what happened and is recorded by whoever did it or was told."""
SINCE: Final = ("at", "on", "about", "between", "unknown")
BY: Final = ("today_end", "tomorrow", "week", "on", "at")
"""By when something is to be done: a moment, or the end of a day."""


@dataclass(frozen=True)
class WhenAsked(Question):
    """When something happened or is due, with its precision."""

    ways: Sequence[str] = SINCE
    verb: ClassVar[str] = "Select"

    def read(self, asked: Asked) -> Any:
        """As an author gives a time (`ledger.draft`)."""
        way = asked.words
        if way not in self.ways:
            return self.nothing(asked)
        if way == _NOW:
            return _instant(asked.offered.now)
        if way in _DAYS:
            return (_today(asked) + timedelta(days=_DAYS[way])).isoformat()
        asks = _WAYS[way].asks
        told = {part: asks[part].read(_inner(asked, way, part)) for part in asks}
        if any(told[part] is None and not asks[part].optional for part in asks):
            return None
        if way == "between" and told["to"] < told["from"]:
            return _inner(asked, way, "to").refuse("The second time must be after the first")
        return _WAYS[way].means({part: one for part, one in told.items() if one is not None})

    def fill(self, name: str, value: Any, answers: Filling) -> None:
        """The precision, and what it asks for."""
        for way in (one for one in self.ways if one in _WAYS):
            told = _WAYS[way].takes(value)
            if told is not None:
                answers[name] = [way]
                for part, one in told.items():
                    _WAYS[way].asks[part].fill(_name(name, way, part), one, answers)
                return

    def _words(self, way: str) -> str:
        return _DUE[way] if self.ways == BY else _WAYS[way].words

    def show(self, asked: Asked) -> Shown:
        """Radios, each with what it asks for."""
        choices = [
            Choice(way, self._words(way), checked=asked.words == way, parts=_asks(asked, way))
            for way in self.ways
        ]
        if self.optional:
            choices.append(Choice("", NOT_SAID, checked=asked.all[:1] == [""]))
        return Shown(
            "when", asked.name, self.label, self.hint, error=asked.error, choices=tuple(choices)
        )


_DAYS: Final = {"today_end": 0, "tomorrow": 1, "week": 7}
"""Days from today by the end of which something is to be done."""
_DUE: Final = {
    "today_end": "By the end of today",
    "tomorrow": "By the end of tomorrow",
    "week": "Within a week",
    "on": "By the end of another day",
    "at": "By a time on a day",
}


def _asks(asked: Asked, way: str) -> tuple[Shown, ...]:
    if way in _DAYS:
        return ()
    return tuple(one.show(_inner(asked, way, part)) for part, one in _WAYS[way].asks.items())


def _inner(asked: Asked, way: str, part: str) -> Asked:
    return asked.part(f"{way}.{part}" if part else way)


def _name(name: str, way: str, part: str) -> str:
    return f"{name}.{way}.{part}" if part else f"{name}.{way}"


def _instant(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"


def settled(name: str, answers: Filling, now: datetime) -> None:
    """“Just now”, “today” and “tomorrow” as the time and the day that they meant when they were
    chosen: a draft is opened again another day.
    """
    way = next(iter(answers.get(name, ())), "")
    today = now.astimezone(LONDON).date()
    if way == _NOW:
        WhenAsked("", ways=("at",)).fill(name, _instant(now), answers)
    elif way in _DAYS:
        answers[name] = ["on"]
        DayAsked("").fill(f"{name}.on", today + timedelta(days=_DAYS[way]), answers)
    elif way == "today":
        answers[name] = ["at"]
        DayAsked("").fill(f"{name}.at", today, answers)
        answers[f"{name}.at.time"] = answers.pop(f"{name}.today.time", [""])
