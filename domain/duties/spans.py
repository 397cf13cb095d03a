"""When something can have happened, by what an entry says of it."""

from __future__ import annotations

from datetime import date, datetime

from domain.entry import Entry
from domain.spans import Span, instant
from domain.values import About, At, Between, On, Unknown

_WHEN = At | On | Between | About | Unknown


def happened(entry: Entry) -> Span:
    """When the event of an entry can have happened."""
    return entry.span


def moment(entry: Entry, field: str | None) -> Span:
    """The time that a field of the event gives; without such a value, when the event happened.

    `field` may lead into a part of the event (`decision.due`).
    """
    value: object = entry.event
    for name in field.split(".") if field else ():
        value = getattr(value, name, None)
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, date):
        return Span(*On(on=value).bounds())
    if isinstance(value, _WHEN):
        bounds = value.bounds()
        return Span(*bounds) if bounds else Span(None, entry.frame.known)
    return happened(entry)
