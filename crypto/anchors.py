"""Between which moments an entry was recorded: what time stamps over checkpoints prove.

A checkpoint that somebody outside saw at a time fixes all of the log up to its size: every entry in
it was recorded by then, and every later entry was not yet in the log. So an entry lies between the
last anchored checkpoint before it and the first after it (docs/FORMAT.md, chapter 15).
"""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Final

from crypto.errors import CryptoError
from crypto.stamps import Stamped, StampForeign, StampRefused, imprint_of, open_stamp

TOLERANCE: Final = 300
"""Seconds by which the clocks of a ledger and of an authority may lie apart."""
MAX_DRAFT: Final = 900
"""Seconds from `iat`, which is when an entry was drafted, to when it is recorded at the latest."""
MAX_STAMPS: Final = 64
"""Most stamps over one checkpoint: a bound of ours; four authorities for 75 years are thirty."""


class TimeOutside(CryptoError):
    """The time that an entry states lies outside the interval in which it was recorded."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint of `size`, as it was published, and the answers of authorities over it.

    The answers stand in the order in which they were given; the ones behind cover those before.
    """

    size: int
    checkpoint: bytes
    tokens: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """Evidence that the log had reached `size` at `time`, give or take `accuracy`, as `by` saw it.

    Times are seconds since 1970. The evidence holds until `until`, unless the anchor is stamped
    again before. A witness bounds entries from above alone (`is_stamp` is false): it may be shown
    an old checkpoint at any time, while a ledger has its newest stamped.
    """

    size: int
    time: int
    accuracy: int
    by: str
    until: int
    is_stamp: bool = True


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which anchors an entry was recorded; None where there is none on that side."""

    after: Anchored | None
    before: Anchored | None

    def check(self, iat: int) -> None:
        """See that an entry may have been drafted at `iat`, seconds since 1970.

        Raises:
            TimeOutside: it would have been recorded outside the interval.
        """
        if self.after and iat < self.after.time - self.after.accuracy - MAX_DRAFT - TOLERANCE:
            raise TimeOutside(
                f"iat: {iat}, and the entry was not yet in the log at {self.after.time}"
            )
        if self.before and iat > self.before.time + self.before.accuracy + TOLERANCE:
            raise TimeOutside(f"iat: {iat}, and the entry was in the log by {self.before.time}")


class Anchors:
    """Verified anchors of one log, to be asked about its entries."""

    def __init__(self, anchored: Iterable[Anchored]) -> None:
        ordered = sorted(anchored, key=attrgetter("size", "time"))
        self.all = tuple(ordered)
        self._stamped = [one for one in ordered if one.is_stamp]
        self._sizes = [one.size for one in ordered]
        self._stamped_sizes = [one.size for one in self._stamped]

    def around(self, index: int) -> Interval:
        """Between which anchors the entry at `index`, from 0, was recorded.

        Of several anchors on a side, the one closest to it counts; of several over one size, the
        earliest.
        """
        before = bisect_right(self._sizes, index)
        after = bisect_right(self._stamped_sizes, index)
        return Interval(
            self._first_of(self._stamped[after - 1].size) if after else None,
            self.all[before] if before < len(self.all) else None,
        )

    def _first_of(self, size: int) -> Anchored:
        return self._stamped[bisect_left(self._stamped_sizes, size)]


def open_anchor(
    size: int, text: bytes, tokens: Sequence[bytes], authorities: Sequence[bytes]
) -> Anchored | None:
    """Verify the stamps over a checkpoint, of which `text` is the note's text (without signatures).

    The first stamps are over the text, those that renew them over the text and all tokens before
    (`renewal_of`). Stamps of authorities that are not asked for say nothing; None if all are such.
    Of several, the evidence is the one that holds longest.

    Raises:
        StampRefused: a stamp is over something else, or as `open_stamp`.
        StampLibraryMissing: the library that stamps are checked with is not installed.
    """
    if not 1 <= len(tokens) <= MAX_STAMPS:
        raise StampRefused(f"stamps: {len(tokens)} instead of 1 to {MAX_STAMPS}")
    first: list[Stamped] = []
    for place, token in enumerate(tokens):
        renewal = _is_renewal(token, text, tokens[:place])
        data = renewal_of(text, tokens[:place]) if renewal else text
        try:
            stamped = open_stamp(token, data, authorities)
        except StampForeign:
            continue
        first = [_renewed(one, stamped) for one in first] if renewal else [*first, stamped]
    best = max(first, key=lambda one: (one.expires, -one.time), default=None)
    if best is None:
        return None
    return Anchored(size, best.time, best.accuracy, best.authority, best.expires)


def renewal_of(text: bytes, tokens: Sequence[bytes]) -> bytes:
    """What is stamped to renew: the text and every token over it, so that both are proven again.

    The text is among it so that a digest that weakens can be replaced (RFC 4998, section 5.3).
    """
    return text + b"".join(tokens)


def _is_renewal(token: bytes, text: bytes, before: Sequence[bytes]) -> bool:
    name, message = imprint_of(token)
    if message == hashlib.new(name, text).digest():
        return False
    if before and message == hashlib.new(name, renewal_of(text, before)).digest():
        return True
    raise StampRefused("stamp: over other bytes than this checkpoint and the stamps before")


def _renewed(one: Stamped, later: Stamped) -> Stamped:
    """What a later stamp over an earlier one adds, if that still held when it was made."""
    if later.time > one.expires:
        return one
    return replace(one, expires=max(one.expires, later.expires))
