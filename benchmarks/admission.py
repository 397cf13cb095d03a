"""Admission end to end, beside stores that append the same bytes and keep no evidence.

From signed bytes to receipt: the author's signature verified, the entry judged, its words sealed,
committed durably, in the tree, the checkpoint signed. Signing by the author is not counted.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

from benchmarks.enquiries import Enquiries
from benchmarks.ledgers import Staffed, staffed
from benchmarks.measure import Measured, in_turns, side_by_side
from benchmarks.peers.bare import bare_on_postgres, bare_on_sqlite
from benchmarks.peers.message_db import message_db
from benchmarks.peers.peer import Append, Appended, PeerMissing
from benchmarks.peers.umadb import umadb
from benchmarks.report import Result, Target
from ledger.ledger import Ledger
from tests import postgres

OURS: Final = "Countersign"
BARE: Final = "eventsourcing"
TARGETS: Final = {1: Target(0.4, at_least=True), 8: Target(0.8, at_least=True)}
"""By the number of writers at once."""
ENTRIES: Final = 320
"""Appended by each contestant in each round, by all writers together."""

Peers = Mapping[str, AbstractContextManager[Append]]
Work = Sequence[Sequence[bytes]]
"""Signed entries, in a share for each writer."""

T = TypeVar("T")


def run(*, quick: bool) -> Iterator[Result | str]:
    """Both stores, with one writer and with eight."""
    rounds = 3 if quick else 7
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder:
        peers: Peers = {
            BARE: bare_on_sqlite(Path(folder)),
            "UmaDB (a file of its own)": umadb(Path(folder)),
        }
        yield from _on_store("SQLite", None, peers, rounds)
    programs = postgres.find_programs()
    if programs is None:
        yield "admission, PostgreSQL: not measured, PostgreSQL is not installed"
        return
    with postgres.server(programs) as server, ExitStack() as databases:
        ours, bare, other = (databases.enter_context(postgres.database(server)) for _ in range(3))
        peers = {BARE: bare_on_postgres(bare), "Message DB": message_db(other)}
        yield from _on_store("PostgreSQL", ours, peers, rounds)


def _on_store(
    store: str, database: str | None, peers: Peers, rounds: int
) -> Iterator[Result | str]:
    with ExitStack() as opened:
        at = opened.enter_context(staffed(max(TARGETS), database))
        enquiries = Enquiries(at)
        yield f"admission on {store}: {enquiries.describe()}"
        appends: dict[str, Append] = {}
        for name, peer in peers.items():
            try:
                appends[name] = opened.enter_context(peer)
            except PeerMissing as missing:
                yield f"{name}: not measured, {missing}"
        for writers, target in TARGETS.items():
            work = [_work(at, enquiries, writers) for _ in range(rounds + 1)]
            measured = in_turns(_turns(at.ledger, appends, work), rounds)
            yield Result(
                f"admission on {store}, {writers} writer{'s at once' if writers > 1 else ''}",
                measured.ratio(BARE, OURS),
                target,
                tuple(_rate(name, measured) for name in measured.rounds),
            )


def _work(at: Staffed, enquiries: Enquiries, writers: int) -> Work:
    """What one round appends: to each writer enquiries of their own."""
    return [enquiries.signed(author, ENTRIES // writers) for author in at.staff[:writers]]


def _turns(
    ledger: Ledger, appends: Mapping[str, Append], work: Sequence[Work]
) -> dict[str, Callable[[], float]]:
    """Each contestant's turn: the next round's bytes, which are the same for all."""
    events = [[[Appended.of(data) for data in share] for share in shares] for shares in work]
    return {
        OURS: partial(_turn, lambda data: ledger.admit([data]), iter(work)),
        **{name: partial(_turn, append, iter(events)) for name, append in appends.items()},
    }


def _turn(append: Callable[[T], object], work: Iterator[Sequence[Sequence[T]]]) -> float:
    return side_by_side(append, next(work))


def _rate(name: str, measured: Measured) -> str:
    return f"{name:<28}{ENTRIES / measured.seconds(name):8,.0f} entries a second"
