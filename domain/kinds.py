"""Which words of an entry are somebody's own, and which are opinion: the kind of each part.

A reader of a chronology must tell what was said from what was seen, and both from what somebody
thought (ASM-18); the statement alone does not say it of every part.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from domain.entry import Entry
from domain.values import KindOf, StatementKind
from domain.wording import metadata_of, model_fields

__all__ = ["kind_at", "tells_kinds", "tells_opinions"]


def kind_at(entry: Entry, source: str | None) -> StatementKind:
    """The kind of a part of the content, given as a path (`words`, `answers.0.answered`).

    None, the template's own words, is fact, as is whatever nothing else is said of.
    """
    field, *steps = (source or "").split(".")
    stated = entry.parts.get(field)
    found = stated.kind if stated else None
    value: Any = entry.event
    for step in (field, *steps):
        if isinstance(value, BaseModel):
            found = _declared(type(value)).get(step, found)
        value = _member(value, step)
    return (stated.kind if stated and stated.kind and not steps else found) or "fact"


def _member(value: Any, step: str) -> Any:
    if isinstance(value, tuple) and step.isdigit():
        return value[int(step)] if int(step) < len(value) else None
    if isinstance(value, BaseModel):
        return getattr(value, _names(type(value)).get(step, step), None)
    return None


@cache
def tells_kinds(model: type[BaseModel]) -> bool:
    """Whether any part of what is made by this model is anything but fact by its type."""
    return bool(_declared(model)) or any(
        tells_kinds(inner) for inner in _models(tuple(model_fields(model).values()))
    )


@cache
def tells_opinions(model: type[BaseModel]) -> bool:
    """Whether any part of what is made by this model is opinion by its type."""
    return "opinion" in _declared(model).values() or any(
        tells_opinions(inner) for inner in _models(tuple(model_fields(model).values()))
    )


def _models(annotations: tuple[Any, ...]) -> Iterator[type[BaseModel]]:
    for annotation in annotations:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield annotation
        else:
            yield from _models(get_args(annotation))


@cache
def _declared(model: type[BaseModel]) -> dict[str, StatementKind]:
    """The fields of a model, by the names that are signed, whose types say what kind they are."""
    return {
        name: mark.kind
        for name, annotation in model_fields(model).items()
        for mark in metadata_of(annotation)
        if isinstance(mark, KindOf)
    }


@cache
def _names(model: type[BaseModel]) -> dict[str, str]:
    """The names in code of fields that are signed under another name."""
    return {field.alias: name for name, field in model.model_fields.items() if field.alias}
