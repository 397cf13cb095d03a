"""The clocks as SVG: one strip a clock, all as wide as the page lets them be, on the same axis.

Places are percentages and heights are pixels, so no strip is ever scaled: words beside it keep
their size on a phone, and patterns keep their shape. Every state has its own pattern and mark
besides its colour, and each strip says in words what it shows. Nothing in it needs a style sheet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from projections.clocks import Axis, Bar
from projections.duties import DutyView, StateName

__all__ = ["axis_svg", "patterns_svg", "sample_svg", "strip_svg", "title_of"]

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0, section 2.2, does not allow even when it is escaped."""
_HEIGHT: Final = 28
_THICK: Final = 14
_WIDTH: Final = 10_000
_EDGE: Final = 400
"""Nearer to an end of the axis than this, words would stand out over it."""
_LEAST: Final = 40
"""The least length of a bar, of 10,000: a limit of hours beside one of months can still be seen."""
_GREEN: Final = "#00703c"
_RED: Final = "#d4351c"
_BLUE: Final = "#1d70b8"
_BROWN: Final = "#594d00"
_GREY: Final = "#505a5f"
_FAINT: Final = "#b1b4b6"
_INK: Final = "currentColor"
"""That of the words around it: with colours of the reader’s own, on a dark ground too."""

_PATTERNS: Final = (
    '<pattern id="clock-late" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" fill="#ffffff"/>'
    f'<rect width="3.5" height="7" fill="{_RED}"/></pattern>'
    '<pattern id="clock-unsure" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#ffffff"/>'
    f'<circle cx="3" cy="3" r="1.6" fill="{_BROWN}"/></pattern>'
)


@dataclass(frozen=True, slots=True)
class _Shape:
    """The places that a strip shows."""

    begins: int
    ends: int
    unsure: int
    beyond: int
    done: int
    now: int


def patterns_svg(axis: Axis) -> str:
    """What the strips are filled with and stand on; stands once in a page, before them."""
    days = "".join(_upright(tick.place, _FAINT, 1) for tick in axis.ticks)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="0" height="0" aria-hidden="true" '
        f'focusable="false"><defs>{_PATTERNS}<g id="clock-days">{days}</g></defs></svg>'
    )


def axis_svg(axis: Axis) -> str:
    """The days along the top. Each clock says its own in words, so this one is not read out."""
    ticks = "".join(
        f'<line x1="{_at(tick.place)}" x2="{_at(tick.place)}" y1="22" y2="28" stroke="{_GREY}"/>'
        f'<text x="{_at(tick.place)}" y="17" fill="{_INK}" font-family="arial, sans-serif" '
        f'font-size="14" text-anchor="{_anchor(tick.place)}">{_safe(tick.words)}</text>'
        for tick in axis.ticks
    )
    return _svg(f'{ticks}<line x1="0" x2="100%" y1="27.5" y2="27.5" stroke="{_GREY}"/>')


def strip_svg(bar: Bar, axis: Axis) -> str:
    """One clock. Its title says all that it shows."""
    shape = _Shape(
        begins=bar.begins,
        ends=bar.ends,
        unsure=bar.unsure,
        beyond=bar.ends if bar.beyond is None else bar.beyond,
        done=bar.ends if bar.done is None else bar.done,
        now=axis.now,
    )
    now = _upright(axis.now, _INK, 2, ' stroke-dasharray="4 3"')
    return _svg(
        f'<use href="#clock-days"/>{_drawn(bar.duty.state, shape)}{now}', title_of(bar.duty)
    )


def sample_svg(state: StateName) -> str:
    """A short strip, to say beside it what its pattern means."""
    return _svg(_drawn(state, _SAMPLE))


_SAMPLE: Final = _Shape(begins=200, ends=5000, unsure=2000, beyond=8400, done=3500, now=3000)


def title_of(duty: DutyView) -> str:
    """What a strip shows, for who hears it and who points at it."""
    started = f"From {duty.started.words} to " if duty.started else "Until "
    done = f"; done {duty.done.words}" if duty.done else ""
    return f"{started}{duty.due.words if duty.due else ''}{done}"


