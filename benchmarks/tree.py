"""What an entry and a receipt cost in a log of a million leaves, and in one of a thousand."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID

from benchmarks.measure import in_turns, timed
from benchmarks.report import Result, Target
from crypto.merkle import Frontier
from ledger.database import Session
from ledger.log.tree import FIRST_LOG, Leaf, Tree, record
from ledger.mapper import TOPIC
from ledger.settings import Settings
from ledger.store import Store
from tests.ledger.writing import Writer, make_folder, opened, stream

SMALL: Final = 1_000
TARGET: Final = Target(1.3, at_least=False)
BATCH: Final = 20_000
"""Leaves brought in at once while the log is built."""
LENGTH: Final = 40
"""Entries of a stream."""
APPENDS: Final = 20
PROOFS: Final = 200
"""Done in one turn, by far fewer than would make a thousand leaves many more."""


def run(*, quick: bool) -> Iterator[Result | str]:
    """Append and prove in a large log and a small one, in turns."""
    large = 100_000 if quick else 1_000_000
    with ExitStack() as logs:
        stores = {size: logs.enter_context(a_log(size))[1] for size in (SMALL, large)}
        for what, times, work in (
            ("append and receipt", APPENDS, _append),
            ("an old receipt", PROOFS, _prove),
        ):
            turns = {str(size): timed(partial(work, store, size)) for size, store in stores.items()}
            measured = in_turns(turns, rounds=7 if quick else 15)
            small, big = (measured.seconds(str(size)) / times * 1000 for size in (SMALL, large))
            yield Result(
                f"{what} at {large:,} leaves, of the cost at {SMALL:,}",
                measured.ratio(str(large), str(SMALL)),
                TARGET,
                (f"{big:.2f} ms at {large:,}, {small:.2f} ms at {SMALL:,}",),
            )


def _append(store: Store, _size: int) -> None:
    """Commit an entry, durably, and have its receipt."""
    writer, where = Writer(), stream()
    for seq in range(1, APPENDS + 1):
        writer.commit(store, where)
        store.log.receipt(where, seq)


def _prove(store: Store, size: int) -> None:
    """Have the receipts of entries from anywhere in the log, one at a time."""
    random = Random(1)
    for _ in range(PROOFS):
        store.log.receipt(*_place(random.randrange(size - 1)))


@contextmanager
def a_log(size: int) -> Iterator[tuple[Settings, Store]]:
    """A store whose log has so many leaves; only the last of their entries is there."""
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder:
        settings = make_folder(Path(folder) / "data", f"sqlite:///{folder}/ledger.sqlite")
        with opened(settings) as store:
            with store.database.write() as session:
                _build(session, size)
            yield settings, store


def _build(session: Session, size: int) -> None:
    tree = Tree(FIRST_LOG, Frontier(), Leaf(0, "", 0, b"", 0), {}, {})
    last, _ = Writer().sign(stream())
    for first in range(0, size, BATCH):
        indexes = range(first, min(first + BATCH, size))
        leaves = [Leaf(i + 1, *_place(i), os.urandom(32), 1_700_000_001) for i in indexes]
        if indexes[-1] == size - 1:
            leaves[-1] = Leaf(size, last.claims.sub, 1, last.jws.digest, 1_700_000_001)
        frontier, nodes = tree.frontier.extend(leaf.digest for leaf in leaves)
        tree = Tree(FIRST_LOG, frontier, leaves[-1], {}, {})
        record(session, tree, leaves, nodes, 1_700_000_009)
    session.run(
        "INSERT INTO stored_events "
        "(notification_id, originator_id, originator_version, topic, state) VALUES (?, ?, ?, ?, ?)",
        (size, last.claims.sub, 1, TOPIC, last.jws.data),
    )


def _place(index: int) -> tuple[str, int]:
    """Stream and seq of the entry at an index, as if enquiries had been recorded in turn."""
    number, seq = divmod(index, LENGTH)
    name = hashlib.sha256(number.to_bytes(8, "big")).digest()[:16]
    return str(UUID(bytes=name)), seq + 1
