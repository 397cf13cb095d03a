"""The parts of an entry as a reader sees them: each with its name, its words and its mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from types import UnionType
from typing import Annotated, Final, Literal, Union, get_args, get_origin

from api.forms.labels import label_of
from api.web import words
from api.web.pieces import MARKS
from domain.entry import Entry
from domain.values import (
    About,
    At,
    Between,
    Mention,
    On,
    Professional,
    Segment,
    Unknown,
    Value,
)
from domain.wording import model_fields
from projections.reading import Reading
from projections.times import when_words
from projections.words import capital, spaced

__all__ = ["Part", "parts_of"]

_NUMBER: Final = re.compile(r"\d+\. ")
_TAG: Final = "kind"
"""The field that says which shape a value has."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an entry. `lines` are its words; `mark` that under which it is kept apart."""

    name: str
    label: str
    lines: tuple[str, ...]
    mark: str = ""

    @property
    def items(self) -> tuple[tuple[str, ...], ...]:
        """Its lines by the numbered items that they belong to."""
        found: list[tuple[str, ...]] = []
        for line in self.lines:
            if found and not _NUMBER.match(line) and _NUMBER.match(found[-1][0]):
                found[-1] = (*found[-1], line)
            else:
                found.append((line,))
        return tuple(found)

    @property
    def text(self) -> str:
        """Its words as one text."""
        return "\n".join(self.lines)


def parts_of(entry: Entry, reading: Reading) -> tuple[Part, ...]:
    """Every field that says something, in the order of the event's definition."""
    found = (_part(entry, name, reading) for name in type(entry.event).model_fields)
    return tuple(part for part in found if part.lines)


def _part(entry: Entry, name: str, reading: Reading) -> Part:
    mark = entry.mark_of(name)
    return Part(
        name=name,
        label=label_of(type(entry.event), name)[0],
        lines=tuple(_field(entry, name, reading)),
        mark=MARKS[mark] if mark not in {"ordinary", entry.mark} else "",
    )


def _field(entry: Entry, name: str, reading: Reading) -> Iterator[str]:
    """The lines of a field; what the reader may not see is a gap that says why. Of a list, each
    element has its own.
    """
    annotation = model_fields(type(entry.event))[name]  # no field of an event has an alias
    value = getattr(entry.event, name)
    inner = _of_list(annotation)
    if isinstance(value, tuple) and inner is not None and not _is_text(inner):
        for place, item in enumerate(value):
            lines = _seen(entry, f"{name}.{place}", item, inner, reading)
            yield from _numbered(place, lines) if _has_parts(item) else lines
    else:
        yield from _seen(entry, name, value, annotation, reading)


def _seen(
    entry: Entry, path: str, value: object, annotation: object, reading: Reading
) -> Iterator[str]:
    mark = reading.gap(entry, path)
    if mark:
        yield f"[withheld: {MARKS[mark]}]"
    else:
        yield from _lines(value, annotation)


def _lines(value: object, annotation: object) -> Iterator[str]:
    match value:
        case None:
            return
        case Mention():
            yield value.as_
        case Professional():
            yield f"{value.as_} ({value.agency})"
        case At() | On() | Between() | About() | Unknown():
            yield capital(when_words(value).removeprefix("on "))
        case tuple() | frozenset():
            yield from _several(tuple(value), _of_list(annotation))
        case Value():
            yield from _shape(value)
        case _:
            yield _plain(value, annotation)


def _several(values: tuple[object, ...], inner: object) -> Iterator[str]:
    if _is_text(inner):
        yield "".join(one.as_ if isinstance(one, Mention) else str(one) for one in values)
    else:
        for place, one in enumerate(values):
            lines = _lines(one, inner)
            yield from _numbered(place, lines) if _has_parts(one) else lines


def _has_parts(value: object) -> bool:
    """Whether a value takes several lines, so that one has to see where the next begins."""
    return isinstance(value, Value) and not isinstance(value, _ONE_LINE)


def _numbered(place: int, lines: Iterator[str]) -> Iterator[str]:
    for first, line in enumerate(lines):
        yield line if first else f"{place + 1}. {line}"


def _plain(value: object, annotation: object) -> str:
    match value:
        case bool():
            return "Yes" if value else "No"
        case datetime():
            return words.instant(value)
        case date():
            return words.day(value)
        case str() if any(get_origin(one) is Literal for one in _members(annotation)):
            return capital(spaced(value))
    return str(value)


def _shape(value: Value) -> Iterator[str]:
    """A value with parts of its own: what it is, then each part with its name."""
    annotations = model_fields(type(value))
    for name, field in type(value).model_fields.items():
        inner = tuple(_lines(getattr(value, name), annotations[field.alias or name]))
        if name == _TAG:
            yield from filter(None, (_KINDS.get(line, line) for line in inner))
        elif inner:
            label = label_of(type(value), name)[0]
            yield from (f"{label}: {line}" for line in inner)


def _members(annotation: object) -> Iterator[object]:
    """What an annotation may be, without what is annotated or optional."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in {Union, UnionType}:
        for one in get_args(annotation):
            yield from _members(one)
    elif annotation is not None:
        yield annotation


def _of_list(annotation: object) -> object | None:
    """What a list is of; None where it is no list."""
    lists = (one for one in _members(annotation) if get_origin(one) in {tuple, frozenset})
    found = next(lists, None)
    return get_args(found)[0] if found is not None else None


def _is_text(inner: object) -> bool:
    """Whether a list of these is running text: segments, of which one may be a person."""
    return inner is not None and set(_members(inner)) == _SEGMENT


_KINDS: Final = {"Fact": "", "Opinion": "(opinion)", "Verbatim": "(somebody’s own words)"}
"""What a part of a list is, where it says so itself; that it is fact needs no saying."""
_ONE_LINE: Final = (Mention, Professional, At, On, Between, About, Unknown)
_SEGMENT: Final = frozenset(_members(Segment))
