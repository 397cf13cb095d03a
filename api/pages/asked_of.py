"""What a countersignature is to be, and who may give it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.web.reader import Reader
from domain.events.base import CountersignKind
from projections.countersignatures import Outstanding

__all__ = ["KINDS", "Waiting", "asked_of", "by_capacity", "may_give"]

KINDS: Final[dict[CountersignKind, tuple[str, str]]] = {
    "co_decide": ("to be decided together with", "decided together"),
    "countersign": ("to be countersigned by", "countersigned"),
    "authorise": ("to be authorised by", "authorised"),
    "confirm_words": ("to be confirmed as their own words by", "confirmed as their own words"),
    "acknowledge": ("to be acknowledged by", "acknowledged"),
}
"""What is asked for, and what was given."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the same people to do the same."""

    asked: str
    waiting: tuple[Outstanding, ...]


def asked_of(waiting: Outstanding) -> str:
    """`to be countersigned by Service Manager or Team Manager`."""
    if waiting.person:
        return f"{KINDS[waiting.kind][0]} {waiting.person.name}"
    who = " or ".join(sorted(set(waiting.titles))) or "anybody but its author"
    return f"{KINDS[waiting.kind][0]} {who}"


def by_capacity(outstanding: Iterable[Outstanding]) -> tuple[Waiting, ...]:
    """What waits, by what is asked of whom, the longest waiting first."""
    found: dict[str, list[Outstanding]] = {}
    for one in outstanding:
        found.setdefault(asked_of(one), []).append(one)
    return tuple(Waiting(asked, tuple(same)) for asked, same in found.items())


def may_give(reader: Reader, waiting: Outstanding) -> bool:
    """Whether a reader is one of those who are asked; nobody countersigns their own record."""
    author = waiting.entry.author
    if reader.is_inspector or (author and author.practitioner == reader.id):
        return False
    if waiting.person:
        return waiting.person.practitioner == reader.id
    return not waiting.roles or not reader.roles.isdisjoint(waiting.roles)
