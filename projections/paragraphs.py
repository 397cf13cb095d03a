"""Where in a long statement its readers take breath: each contribution, decision or action anew.

The words that were signed are one text and stay that; the parts of the content that they came from
say where one item of a list ends and the next begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pydantic import BaseModel

from domain.entry import Entry
from domain.values import Mention, Professional, Segment
from domain.visible import Gap
from projections.parts import sourced
from projections.reading import Reading, once

__all__ = ["Shown", "breaks", "paragraphs"]

Shown = tuple[str | None, str | None]
"""The words of a segment (None: a gap) and the part that it came from (None: no list's item)."""

LONG: Final = 400
"""Characters from which a statement is broken: some six lines at a desk, more than is taken in at
one look."""
_ENDS: Final = (".", "?", "!", "…", "]")
"""How a sentence ends, quotation marks and brackets aside; a gap may hide its end."""
_CLOSING: Final = "”’) "
_GAP: Final = "[…]"
_LOOK: Final = 8
"""Characters by which the end of a sentence is told, with what closes it."""


@once
def paragraphs(entry: Entry, reading: Reading) -> tuple[int, ...]:
    """The places among the pieces of a statement, as the reader sees it, at which a paragraph
    begins; none for a short one.
    """
    return breaks(entry, lambda: [(_shown(one), part) for one, part in sourced(entry, reading)])


def breaks(entry: Entry, shown: Callable[[], Sequence[Shown]]) -> tuple[int, ...]:
    """The same among the segments that anybody is shown, who is asked for them if it is long."""
    told = _told(entry)
    if not told or sum(len(_words(one)) for one in entry.frame.statement) < LONG:
        return ()
    return tuple(_begins(shown(), told))


def _told(entry: Entry) -> frozenset[str]:
    """The names of the parts that are lists of things told, and not of people or words."""
    fields = type(entry.event).model_fields
    found = ((field.alias or name, getattr(entry.event, name)) for name, field in fields.items())
    return frozenset(name for name, value in found if isinstance(value, tuple) and _tell(value))


def _tell(items: tuple[object, ...]) -> bool:
    return all(
        isinstance(one, BaseModel) and not isinstance(one, Mention | Professional) for one in items
    )


def _begins(segments: Sequence[Shown], told: frozenset[str]) -> Iterator[int]:
    """Where an item begins behind a whole sentence, and where what follows the last item does.

    With a whole item go the blanks around it, so a gap beside an item stands for itself.
    """
    items = [_item(source, told) for _, source in segments]
    before, item, after_gap = "", None, False
    for place, (segment, source) in enumerate(segments):
        hidden, here = segment is None, items[place]
        words = _GAP if segment is None else segment
        if hidden:
            begins = item is not None or any(items[place + 1 : place + 2])
        elif here is None:
            begins = item is not None and source not in told and bool(words.strip())
        else:
            begins = here != item
        apart = hidden or after_gap or before.endswith(" ") or words.startswith(" ")
        if begins and apart and _is_sentence(before):
            yield place
        item = here or (None if begins and not hidden else item)
        before, after_gap = (before + words)[-_LOOK:], hidden


def _item(source: str | None, told: frozenset[str]) -> str | None:
    """Which item of which list a part is of: `contributions.0`."""
    name, _, rest = (source or "").partition(".")
    number = rest.partition(".")[0]
    return f"{name}.{number}" if name in told and number.isdecimal() else None


def _is_sentence(words: str) -> bool:
    return words.rstrip(_CLOSING).endswith(_ENDS)


def _shown(segment: Segment | Gap) -> str | None:
    return None if isinstance(segment, Gap) else _words(segment)


def _words(segment: Segment) -> str:
    return segment.as_ if isinstance(segment, Mention) else segment
