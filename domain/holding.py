"""What a practitioner holds: keys, and capacities from day to day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from domain.calendar import local_date
from domain.events.directory import Grant, PublicKey

__all__ = ["Held", "Key", "Scope"]

Scope = Literal["granted", "acting_up", "countersigning"]
"""A capacity of one's own, somebody else's for a time, or only its countersigning."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a practitioner. `since` is the position (`seq`) at which it came into this state."""

    kid: str
    x: str
    offered: int
    since: int
    state: Literal["pending", "live", "revoked"] = "pending"
    compromised: datetime | None = None

    @classmethod
    def offer(cls, key: PublicKey, seq: int) -> Key:
        """A key that was offered in entry `seq` and waits to be accepted."""
        return cls(kid=key.kid, x=key.x, offered=seq, since=seq)


@dataclass(frozen=True, slots=True)
class Held:
    """A capacity that a practitioner holds, from its first day to its last, both included."""

    id: str
    role: str
    title: str
    agency: str
    team: str | None
    first: date
    last: date | None
    scope: Scope = "granted"

    def in_force(self, at: datetime) -> bool:
        """Whether `at` lies within its days, as a calendar in England shows them."""
        day = local_date(at)
        return self.first <= day and (self.last is None or day <= self.last)

    @classmethod
    def by(cls, grant: Grant, scope: Scope = "granted") -> Held:
        """The capacity that a grant gives."""
        return cls(
            id=grant.id,
            role=grant.role,
            title=grant.title,
            agency=grant.agency,
            team=grant.team,
            first=grant.from_,
            last=grant.to,
            scope=scope,
        )
