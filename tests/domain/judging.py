"""Asking a scenario where its duties stand, and what is wrong with it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from domain.calendar import Calendar
from domain.duties import DutyStatus, State, evaluate
from domain.events import BY_NAME
from domain.findings import Finding, findings
from tests.scenario import Scenario

CALENDAR: Final = Calendar(
    name="England",
    version="test",
    bank_holidays=frozenset(
        date(2026, month, day)
        for month, day in ((1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28))
    ),
    first=date(2026, 1, 1),
    last=date(2026, 12, 31),
)
MINUTE: Final = timedelta(minutes=1)


def instant(time: str) -> datetime:
    """A time with its zone."""
    return datetime.fromisoformat(time).astimezone(UTC)


def answers(history: Scenario, row: str, now: str | datetime) -> tuple[DutyStatus, ...]:
    """Every answer of the duties of one row."""
    at = now if isinstance(now, datetime) else instant(now)
    statuses = evaluate(history.enquiry, history.profile, CALENDAR, at)
    return tuple(status for status in statuses if status.row == row)


def answer(
    history: Scenario, row: str, now: str | datetime, person: str | None = None
) -> DutyStatus:
    """The one answer of a row, or the one about a person."""
    found = answers(history, row, now)
    if person:
        found = tuple(status for status in found if status.subject.person == person)
    assert len(found) == 1, [status.words for status in found]
    return found[0]


def state(history: Scenario, row: str, now: str | datetime, person: str | None = None) -> State:
    """The state of that answer."""
    return answer(history, row, now, person).state


def found(history: Scenario, now: str, *rows: str) -> tuple[Finding, ...]:
    """The findings, all of them or those of some rows."""
    every = findings(history.enquiry, history.profile, CALENDAR, instant(now))
    return tuple(finding for finding in every if not rows or finding.row in rows)


def of(event: str, **changes: Any) -> dict[str, Any]:
    """An event's example, changed."""
    return {**BY_NAME[event].example, **changes}


def person(id: str, name: str, kind: str) -> dict[str, Any]:  # noqa: A002 - the field's own name
    """The data of a `PersonAdded`."""
    return {"person": {"p": id, "as": name}, "kind": kind, "household": "lives_there"}


def responsible(id: str, child: str = "maya") -> dict[str, Any]:  # noqa: A002 - as above
    """The data of the fact that somebody has parental responsibility."""
    fact = {"kind": "parental_responsibility", "child": child, "basis": "registered"}
    return {"person": id, "fact": fact}


def discussion(ended: str | dict[str, Any], **other: Any) -> dict[str, Any]:
    """The data of a strategy discussion at which enquiries were initiated."""
    chair = {"as": "Priya Nair", "role": "team_manager", "agency": "Children’s Services"}
    given = {"discussion": 1, "mode": "virtual", "ended": ended, "initiating": True}
    return {**given, "chair": chair, **other}
