"""What of an entry a reader sees: its words and its fields, with a gap for what is withheld."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.clearance import Clearance, Readable
from domain.entry import Entry
from domain.marks import mark_within, marks_at
from domain.values import Mark, Segment, stored_form
from domain.wording import Json

__all__ = ["Gap", "Visible", "visible_fields", "visible_segments", "visible_statement"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something is withheld here, and under which mark. How much is not said."""

    mark: Mark


Visible = None | bool | int | str | list["Visible"] | dict[str, "Visible"] | Gap
"""A value as JSON, with gaps."""


def visible_statement(
    entry: Entry, sources: Sequence[str | None], clearance: Clearance
) -> tuple[Segment | Gap, ...]:
    """The signed words that a reader sees.

    Raises:
        ValueError: not one source for each segment.
    """
    return tuple(segment for segment, _ in visible_segments(entry, sources, clearance))


def visible_segments(
    entry: Entry, sources: Sequence[str | None], clearance: Clearance
) -> Iterator[tuple[Segment | Gap, str | None]]:
    """The signed words that a reader sees, each segment with the part that it came from.

    `sources` names for each segment of the statement that part (None: the template's own words), as
    composing the statement again tells.

    Raises:
        ValueError: not one source for each segment.
    """
    before: Gap | None = None
    for segment, source in zip(entry.frame.statement, sources, strict=True):
        withheld = _withheld(entry, source, clearance)
        if withheld is None:
            yield segment, source
        elif before != withheld:  # one gap, however many sentences it hides
            yield withheld, None
        before = withheld


def visible_fields(entry: Entry, clearance: Clearance) -> dict[str, Visible]:
    """The event's fields as JSON; what the reader may not see is a gap, elements of lists too."""
    return {
        name: _field(value, entry.mark_of(name), entry.author, clearance)
        for name, value in stored_form(entry.event).items()
    }


def _withheld(entry: Entry, source: str | None, clearance: Clearance) -> Gap | None:
    hidden = sorted(
        mark for mark in marks_at(entry, source) if not clearance.sees(Readable(mark, entry.author))
    )
    return Gap(hidden[0]) if hidden else None


def _field(value: Json, mark: Mark, author: str, clearance: Clearance) -> Visible:
    if not clearance.sees(Readable(mark, author)):
        return Gap(mark)
    return _inner(value, author, clearance)


def _inner(value: Json, author: str, clearance: Clearance) -> Visible:
    if isinstance(value, list):
        return [_inner(item, author, clearance) for item in value]
    if not isinstance(value, dict):
        return value
    mark = mark_within(value)
    if mark and not clearance.sees(Readable(mark, author)):
        return Gap(mark)
    return {name: _inner(item, author, clearance) for name, item in value.items()}
