"""Which entries are disputed, because somebody else may have held the key that signed them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.practitioner import Practitioner

__all__ = ["Dispute", "Signed", "dispute"]


@dataclass(frozen=True, slots=True)
class Signed:
    """An entry with the key that signed it and its index in the log (from 0)."""

    stream: str
    seq: int
    digest: str
    kid: str
    index: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """Why an entry is disputed: its key may have been in others' hands when it reached the log."""

    signed: Signed
    compromised: datetime
    anchored: int
    """The size of the log when the key was compromised: the entry came later."""


def dispute(
    person: Practitioner, signed: Signed, size_at: Callable[[datetime], int]
) -> Dispute | None:
    """Why an entry that this person's key signed is disputed, if it is.

    `size_at` gives the size of the log at a time. A thief can write any time into an entry, but
    cannot put it into a tree that was published before the theft. Reaffirming counts only once the
    key was revoked: until then the thief could have done it.
    """
    key = person.keys.get(signed.kid)
    if key is None or key.compromised is None:
        return None
    anchored = size_at(key.compromised)
    said = person.reaffirmed.get((signed.stream, signed.seq, signed.digest), 0)
    if signed.index < anchored or said > key.since:
        return None
    return Dispute(signed, key.compromised, anchored)
