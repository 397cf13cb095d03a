"""Which marks the parts of an entry have: a field its own or its entry's, and lists within it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from domain.entry import Entry
from domain.values import Mark, stored_form
from domain.wording import Json

__all__ = ["MARKS", "mark_within", "marks_at", "marks_of"]


MARKS: Final[tuple[Mark, ...]] = get_args(Mark)


def marks_of(entry: Entry) -> frozenset[Mark]:
    """Every mark that some part of this entry has."""
    fields = stored_form(entry.event)
    return frozenset({entry.mark}).union(*(marks_at(entry, name) for name in fields))


def marks_at(entry: Entry, source: str | None) -> frozenset[Mark]:
    """The marks of a part of the content, given as a path (`words`, `contributions.0.text`).

    A reader needs all of them to see the part whole. None, the template's own words, and the parts
    that every entry has (actor, source, times) have the mark of the entry.
    """
    field, *steps = (source or "").split(".")
    value: Json = stored_form(entry.event).get(field)
    found = {entry.mark_of(field)}
    for step in steps:
        value = _member(value, step)
        found.update(filter(None, [mark_within(value)]))
    return frozenset(found | set(_marks(value)))


def _member(value: Json, step: str) -> Json:
    """The element or member that one step of a path leads to; what has none stays itself."""
    if isinstance(value, list) and step.isdigit():
        return value[int(step)]
    return value.get(step) if isinstance(value, dict) else value


def mark_within(value: Json) -> Mark | None:
    """The mark that one element of a list states for itself, such as an agency's contribution."""
    stated = value.get("mark") if isinstance(value, dict) else None
    return next((mark for mark in MARKS if mark == stated), None)


def _marks(value: Json) -> Iterator[Mark]:
    mark = mark_within(value)
    if mark:
        yield mark
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for item in inner:
        yield from _marks(item)
