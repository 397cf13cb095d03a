"""Whose enquiry it is, and what every page of it has to say at its top."""

from __future__ import annotations

from datetime import date
from typing import Final

from domain.calendar import local_date
from domain.events.people import Born, Due
from domain.people import PersonRecord, whom_it_is_about
from domain.profiles import Profile
from domain.values import Mark
from projections.case_view import holds_in_force, marked
from projections.reading import AsKnown, Reading
from projections.stage import Stage, stage
from projections.view import View

__all__ = ["Identity", "age_words", "identity", "other_names"]

_MONTHS_FROM_WEEKS: Final = 3
_YEARS_FROM_MONTHS: Final = 24
"""Ages are told as health visitors tell them: weeks, then months until the second birthday."""
_WEEK: Final = 7


class Identity(View):
    """The child, what the enquiry is, and what restricts it."""

    known: AsKnown
    name: str | None
    """The name in use of the child whom it is about; null before anybody added the child."""
    aliases: tuple[str, ...]
    """Other names of the child."""
    born: date | None
    due: date | None
    """The expected date of birth of an unborn child."""
    age: str | None
    """`5 months`, `7 years`; null where no date of birth is recorded, or it is yet to come."""
    stage: Stage
    authority: str
    """Whose procedure it is under; the procedure's own name, where it names no authority."""
    held: int
    """How many legal holds are in force."""
    marked: dict[Mark, int]
    """How many entries that the reader sees carry each mark other than ordinary."""


def identity(reading: Reading) -> Identity:
    """Whose enquiry it is, by what the reader may see."""
    child = whom_it_is_about(reading.people.values())
    born = _on(child, "born")
    return Identity(
        known=reading.as_known(),
        name=child.name if child else None,
        aliases=other_names(child.names) if child else (),
        born=born,
        due=None if born else _on(child, "due"),
        age=age_words(born, local_date(reading.now)) if born else None,
        stage=stage(reading),
        authority=_authority(reading.profile),
        held=sum(1 for _ in holds_in_force(reading)),
        marked=marked(reading),
    )


def _authority(profile: Profile) -> str:
    procedure = profile.procedure
    unnamed = procedure.authority == _UNNAMED
    return procedure.id.capitalize() if unnamed else procedure.authority


_UNNAMED: Final = "not named"


def other_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names beside the one in use, without those that are a part of it."""
    parts = names[0].split() if names else []
    return tuple(name for name in names[1:] if name not in parts)


def age_words(born: date, day: date) -> str | None:
    """How old somebody is on a day, rounded down; `None` before the birth."""
    if day < born:
        return None
    months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
    if months >= _YEARS_FROM_MONTHS:
        return _counted(months // 12, "year")
    if months >= _MONTHS_FROM_WEEKS:
        return _counted(months, "month")
    weeks, days = divmod((day - born).days, _WEEK)
    return _counted(weeks, "week") if weeks else _counted(days, "day")


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"


def _on(child: PersonRecord | None, kind: str) -> date | None:
    dated = child.fact(kind) if child else None
    return dated.fact.on if dated and isinstance(dated.fact, Born | Due) else None
