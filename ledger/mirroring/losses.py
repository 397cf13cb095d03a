"""Losses that a ledger has declared: a copy keeps what the ledger lost, and compares."""

from crypto.checkpoint import Checkpoint, unverified_checkpoint
from crypto.errors import Malformed
from ledger.mirroring.held import Held
from ledger.mirroring.refusing import LogRefused


def check_loss(
    origin: str, offered: Checkpoint | None, held: Held | None, reset: bytes | None
) -> int | None:
    """Up to which size a log was published, as its successor says, if the ledger shows less now.

    None where it shows all that is held. `reset` is the checkpoint that the first leaf of the next
    log names; that it does is checked when that log is followed.

    Raises:
        LogRefused: entries are gone that were not declared lost, or what is left differs.
        CopyDamaged: the files of this copy are missing or cut off.
    """
    shown = offered.size if offered else 0
    if held is None or shown >= held.checkpoint.size:
        return None
    mine = held.checkpoint
    if reset is None:
        raise LogRefused(
            f"{origin}: shows {shown} entries where this copy holds {mine.size}; entries that were "
            "published are gone, and no reset was declared"
        )
    last = _named(origin, reset)
    if last.size < mine.size:
        raise LogRefused(
            f"{origin}: said to have been published up to {last.size} entries, where this copy "
            f"holds {mine.size}; more was lost than was declared"
        )
    if last.size == mine.size and last.root != mine.root:
        raise LogRefused(f"{origin}: the reset names another log of {mine.size} entries")
    if offered and held.root_at(shown) != offered.root:
        raise LogRefused(f"{origin}: what is left of it is not the beginning of this copy")
    return last.size


def _named(origin: str, reset: bytes) -> Checkpoint:
    try:
        named = unverified_checkpoint(reset)
    except Malformed as error:
        raise LogRefused(f"{origin}: the log after it names no checkpoint ({error})") from error
    if named.origin != origin:
        raise LogRefused(f"{origin}: the log after it names one of {named.origin}")
    return named
