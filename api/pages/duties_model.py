"""All clocks and rules of an enquiry by chapter of the procedure, as far as they are asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from api.pages.answering import Link, link_to_answer
from api.pages.clock_strips import Picture, picture
from api.pages.duties_asked import FINDING, UNASKED, Asked
from api.pages.duty_states import GRAVITIES, OPEN, STATES, State, due_words, state_of
from api.pages.findings import Found, either, found
from domain.requirements import CHAPTERS
from projections.chapters import chapter_of
from projections.clocks import clocks
from projections.duties import Duties, DutyView, FindingView, duties
from projections.reading import Reading
from projections.words import capital

__all__ = ["Choice", "DutiesModel", "Section", "Shown", "duties_model"]

PER_PAGE: Final = 40
"""Duties and findings of one page: some 60 kB."""
MOST_STRIPS: Final = 20
"""Clocks in the picture, the most urgent of what is asked for: some 25 kB."""
_OF_RULES: Final = frozenset({"deviation", "limit_moved", "recorded_late"})
"""Kinds of findings that no duty tells of."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of the filter."""

    value: str
    title: str
    count: int
    """How many duties or findings it would show by itself."""
    chosen: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty as the page shows it."""

    duty: DutyView
    state: State
    words: str
    """The answer without what is to be done, which stands above it."""
    due: str | None
    who: str
    explained_by: tuple[int, ...]
    warned: str | None
    """Which warning mark has passed."""
    answer: Link | None


@dataclass(frozen=True, slots=True)
class Section:
    """One chapter."""

    letters: str
    title: str
    duties: tuple[Shown, ...]
    findings: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class DutiesModel:
    """Everything on the page but what depends on who reads it."""

    sections: tuple[Section, ...]
    picture: Picture | None
    chapters: tuple[Choice, ...]
    states: tuple[Choice, ...]
    gravities: tuple[Choice, ...]
    shown: int
    pages: int
    all: int
    """How many duties and findings there are, whatever is asked for."""
    withheld: int
    """How many rest on what the reader may not see."""


def duties_model(reading: Reading, asked: Asked) -> DutiesModel:
    """What of the duties of an enquiry is asked for, for `Views.get`."""
    view = duties(reading)
    path = f"/enquiries/{reading.enquiry.id}"
    rules = tuple(one for one in view.findings if one.kind in _OF_RULES)
    wanted = tuple(one for one in view.duties if asked.wants(one, one.state))
    against = (one for one in rules if asked.wants(one, FINDING))
    both: tuple[DutyView | FindingView, ...] = (*wanted, *against)
    items = sorted(both, key=_chapter_first)
    pages = max(1, -(-len(items) // PER_PAGE))
    first = (min(asked.page, pages) - 1) * PER_PAGE
    timed = clocks(view.model_copy(update={"duties": wanted}))
    return DutiesModel(
        sections=tuple(_sections(items[first : first + PER_PAGE], view, path)),
        picture=picture(timed, path, MOST_STRIPS) if first == 0 else None,
        chapters=tuple(_chapters(view, rules, asked)),
        states=tuple(_states(view, rules, asked)),
        gravities=tuple(_gravities(view, rules, asked)),
        shown=len(items),
        pages=pages,
        all=len(view.duties) + len(rules),
        withheld=view.withheld_duties + view.withheld_findings,
    )


def _chapter_first(one: DutyView | FindingView) -> tuple[int, bool]:
    """Where an item stands: by chapter, duties before findings; otherwise the order is kept."""
    return _ORDER.index(chapter_of(one.row)), isinstance(one, FindingView)


_ORDER: Final = tuple(CHAPTERS)


def _sections(
    items: Iterable[DutyView | FindingView], view: Duties, path: str
) -> Iterator[Section]:
    for letters, same in groupby(items, key=lambda one: chapter_of(one.row)):
        mine = tuple(same)
        yield Section(
            letters,
            CHAPTERS[letters],
            tuple(_shown(one, view, path) for one in mine if isinstance(one, DutyView)),
            tuple(found(one, path) for one in mine if isinstance(one, FindingView)),
        )


def _shown(duty: DutyView, view: Duties, path: str) -> Shown:
    return Shown(
        duty=duty,
        state=state_of(duty),
        words=capital(duty.words.removeprefix(f"{duty.what}: ")),
        due=due_words(duty) if duty.due else None,
        who=either(duty.who),
        explained_by=_explained(duty, view),
        warned=_warned(duty),
        answer=link_to_answer(path, duty.answer, duty.may_put_right)
        if duty.state in OPEN
        else None,
    )


def _explained(duty: DutyView, view: Duties) -> tuple[int, ...]:
    """The entries that explain what is late about a duty."""
    same = (
        one.explained_by
        for one in view.findings
        if one.kind not in _OF_RULES
        and (one.row, one.person, one.entries) == (duty.row, duty.person, duty.entries)
    )
    return next(same, ())


def _warned(duty: DutyView) -> str | None:
    """`More than 12 hours have passed`, in the unit of the limit that decides."""
    counted = (_COUNTED.match(one.words) for one in duty.readings if one.decides)
    unit = next((found["unit"] for found in counted if found), None)
    return f"More than {duty.warned} {unit} have passed" if duty.warned and unit else None


_COUNTED: Final = re.compile(r"\d+ (?P<unit>hours|working days)")


def _chapters(view: Duties, rules: tuple[FindingView, ...], asked: Asked) -> Iterator[Choice]:
    rows = [one.row for one in view.duties if one.state in UNASKED] + [one.row for one in rules]
    for letters, title in CHAPTERS.items():
        count = sum(1 for row in rows if chapter_of(row) == letters)
        if count:
            yield Choice(letters, title, count, letters in asked.chapters)


def _states(view: Duties, rules: tuple[FindingView, ...], asked: Asked) -> Iterator[Choice]:
    for name, state in STATES.items():
        count = sum(1 for one in view.duties if one.state == name)
        if count:
            yield Choice(name, state.words, count, name in asked.states)
    if rules:
        yield Choice(FINDING, "Against a rule", len(rules), FINDING in asked.states)


def _gravities(view: Duties, rules: tuple[FindingView, ...], asked: Asked) -> Iterator[Choice]:
    gravities = [one.gravity for one in view.duties if one.state in UNASKED]
    gravities += [one.gravity for one in rules]
    for name, title in GRAVITIES.items():
        count = gravities.count(name)
        if count:
            yield Choice(name, title, count, name in asked.gravities)
