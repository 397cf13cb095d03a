"""Days and moments that readers type into a form that only asks (GET), as GOV.UK's date inputs.

What is typed is read once and then stands in the address in one spelling, so that a page can be
sent to somebody else and shows them the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from api.forms.clock import NoSuchTime, day_of, instant_of, typed
from api.web import words
from domain.calendar import local_date
from projections.reading import Reading

_PARTS: Final = ("day", "month", "year")
_LAST_MINUTE: Final = "11:59pm"


@dataclass(frozen=True)
class Typed:
    """What stands in the parts of one date input, and what was wrong with it."""

    name: str
    """With `-day`, `-month`, `-year` and `-time` behind it, names and ids of the fields."""
    values: Mapping[str, str] = field(default_factory=dict)
    error: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing was typed."""
        return not any(self.values.values())

    @property
    def items(self) -> list[dict[str, Any]]:
        """The fields, for `chronology/day.html`."""
        wide = {"year": "govuk-input--width-4"}
        wrong = " govuk-input--error" if self.error else ""
        return [
            {
                "name": part,
                "value": self.values.get(part, ""),
                "classes": f"{wide.get(part, 'govuk-input--width-2')}{wrong}",
            }
            for part in _PARTS
        ]


@dataclass(frozen=True, slots=True)
class Within:
    """Between when a record began, None where it has not, and now."""

    began: datetime | None
    now: datetime

    def refuses(self, moment: datetime) -> str | None:
        """What a moment must be and is not."""
        if moment > self.now:
            return "in the past"
        if self.began and moment < self.began:
            return f"on or after {words.instant(self.began)}, when this record begins"
        return None


def within(reading: Reading, now: datetime) -> Within:
    """The times at which an enquiry can be looked at."""
    entries = reading.enquiry.entries
    return Within(entries[0].recorded if entries else None, now)


def typed_in(query: Mapping[str, str], name: str) -> Typed:
    """What a form sent."""
    parts = (*_PARTS, "time")
    return Typed(name, {part: query.get(f"{name}-{part}", "").strip() for part in parts})


def typed_day(given: Typed, what: str) -> tuple[date | None, Typed]:
    """The day typed, None where nothing was; and what was wrong, where `what` is none."""
    if given.empty:
        return None, given
    try:
        return _day(given), given
    except NoSuchTime as error:
        return None, Typed(given.name, given.values, f"{what} must {error}")


def typed_moment(given: Typed, what: str, within: Within) -> tuple[datetime | None, Typed]:
    """The moment typed, as `typed_day`; without a time, the end of that day, or now if that is
    today.
    """
    now = within.now
    if given.empty:
        return None, given
    try:
        day, clock = _day(given), given.values.get("time", "")
        found = datetime.fromisoformat(instant_of(day, clock or _LAST_MINUTE))
    except NoSuchTime as error:
        return None, Typed(given.name, given.values, f"{what} must {error}")
    if not clock:
        found = min(found + timedelta(seconds=59), now) if day == local_date(now) else found
    wrong = within.refuses(found)
    if wrong:
        return None, Typed(given.name, given.values, f"{what} must be {wrong}")
    return found.astimezone(UTC).replace(microsecond=0), given


def of_day(name: str, day: date | None) -> Typed:
    """The input filled with a day."""
    return Typed(name, _shown(day) if day else {})


def of_moment(name: str, moment: datetime | None) -> Typed:
    """The input filled with a moment."""
    if moment is None:
        return Typed(name)
    day, clock = typed(moment.isoformat())
    return Typed(name, _shown(day) | {"time": clock})


def _day(given: Typed) -> date:
    return day_of(*(given.values.get(part, "") for part in _PARTS))


def _shown(day: date) -> dict[str, str]:
    return {part: str(getattr(day, part)) for part in _PARTS}
