"""Declaring a loss: after a restore, the next log begins with the last checkpoint published before.

Whoever holds that checkpoint then sees that the break was declared. Undeclared, a log that is
shorter than one already published would be an alteration to everybody who holds a receipt.
"""

from crypto.checkpoint import unverified_checkpoint
from ledger.errors import Problem
from ledger.keys.ledger_keys import held_keys
from ledger.ledger import Ledger
from ledger.operating.opening import keep_trust_file
from ledger.settings import Settings


class NothingLost(Problem):
    """The log still has everything that the checkpoint covers."""

    code = "nothing-lost"
    status = 409
    title = "Nothing is missing from the log"


class DeclaredAlready(Problem):
    """That log has ended: the next one began by naming a checkpoint of it, and names no other."""

    code = "loss-declared"
    status = 409
    title = "This loss was declared already"


def declare_reset(ledger: Ledger, settings: Settings, published: bytes) -> str:
    """Open the next log, which names the last published checkpoint; its origin.

    Raises:
        NothingLost: the checkpoint is of the present log, which only adds to it.
        DeclaredAlready: it is of a log that was ended by an earlier declaration.
        CryptoError, NotInLog: it is no checkpoint that this ledger signed.
        DiskFull, ReadOnly, ...: the trust file, or the log, cannot be written.
    """
    claim = unverified_checkpoint(published)
    log = ledger.store.log
    reaches = claim.origin == log.origin() and claim.size <= log.size()
    if reaches and log.root_at(claim.size) == claim.root:
        raise NothingLost(
            f"published: the log still has these {claim.size} entries as they were; begin no other"
        )
    present = int(log.origin().rpartition("/")[2])
    if claim.origin in map(ledger.genesis.origin, range(1, present)):
        raise DeclaredAlready(
            f"published: {claim.origin} has ended, and {log.origin()} goes on; begin no other"
        )
    origin = log.reset(published, tuple(held_keys(settings.keystore).values()))
    log.catch_up()
    keep_trust_file(ledger, settings)
    return origin
