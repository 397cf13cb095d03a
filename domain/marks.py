"""Which marks the parts of an entry have: a field its own or its entry's, and lists within it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, get_args

from pydantic import BaseModel

from domain.entry import Entry
from domain.values import Mark, stored_form, stored_part
from domain.wording import Json, bare_of, model_fields

__all__ = ["MARKS", "mark_within", "marks_at", "marks_of"]


MARKS: Final[tuple[Mark, ...]] = get_args(Mark)


def marks_of(entry: Entry) -> frozenset[Mark]:
    """Every mark that some part of this entry has."""
    stated = {part.mark for part in entry.parts.values() if part.mark}
    if _states_marks(type(entry.event)):
        stated.update(_marks(stored_form(entry.event)))
    return frozenset({entry.mark} | stated)


@cache
def _states_marks(annotation: Any) -> bool:
    """Whether something within a value of this type can state a mark of its own. Few events can,
    and a page asks this of every entry.
    """
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = model_fields(annotation)
        return "mark" in fields or any(_states_marks(bare_of(one)) for one in fields.values())
    return any(_states_marks(one) for one in get_args(annotation) if not isinstance(one, str))


def marks_at(entry: Entry, source: str | None) -> frozenset[Mark]:
    """The marks of a part of the content, given as a path (`words`, `contributions.0.text`).

    A reader needs all of them to see the part whole. None, the template's own words, and the parts
    that every entry has (actor, source, times) have the mark of the entry.
    """
    field, *steps = (source or "").split(".")
    found = {entry.mark_of(field)}
    if not _states_marks(type(entry.event)):
        return frozenset(found)
    value: Json = stored_part(entry.event, field)
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
