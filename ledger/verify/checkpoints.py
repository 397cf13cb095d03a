"""Every checkpoint that the ledger has stored: its signatures, its size, its root."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from crypto.checkpoint import Checkpoint, open_checkpoint
from crypto.errors import CryptoError
from crypto.ledgerkeys import LedgerKeys
from crypto.note import NoteKey
from ledger.verify import kinds
from ledger.verify.findings import Note
from ledger.verify.report import Place
from ledger.verify.rows import Reader
from ledger.verify.tree import TreeCheck


class Stored(NamedTuple):
    """A row of `log_checkpoints`; the note is None until the size was signed."""

    size: int
    root: bytes
    note: bytes | None


def read_checkpoints(reader: Reader, note: Note) -> dict[int, list[Stored]]:
    """The stored checkpoints of each log, by size; log 1 is always there.

    Raises:
        Damaged: the database could not be read.
    """
    found: dict[int, list[Stored]] = {1: []}
    statement = "SELECT log, size, root, note FROM log_checkpoints ORDER BY log, size"
    for log, size, root, signed in reader.rows(statement):
        if _is_sound(log, size, root, signed):
            found.setdefault(log, []).append(Stored(size, root, signed))
        else:
            note(kinds.CHECKPOINT_INVALID, Place(), "numbers and hashes", "another row")
    return found


def compare_roots(stored: Sequence[Stored], tree: TreeCheck, note: Note, behind: Place) -> None:
    """Compare stored roots with those grown again; `behind` is the place behind the last entry."""
    for checkpoint in stored:
        if checkpoint.size > tree.size:
            found = f"a checkpoint of {checkpoint.size}"
            note(kinds.CHECKPOINT_BEYOND, behind, f"{tree.size} entries in the log", found)
        elif checkpoint.root != tree.roots[checkpoint.size]:
            place = tree.places[checkpoint.size]
            note(kinds.ROOT_MISMATCH, place, f"the root of {checkpoint.size} entries", "another")
    last = stored[-1].size if stored else 0
    if tree.stored > last:
        expected = f"a checkpoint of {tree.stored}"
        note(kinds.CHECKPOINT_MISSING, behind, expected, f"the last is of {last}")


class SignedRow(NamedTuple):
    """A stored note, with what it must say, and the keys one of which must have signed it."""

    note: bytes
    says: Checkpoint
    keys: tuple[NoteKey, ...]


def signed_rows(number: int, stored: Sequence[Stored], keys: LedgerKeys) -> list[SignedRow]:
    """Every stored note of one log."""
    origin, all_keys = keys.genesis.origin(number), keys.of_log(number)
    return [
        SignedRow(
            row.note,
            Checkpoint(origin, row.size, row.root),
            keys.of_log(number, row.size) if keys.retired else all_keys,
        )
        for row in stored
        if row.note is not None
    ]


def check_notes(rows: Sequence[SignedRow]) -> list[tuple[int, str]]:
    """The sizes of checkpoints that the ledger did not sign, or that say something else; why."""
    found = []
    for row in rows:
        try:
            says = open_checkpoint(row.note, row.keys).checkpoint
        except CryptoError as error:
            found.append((row.says.size, str(error)))
        else:
            if says != row.says:
                found.append((row.says.size, "another size or root than its row"))
    return found


def _is_sound(log: Any, size: Any, root: Any, note: Any) -> bool:
    return (
        type(log) is int
        and log > 0
        and type(size) is int
        and size > 0
        and type(root) is bytes
        and len(root) == 32  # noqa: PLR2004 - SHA-256
        and (note is None or type(note) is bytes)
    )
