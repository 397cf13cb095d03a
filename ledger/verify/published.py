"""What the ledger showed to everybody: its published checkpoints, and who outside cosigned them.

Whoever rewrites history can sign it anew with the ledger's key, and no witness's.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from crypto.checkpoint import Checkpoint
from crypto.errors import CryptoError
from crypto.ledgerkeys import LedgerKeys
from crypto.policy import Policy, QuorumMissing
from ledger.verify import kinds
from ledger.verify.checkpoints import SignedRow, Stored
from ledger.verify.findings import Note
from ledger.verify.report import Place
from ledger.verify.rows import Reader


class Published(NamedTuple):
    """A row of `published`."""

    log: int
    size: int
    note: bytes


def read_published(reader: Reader, note: Note) -> list[Published]:
    """What was published, by log and size.

    Raises:
        Damaged: the database could not be read.
    """
    # A database that only an earlier version has opened has no such table.
    if "published" not in reader.tables():
        return []
    found = []
    for log, size, published in reader.rows(_PUBLISHED):
        if _is_sound(log, size, published):
            found.append(Published(log, size, published))
        else:
            note(kinds.PUBLISHED_INVALID, Place(), "numbers and a note", "another row")
    return found


def published_rows(
    rows: Sequence[Published], stored: Mapping[int, Sequence[Stored]], keys: LedgerKeys, note: Note
) -> dict[int, list[SignedRow]]:
    """What each published note must say, and who must have signed it, by log."""
    roots = {(log, row.size): row.root for log, known in stored.items() for row in known}
    signed: dict[int, list[SignedRow]] = {}
    for row in rows:
        root = roots.get((row.log, row.size))
        if root is None:
            expected = f"a checkpoint of {row.size} entries in log {row.log}"
            note(kinds.PUBLISHED_INVALID, Place(), expected, "published, and not among them")
            continue
        says = Checkpoint(keys.genesis.origin(row.log), row.size, root)
        by = keys.of_log(row.log, row.size)
        signed.setdefault(row.log, []).append(SignedRow(row.note, says, by))
    return signed


def check_quorum(rows: Sequence[Published], policy: Policy, note: Note) -> None:
    """Check that what was published last has the cosignatures that the trust file asks for."""
    expected = "the quorum of the trust file’s policy"
    if not rows:
        note(kinds.COSIGNATURES_MISSING, Place(), expected, "nothing was published")
        return
    last = rows[-1]
    try:
        policy.check(last.note)
    except QuorumMissing as error:
        found = f"of {last.size} entries, missing {', '.join(error.missing)}"
        note(kinds.COSIGNATURES_MISSING, Place(), expected, found)
    except CryptoError as error:
        note(kinds.PUBLISHED_INVALID, Place(), f"a checkpoint of {last.size}", str(error))


def _is_sound(log: Any, size: Any, note: Any) -> bool:
    numbers = type(log) is int and type(size) is int
    return numbers and log > 0 and size > 0 and type(note) is bytes


_PUBLISHED: Final = "SELECT log, size, note FROM published ORDER BY log, size"
