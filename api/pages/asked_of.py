"""What a countersignature is to be, and who may give it, in words."""

from __future__ import annotations

from typing import Final

from domain.events.base import CountersignKind
from projections.countersignatures import Outstanding

__all__ = ["KINDS", "asked_of"]

KINDS: Final[dict[CountersignKind, tuple[str, str]]] = {
    "co_decide": ("to be decided with", "decided together"),
    "countersign": ("to be countersigned by", "countersigned"),
    "authorise": ("to be authorised by", "authorised"),
    "confirm_words": ("to be confirmed as their own words by", "confirmed as their own words"),
    "acknowledge": ("to be acknowledged by", "acknowledged"),
}
"""What is asked for, and what was given."""


def asked_of(waiting: Outstanding) -> str:
    """`to be countersigned by a Service Manager or Team Manager`."""
    if waiting.person:
        who = waiting.person.name
    else:
        who = " or ".join(sorted(set(waiting.titles))) or "anybody but its author"
    return f"{KINDS[waiting.kind][0]} {who}"
