"""The time stamps that the ledger has stored: what they prove of when its entries were recorded.

They are the one thing in the database that somebody outside signed. Whoever rewrites history cannot
have it stamped as of then: the stamps over what was there before no longer fit, or are gone.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from crypto.anchors import Anchored, Anchors, TimeOutside, open_anchor
from crypto.checkpoint import Checkpoint
from crypto.genesis import Genesis
from crypto.stamps import StampRefused
from ledger.verify import kinds
from ledger.verify.checkpoints import Stored
from ledger.verify.entries import Seen
from ledger.verify.findings import Note
from ledger.verify.report import Place
from ledger.verify.rows import Reader


class StampedRow(NamedTuple):
    """The stamps over one checkpoint, as they are stored, what they must be over, and whose count.

    `text` is empty where the ledger has no checkpoint of that size.
    """

    log: int
    size: int
    text: bytes
    tokens: tuple[bytes, ...]
    authorities: tuple[bytes, ...]


class CheckedRow(NamedTuple):
    """What the stamps over one checkpoint prove, or why they prove nothing.

    `anchored` and `reason` are both None where no authority stamped that is asked for.
    """

    log: int
    size: int
    anchored: Anchored | None
    reason: str | None


def stamped_rows(
    reader: Reader,
    genesis: Genesis,
    stored: Mapping[int, Sequence[Stored]],
    authorities: tuple[bytes, ...],
) -> list[StampedRow]:
    """Every stamp that is stored, by what it must be over; none if none is asked for.

    Raises:
        Damaged: the database could not be read.
    """
    # A database that only an earlier version has opened has no such table.
    if not authorities or "stamps" not in reader.tables():
        return []
    tokens: dict[tuple[int, int], list[bytes]] = {}
    for log, size, token in reader.rows(_STAMPS):
        sound = type(log) is int and type(size) is int and type(token) is bytes
        tokens.setdefault((log, size) if sound else (0, 0), []).append(token if sound else b"")
    roots = {(log, row.size): row.root for log, rows in stored.items() for row in rows}
    return [
        StampedRow(log, size, _text(genesis, log, size, roots), tuple(answers), authorities)
        for (log, size), answers in tokens.items()
    ]


def check_stamps(rows: Sequence[StampedRow]) -> list[CheckedRow]:
    """Verify the stamps over each of these checkpoints."""
    return [_check(row) for row in rows]


class Timing:
    """Holds the time that each entry states against the stamps around it."""

    def __init__(self, checked: Sequence[CheckedRow], note: Note) -> None:
        found: dict[int, list[Anchored]] = {}
        for row in checked:
            if row.anchored:
                found.setdefault(row.log, []).append(row.anchored)
            if row.reason:
                expected = f"stamps over the log of {row.size} entries"
                note(kinds.STAMP_INVALID, Place(), expected, row.reason)
        self._anchors = {log: Anchors(anchored) for log, anchored in found.items()}
        self._note = note

    @property
    def last(self) -> Anchored | None:
        """The largest size that was stamped, of the newest log that was."""
        newest = self._anchors.get(max(self._anchors, default=0))
        return newest.all[-1] if newest else None

    def check(self, seen: Seen, number: int) -> None:
        """Check the entry that is this one, from 0, in the order of the ledger.

        Of what was disposed of, the time is gone.
        """
        if not seen.author:
            return
        for log, anchors in self._anchors.items():
            # The first leaf of a log that follows a declared reset is no entry.
            index = number if log == 1 else number + 1
            try:
                anchors.around(index).check(seen.iat)
            except TimeOutside as error:
                place = Place(seen.position, seen.stream, seen.seq)
                expected = "a time between the stamps around the entry"
                self._note(kinds.TIME_OUTSIDE_ANCHORS, place, expected, str(error))


def _check(row: StampedRow) -> CheckedRow:
    if not row.text:
        return CheckedRow(row.log, row.size, None, "the ledger has no checkpoint of that size")
    try:
        anchored = open_anchor(row.size, row.text, row.tokens, row.authorities)
    except StampRefused as error:
        return CheckedRow(row.log, row.size, None, str(error))
    return CheckedRow(row.log, row.size, anchored, None)


def _text(genesis: Genesis, log: int, size: int, roots: Mapping[tuple[int, int], bytes]) -> bytes:
    root = roots.get((log, size))
    return Checkpoint(genesis.origin(log), size, root).encode().encode("utf-8") if root else b""


_STAMPS: Final = "SELECT log, size, token FROM stamps ORDER BY log, size, place"
