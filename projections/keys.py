"""The keys in somebody's name: who vouched for each, when it came into use, and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from domain.entry import Entry
from domain.events.directory import KeyAccepted, KeyAdded, KeyRevoked, PractitionerEnrolled

__all__ = ["KeyHistory", "key_histories"]


@dataclass(frozen=True, slots=True)
class Revocation:
    """That a key may sign no more. `compromised` is since when others may have signed with it."""

    by: str
    at: datetime
    reason: Literal["lost", "stolen", "replaced", "left"]
    compromised: datetime | None


@dataclass(frozen=True, slots=True)
class KeyHistory:
    """A key, offered in entry `offer` by somebody (`vouched`), accepted and perhaps revoked since.

    `added` is why: with the enrolment, for a further device, or in place of another key.
    """

    kid: str
    offer: int
    vouched: str
    offered: datetime
    added: Literal["enrolment", "another_device", "replacement"]
    accepted: datetime | None = None
    revoked: Revocation | None = None

    @property
    def state(self) -> Literal["pending", "live", "revoked"]:
        """What it is good for, as `domain.holding.Key` has it."""
        if self.revoked:
            return "revoked"
        return "live" if self.accepted else "pending"

    @property
    def since(self) -> datetime:
        """Since when it is in this state."""
        if self.revoked:
            return self.revoked.at
        return self.accepted or self.offered


def key_histories(entries: Iterable[Entry]) -> tuple[KeyHistory, ...]:
    """Every key of a directory stream: those in use first, then the newest first."""
    keys: dict[str, KeyHistory] = {}
    for entry in entries:
        _apply(keys, entry)
    newest = sorted(keys.values(), key=lambda key: key.offer, reverse=True)
    return tuple(sorted(newest, key=lambda key: ("live", "pending", "revoked").index(key.state)))


def _apply(keys: dict[str, KeyHistory], entry: Entry) -> None:
    match entry.event:
        case PractitionerEnrolled(key=key):
            offered = KeyHistory(key.kid, entry.seq, entry.author, entry.recorded, "enrolment")
            first = entry.author == entry.stream  # whose enrolment is the key's own entry
            keys[key.kid] = replace(offered, accepted=entry.recorded) if first else offered
        case KeyAdded(key=key, reason=reason):
            keys[key.kid] = KeyHistory(key.kid, entry.seq, entry.author, entry.recorded, reason)
        case KeyAccepted(kid=kid):
            keys[kid] = replace(keys[kid], accepted=entry.recorded)
        case KeyRevoked(kid=kid) as event:
            first_told = keys[kid].revoked
            revocation = Revocation(entry.author, entry.recorded, event.reason, event.compromised)
            keys[kid] = replace(keys[kid], revoked=_earliest(first_told, revocation))
        case _:
            pass


def _earliest(first: Revocation | None, told: Revocation) -> Revocation:
    """The first revocation ends a key; a later one may say that it was compromised earlier."""
    if first is None:
        return told
    times = [time for time in (first.compromised, told.compromised) if time is not None]
    return replace(first, compromised=min(times, default=None))
