"""The clocks of an enquiry as strips on one axis, each with the form that meets it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from api.pages.answering import Link, link_to_answer
from api.pages.duty_states import OPEN, STATES, State, due_words
from projections.clocks import URGENCY, Axis, Bar, Clocks
from projections.clocks_svg import axis_svg, patterns_svg, sample_svg, strip_svg
from projections.duties import DutyView

FIRST: Final = 5
"""Clocks before the others are folded away on a phone: half a screen of it."""

__all__ = ["Picture", "Strip", "picture"]


@dataclass(frozen=True, slots=True)
class Strip:
    """A clock of the picture."""

    duty: DutyView
    state: State
    svg: Markup
    due: str
    """By when, or since when, in a few words."""
    answer: Link | None
    """The form that meets it, while nothing has."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The clocks as strips on one axis."""

    axis: Axis
    patterns: Markup
    days: Markup
    strips: tuple[Strip, ...]
    key: tuple[tuple[State, Markup], ...]
    """What each pattern means that is shown."""
    left_out: int
    """How many clocks the page has no room for: the least urgent."""

    @property
    def first(self) -> tuple[Strip, ...]:
        """What is looked at first: some that are overdue, and what runs out next."""
        late = [one for one in self.strips if one.duty.state == "overdue"]
        coming = [one for one in self.strips if one.duty.state in OPEN and one not in late][:1]
        return (*late[: FIRST - len(coming)], *coming)

    @property
    def more(self) -> tuple[Strip, ...]:
        """The others."""
        first = self.first
        return tuple(one for one in self.strips if one not in first)

    @property
    def more_words(self) -> str:
        """How many of the others stand how: `4 overdue, 3 done late`."""
        found = Counter(one.state.words for one in self.more)
        return ", ".join(f"{count} {words.lower()}" for words, count in found.items())


def picture(shown: Clocks, path: str, most: int | None = None) -> Picture | None:
    """The strips of the most urgent clocks; None where there is no clock."""
    axis = shown.axis
    if axis is None:
        return None
    bars = shown.bars if most is None else _most_urgent(shown.bars, most)
    states = {bar.duty.state for bar in bars}
    return Picture(
        axis=axis,
        patterns=Markup(patterns_svg(axis)),  # noqa: S704 - escaped where it is drawn
        days=Markup(axis_svg(axis)),  # noqa: S704 - as above
        strips=tuple(_strip(bar, axis, path) for bar in bars),
        key=tuple(
            (STATES[state], Markup(sample_svg(state)))  # noqa: S704 - as above
            for state in URGENCY
            if state in states
        ),
        left_out=len(shown.bars) - len(bars),
    )


def _most_urgent(bars: tuple[Bar, ...], most: int) -> tuple[Bar, ...]:
    """However much is overdue, what runs out next is shown too."""
    late = [bar for bar in bars if bar.duty.state == "overdue"]
    others = bars[len(late) :]
    room = max(most * 2 // 3, most - len(others))
    return (*late[:room], *others[: most - min(room, len(late))])


def _strip(bar: Bar, axis: Axis, path: str) -> Strip:
    duty = bar.duty
    return Strip(
        duty,
        STATES[duty.state],
        Markup(strip_svg(bar, axis)),  # noqa: S704 - escaped where it is drawn
        due_words(duty),
        link_to_answer(path, duty.answer, duty.may_put_right) if duty.state in OPEN else None,
    )
