"""Scenarios: enquiries told line by line (`*.jsonl`), from which a demonstration ledger is built.

    {"scenario": "title", "profile": "hertfordshire"}
    {"person": "edt1", "name": "…", "role": "social_worker", "agency": "…", "registration": "…"}
    {"at": "2026-03-02T02:31:00+00:00", "by": "edt1", "enquiry": ["a", "b"], "event": "ChildSeen",
     "occurred": "2026-03-02T02:05:00+00:00", "source": "telephone", "data": {…}, "ref": "c1"}

The forms of a line are in `ledger.replaying.scenario_lines`. This module reads and shifts them;
`ledger.replaying.replay` carries them out.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any, Final, Generic, TypeVar

from pydantic import ValidationError

from domain.reasons import reason_of
from domain.values import LONDON
from ledger.errors import Problem
from ledger.replaying.scenario_lines import (
    REGISTRAR,
    Line,
    Practitioner,
    Recorded,
    Title,
    describe_lines,
)

__all__ = [
    "REGISTRAR",
    "Numbered",
    "Practitioner",
    "Recorded",
    "Scenario",
    "ScenarioRefused",
    "Title",
    "describe_lines",
    "read_scenario",
]

_WEEK: Final = timedelta(weeks=1)
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


class ScenarioRefused(Problem):
    """A line of a scenario cannot be carried out; the ledger is as it was before that line."""

    code = "scenario-refused"
    status = 422
    title = "A line of the scenario is refused"


Line_co = TypeVar("Line_co", bound=Line, covariant=True)


@dataclass(frozen=True)
class Numbered(Generic[Line_co]):
    """A line with its place, for messages: file and number from 1."""

    file: str
    number: int
    line: Line_co

    def refuse(self, reason: str, clause: str | None = None) -> ScenarioRefused:
        """The refusal that names this line, the reason and the clause."""
        cited = f" ({clause})" if clause else ""
        return ScenarioRefused(f"{self.file}, line {self.number}: {reason}{cited}", clause=clause)

    def shifted(self, by: timedelta) -> "Numbered[Line_co]":
        """The line with every time and date in it moved."""
        data = self.line.model_dump(mode="json", exclude_unset=True)
        return Numbered(self.file, self.number, type(self.line).model_validate(_moved(data, by)))


@dataclass(frozen=True)
class Scenario:
    """A scenario: who signs, and what is recorded in the order of time."""

    file: str
    title: Title
    people: tuple[Numbered[Practitioner], ...]
    recorded: tuple[Numbered[Recorded], ...]

    def ending_by(self, moment: datetime) -> "Scenario":
        """The scenario moved by whole weeks, so that weekdays stay, to end before `moment`."""
        last = max((item.line.at for item in self.recorded), default=moment)
        by = (moment - last) // _WEEK * _WEEK
        if _as_clocks_show(last, by) > moment:  # the clocks went back in between
            by -= _WEEK
        moved = tuple(item.shifted(by) for item in self.recorded)
        return Scenario(self.file, self.title, self.people, moved)


def read_scenario(file: str, text: str) -> Scenario:
    """Read a scenario's lines; empty ones are passed over.

    Raises:
        ScenarioRefused: naming the line and the field.
    """
    numbered = enumerate(text.split("\n"), start=1)
    lines = [_read(file, number, line) for number, line in numbered if line.strip()]
    if not lines or not isinstance(lines[0].line, Title):
        raise ScenarioRefused(
            f'{file}, line 1: does not begin with {{"scenario": title, "profile": name}}'
        )
    if any(isinstance(item.line, Title) for item in lines[1:]):
        raise ScenarioRefused(
            f"{file}: has two titles; put the second scenario in a file of its own"
        )
    people = tuple(_of(lines, Practitioner))
    recorded = tuple(_of(lines, Recorded))
    _check(people, recorded)
    return Scenario(file, lines[0].line, people, recorded)


def _check(
    people: Iterable[Numbered[Practitioner]], recorded: Iterable[Numbered[Recorded]]
) -> None:
    taken = {REGISTRAR}
    for item in people:
        if item.line.person in taken:
            raise item.refuse(f"person: {item.line.person!r} is somebody already")
        taken.add(item.line.person)
    for earlier, later in pairwise(recorded):
        if later.line.at < earlier.line.at:
            raise later.refuse("at: earlier than the line before it")


def _of(lines: Iterable[Numbered[Line]], kind: type[Line_co]) -> Iterator[Numbered[Line_co]]:
    for item in lines:
        if isinstance(item.line, kind):
            yield Numbered(item.file, item.number, item.line)


def _read(file: str, number: int, text: str) -> Numbered[Line]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise ScenarioRefused(f"{file}, line {number}: not JSON") from None
    kinds: dict[str, type[Line]] = {
        "scenario": Title,
        "person": Practitioner,
        "at": Recorded,
    }
    kind = next((kinds[key] for key in kinds if isinstance(value, dict) and key in value), None)
    if kind is None:
        raise ScenarioRefused(f"{file}, line {number}: has neither scenario, person nor at")
    try:
        return Numbered(file, number, kind.model_validate(value))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(step) for step in first["loc"])
        raise ScenarioRefused(f"{file}, line {number}: {field}: {reason_of(first)}") from None


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, dict):
        return {key: _moved(item, by) for key, item in value.items()}
    if isinstance(value, list):
        return [_moved(item, by) for item in value]
    try:
        if isinstance(value, str) and _INSTANT.fullmatch(value):
            return _as_clocks_show(datetime.fromisoformat(value), by).isoformat()
        if isinstance(value, str) and _DATE.fullmatch(value):
            return (date.fromisoformat(value) + by).isoformat()
    except ValueError:  # no such day: the event will say so, with its line
        return value
    return value


def _as_clocks_show(moment: datetime, by: timedelta) -> datetime:
    """Moved so that clocks in England show the same time, in summer and in winter."""
    return (moment.astimezone(LONDON) + by).astimezone(UTC)