def _met(shape: _Shape) -> str:
    until = min(max(shape.done, shape.begins), shape.ends)
    whole = _box(shape.begins, shape.ends, "#cce2d8", _GREEN)
    return f"{whole}{_box(shape.begins, until, _GREEN)}{_due(shape)}{_tick(shape.done, _GREEN)}"


def _met_late(shape: _Shape) -> str:
    late = _box(shape.ends, shape.beyond, "url(#clock-late)", _RED)
    whole = _box(shape.begins, shape.ends, "#eeefef", _GREY)
    return f"{whole}{late}{_due(shape)}{_tick(shape.beyond, _RED)}"


def _running(shape: _Shape) -> str:
    whole = _box(shape.begins, shape.ends, "#ffffff", _BLUE)
    passed = _box(shape.begins, min(shape.now, shape.ends), _BLUE)
    return f"{whole}{passed}{_due(shape)}"


def _overdue(shape: _Shape) -> str:
    late = _box(shape.ends, shape.beyond, "url(#clock-late)", _RED)
    return f"{_box(shape.begins, shape.ends, _RED)}{late}{_due(shape)}"


def _cannot_tell(shape: _Shape) -> str:
    whole = _box(shape.begins, shape.ends, "url(#clock-unsure)", _BROWN)
    return f"{whole}{_end(shape.unsure, _BROWN, 1)}{_due(shape)}"


def _not_asked(shape: _Shape) -> str:
    return _box(shape.begins, shape.ends, "none", _GREY, ' stroke-dasharray="3 3"')


_DRAWN: Final[Mapping[StateName, Callable[[_Shape], str]]] = {
    "met": _met,
    "met_late": _met_late,
    "running": _running,
    "overdue": _overdue,
    "cannot_tell": _cannot_tell,
    "not_applicable": _not_asked,
}


def _drawn(state: StateName, shape: _Shape) -> str:
    """A bar half-way down its strip, however high that is: words beside it may need more lines."""
    return f'<svg y="50%" overflow="visible">{_DRAWN[state](shape)}</svg>'


def _box(begins: int, ends: int, fill: str, stroke: str = "none", more: str = "") -> str:
    if ends < begins or (stroke == "none" and ends == begins):
        return ""
    width = max(ends - begins, _LEAST)
    left = min(begins, _WIDTH - width)
    return (
        f'<rect x="{_at(left)}" y="{-_THICK // 2}" width="{_at(width)}" height="{_THICK}" '
        f'fill="{fill}" stroke="{stroke}"{more}/>'
    )


def _due(shape: _Shape) -> str:
    return _end(shape.ends, _INK, 3)


def _end(place: int, stroke: str, width: int) -> str:
    return (
        f'<line x1="{_at(place)}" x2="{_at(place)}" y1="-11" y2="11" stroke="{stroke}" '
        f'stroke-width="{width}"/>'
    )


def _tick(place: int, colour: str) -> str:
    """A ring with a tick in it, where it was done."""
    return (
        f'<svg x="{_at(place)}" overflow="visible">'
        f'<circle r="8" fill="#ffffff" stroke="{colour}" stroke-width="2"/>'
        f'<path d="M-4 0 L-1 3 L4 -3" fill="none" stroke="{colour}" stroke-width="2"/></svg>'
    )


def _upright(place: int, stroke: str, width: int, more: str = "") -> str:
    """A line through the whole height of a strip, so that those of all strips are one."""
    return (
        f'<line x1="{_at(place)}" x2="{_at(place)}" y1="0" y2="100%" stroke="{stroke}" '
        f'stroke-width="{width}"{more}/>'
    )


def _svg(drawn: str, title: str | None = None) -> str:
    said = f'role="img"><title>{_safe(title)}</title>' if title else 'aria-hidden="true">'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{_HEIGHT}" '
        f'focusable="false" {said}{drawn}</svg>'
    )


def _at(place: int) -> str:
    return f"{place / 100:g}%"


def _anchor(place: int) -> str:
    if place < _EDGE:
        return "start"
    return "end" if place > _WIDTH - _EDGE else "middle"


def _safe(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words))
