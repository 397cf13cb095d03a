"""Whether a leaf stands twice in a log: no honest ledger records one entry at two places.

An operator who puts a leaf in again could list its entry at either place, and tell a revocation as
if it came after what the stolen key signed in between. Whoever is told sees one of them alone; a
copy sees both.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final

from crypto.merkle import HASH_BYTES

BATCH: Final = 2**18
"""New leaves that are looked for at a time, in some 40 megabytes: a new copy of a million leaves
is read four times, and one that grows by a day's entries once."""
_PIECE: Final = 2**13

Rows = Callable[[], Iterable[bytes]]
"""Gives hashes in a row, in pieces that hold whole ones; again each time that it is called."""


def repeated(held: Rows, since: int, new: bytearray) -> tuple[int, int] | None:
    """The places of a leaf that is among the `new` ones and stands before, too; None if none does.

    `held` are the hashes of the first `since` leaves (RFC 6962, section 2.1).
    """
    for start in range(0, len(new), BATCH * HASH_BYTES):
        stop = min(start + BATCH * HASH_BYTES, len(new))
        first = since + start // HASH_BYTES
        found = _found(chain(held(), _pieces(new, 0, start)), _pieces(new, start, stop), first)
        if found:
            return found
    return None


def _found(before: Iterable[bytes], batch: Iterable[bytes], first: int) -> tuple[int, int] | None:
    places: dict[bytes, int] = {}
    for index, leaf in enumerate(_hashes(batch), first):
        earlier = places.setdefault(leaf, index)
        if earlier != index:
            return earlier, index
    for index, leaf in enumerate(_hashes(before)):
        if leaf in places:
            return index, places[leaf]
    return None


def _pieces(row: bytearray, start: int, stop: int) -> Iterator[bytes]:
    for at in range(start, stop, _PIECE):
        yield bytes(row[at : min(at + _PIECE, stop)])


def _hashes(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        for at in range(0, len(piece), HASH_BYTES):
            yield piece[at : at + HASH_BYTES]
