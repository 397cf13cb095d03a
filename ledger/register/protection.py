"""Until when children are protected: by which power, and which entry says so."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from domain.duties.case import Case
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.protection import (
    Action,
    EmergencyAction,
    OrderGranted,
    PoliceProtection,
)
from domain.spans import Span
from projections.reading import Reading

POLICE_HOURS: Final = "immediate.police_protection_max_hours"
ENDED_BY: Final = {"police_protection": "police_protection_ended", "epo_granted": "epo_ended"}
"""The step that ends a power, by their kinds."""


@dataclass(frozen=True, slots=True)
class Protection:
    """A child is protected by a power until it ends."""

    child: str
    power: str
    """The kind of the emergency action."""
    ends: datetime
    entry: Entry


def protections(reading: Reading) -> Iterator[Protection]:
    """Each protected child once, by the power that ends last; also one that has ended by itself.

    What ended by a recorded step is over; what merely ran out is not, until somebody says what is
    to follow.
    """
    last: dict[str, Protection] = {}
    for one in _powers(reading.case):
        before = last.get(one.child)
        if before is None or before.ends < one.ends:
            last[one.child] = one
    yield from last.values()


def _powers(case: Case) -> Iterator[Protection]:
    for entry in case.all(EmergencyAction):
        event = entry.event
        if isinstance(event, EmergencyAction):
            ends = _ends(event.action, happened(entry), case)
            if ends is not None and not _ended(event, entry, case):
                yield Protection(event.child.p, event.action.kind, ends, entry)


def _ends(action: Action, began: Span, case: Case) -> datetime | None:
    """The last instant of a power: the earliest that it can be, where the start is not exact."""
    match action:
        case OrderGranted(expires=expires):
            return expires
        case PoliceProtection():
            hours = case.profile.limit(POLICE_HOURS)
            since = began.earliest or began.latest
            return None if hours is None else since + timedelta(hours=hours)
    return None


def _ended(event: EmergencyAction, began: Entry, case: Case) -> bool:
    """Whether a later step ended the power, as one that is recorded."""
    return any(
        isinstance(later.event, EmergencyAction)
        and later.event.action.kind == ENDED_BY.get(event.action.kind)
        and later.event.child.p == event.child.p
        and happened(later).latest >= happened(began).latest
        for later in case.all(EmergencyAction)
    )
