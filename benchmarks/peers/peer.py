"""What a peer is asked to do: append one event, durably, before the call returns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from crypto.entry import parse_envelope

KIND: Final = "countersign-entry/1"
"""The type under which every store files the bytes; it is `ledger.mapper.TOPIC`."""


class PeerMissing(Exception):
    """A peer cannot be had on this machine; the message says why."""


@dataclass(frozen=True, slots=True)
class Appended:
    """One event: its place in a stream and the bytes of a signed entry, as an author sends them."""

    stream: str
    seq: int
    data: bytes

    @classmethod
    def of(cls, signed: bytes) -> "Appended":
        """The event that a store without evidence would keep for a signed entry."""
        claims = parse_envelope(signed.partition(b"~")[0]).claims
        return cls(claims.sub, claims.seq, signed)


Append = Callable[[Appended], object]
