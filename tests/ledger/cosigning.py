"""A log with two histories that asks for cosignatures, and a process that gives one.

python -m tests.ledger.cosigning DATA DATABASE < REQUEST > LINE
"""

import sys
from functools import cache
from pathlib import Path

from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.note import NoteSigner
from crypto.witness import AddCheckpoint
from ledger.settings import Settings
from ledger.store import Store
from ledger.witnessing import Witness
from ledger.witnessing.watched import make_witness_key, watch
from tests.crypto import slow_tree
from tests.ledger.writing import GENESIS, KEY, opened

ORIGIN = "other.example/ledger/1"
LOG = NoteSigner(ORIGIN, KEY)
HONEST = tuple(bytes([number]) * 32 for number in range(40))
FORKED = (HONEST[0], b"other" * 6, *HONEST[2:])
NOW = 1_700_000_100


@cache
def checkpoint(size: int, leaves: tuple[bytes, ...] = HONEST) -> bytes:
    """A signed checkpoint over the first of these leaves."""
    return sign_checkpoint(Checkpoint(ORIGIN, size, slow_tree.mth(leaves[:size])), [LOG])


@cache
def asked(old: int, size: int, leaves: tuple[bytes, ...] = HONEST) -> bytes:
    """What a log with these leaves sends."""
    proof = slow_tree.proof(old, leaves[:size]) if old else []
    return AddCheckpoint(old, tuple(proof), checkpoint(size, leaves)).encode()


def witness(settings: Settings, store: Store) -> Witness:
    """The witness of a folder, which watches that log."""
    make_witness_key(settings.keystore, GENESIS)
    if not (settings.data / "witness-logs.txt").exists():
        watch(settings.data, GENESIS, LOG.key.vkey)
    return Witness(store.database, GENESIS, settings.data, lambda: NOW)


def main() -> None:
    """Cosign what comes on standard input."""
    settings = Settings(Path(sys.argv[1]), sys.argv[2])
    with opened(settings) as store:
        line = witness(settings, store).add(sys.stdin.buffer.read())
    sys.stdout.write(line.encode())


if __name__ == "__main__":
    main()
