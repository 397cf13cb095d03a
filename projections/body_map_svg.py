"""A body map as SVG: outline, numbered marks, and the same marks as a list that can be read out.

Everything that somebody wrote is escaped: whoever records a mark must not be able to put a script
or a picture into the page of whoever reads it.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from projections.body_map import Drawing, DrawnMark
from projections.parts import plain

__all__ = ["OUTLINES", "outline_svg", "svg"]

_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0, section 2.2, does not allow even when it is escaped."""
_COLUMNS: Final = 52
"""Characters of one line of the list."""
_LETTERS: Final = 32
"""The drawing is so many letters wide: on a phone of 375 pixels they have 12."""
_RADIUS: Final = 11
"""Of the ring around a mark's number; the mark's own size stands in words."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A view of the body in a box of so many pixels; `shapes` are drawn within it."""

    width: int
    height: int
    shapes: str


_BODY: Final = (
    '<ellipse cx="250" cy="75" rx="50" ry="65"/>'
    '<path d="M225 138 L225 165 C190 175 150 180 140 205 L95 400 L75 500 C65 540 95 545 102 515 '
    "L130 410 L165 270 L170 400 C160 470 160 500 165 560 L175 760 L170 930 L140 965 L205 965 "
    "L210 760 L240 570 L260 570 L290 760 L295 965 L360 965 L330 930 L325 760 L335 560 "
    "C340 500 340 470 330 400 L335 270 L370 410 L398 515 C405 545 435 540 425 500 L405 400 "
    'L360 205 C350 180 310 175 275 165 L275 138"/>'
)
_SIDE: Final = (
    '<ellipse cx="150" cy="75" rx="58" ry="65"/><path d="M92 75 L80 90 L92 98"/>'
    '<path d="M130 138 C100 180 95 250 105 330 C95 420 100 480 115 560 L125 760 L115 930 L70 965 '
    'L165 965 L165 930 L180 760 L195 560 C205 480 200 420 190 330 C200 250 190 180 170 138"/>'
    '<path d="M150 210 L140 400 L130 520 L160 520 L168 400 L170 210"/>'
)
_HEAD: Final = (
    '<ellipse cx="400" cy="500" rx="300" ry="400"/>'
    '<path d="M100 440 C60 420 60 560 105 560"/><path d="M700 440 C740 420 740 560 695 560"/>'
)
_FEATURES: Final = (
    '<ellipse cx="285" cy="440" rx="50" ry="25"/><ellipse cx="515" cy="440" rx="50" ry="25"/>'
    '<path d="M400 460 L370 590 L425 590"/><ellipse cx="400" cy="705" rx="80" ry="18"/>'
)
OUTLINES: Final = {
    "front": Outline(500, 1000, _BODY),
    "back": Outline(500, 1000, f'{_BODY}<path d="M250 170 L250 430"/>'),
    "left_side": Outline(300, 1000, _SIDE),
    "right_side": Outline(300, 1000, f'<g transform="translate(300 0) scale(-1 1)">{_SIDE}</g>'),
    "face": Outline(800, 1000, _HEAD + _FEATURES),
    "back_of_head": Outline(800, 1000, f'{_HEAD}<path d="M160 760 C300 820 500 820 640 760"/>'),
}


def outline_svg(view: str) -> str:
    """An outline alone, to mark on; it holds nothing of anybody."""
    outline = OUTLINES[view]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{outline.width}" '
        f'height="{outline.height}" viewBox="0 0 {outline.width} {outline.height}">'
        f'<g fill="none" stroke="#505a5f" stroke-width="3">{outline.shapes}</g></svg>'
    )


def svg(drawing: Drawing) -> str:
    """The drawing as a document that stands alone; several may stand in one page."""
    outline = OUTLINES[drawing.view]
    name, said = f"body-map-{drawing.entry}", [_words(mark) for mark in drawing.marks]
    shown = (_title(drawing), *said)
    lines = [line for words in shown for line in textwrap.wrap(words, _COLUMNS)]
    height = outline.height + (len(lines) + 1) * _line(outline)
    rings = "".join(_ring(mark, outline) for mark in drawing.marks)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {outline.width} {height}" '
        f'role="img" aria-labelledby="{name}-title {name}-marks">'
        f'<title id="{name}-title">{_safe(_title(drawing))}</title>'
        f'<desc id="{name}-marks">{_safe(" ".join(said))}</desc>'
        f'<g fill="none" stroke="#505a5f" stroke-width="3">{outline.shapes}</g>'
        f"{rings}{_list(lines, outline)}</svg>"
    )


def _title(drawing: Drawing) -> str:
    kind = (
        f"drawn at the examination in entry {drawing.examination}"
        if drawing.examination
        else f"marks seen by {drawing.observer.name}"
    )
    view, child = drawing.view_words, drawing.child.name
    return f"Body map of {view} of {child} (entry {drawing.entry}), {kind}"


def _words(mark: DrawnMark) -> str:
    described = plain(mark.description)
    words = f"{mark.number}. {mark.site}: {mark.shape}, {mark.size}, {mark.colour}."
    return f"{words} {described}" if described else words


def _ring(mark: DrawnMark, outline: Outline) -> str:
    across, down = mark.x * outline.width // 1000, mark.y * outline.height // 1000
    return (
        f'<circle cx="{across}" cy="{down}" r="{_RADIUS}" fill="#ffffff" stroke="#d4351c" '
        f'stroke-width="3"/><text x="{across}" y="{down + 5}" font-family="sans-serif" '
        f'font-size="14" text-anchor="middle">{mark.number}</text>'
    )


def _list(lines: list[str], outline: Outline) -> str:
    """Below the outline, where it can be read however narrow the page is."""
    size, line = outline.width // _LETTERS, _line(outline)
    rows = "".join(f'<tspan x="{size}" dy="{line}">{_safe(one)}</tspan>' for one in lines)
    return f'<text y="{outline.height}" font-family="sans-serif" font-size="{size}">{rows}</text>'


def _line(outline: Outline) -> int:
    return outline.width // _LETTERS * 3 // 2


def _safe(words: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", words), {'"': "&quot;"})
