"""A view of a long enquiry, beside decrypting and parsing it, and once it is kept."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Spread, in_turns, timed
from benchmarks.report import Result, Target
from ledger.ledger import Ledger
from ledger.register import open_register
from ledger.settings import Settings
from ledger.store import Store
from ledger.views import Views
from projections import case_view, chronology, countersignatures, decisions, duties
from tests.big import big
from tests.ledger.telling import Teller
from tests.ledger.writing import GENESIS, make_folder, opened
from tests.scenario import STREAM

ENTRIES: Final = 300
VIEWS: Final[tuple[Callable[..., Any], ...]] = (
    case_view,
    chronology,
    countersignatures,
    duties,
    decisions,
)
COLD: Final = Target(3, at_least=False)
WARM: Final = Target(1, at_least=False)
WARM_SECONDS: Final = 0.002
TIMES: Final = 50


def run(*, quick: bool) -> Iterator[Result | str]:
    """Each view for itself: cold, by a process that has read nothing; warm, asked again."""
    rounds = 5 if quick else 11
    with _told() as (settings, store):
        ledger = partial(_ledger, settings, store)
        turns = {view.__name__: timed(partial(_cold, ledger, view)) for view in VIEWS}
        read = timed(lambda: ledger().reads.history.entries(STREAM))
        measured = in_turns({"read": read, **turns}, rounds)
        yield f"decrypting and parsing {ENTRIES} entries: {measured.seconds('read') * 1000:.0f} ms"
        for view in VIEWS:
            name, took = view.__name__, measured.seconds(view.__name__) * 1000
            ratio = measured.ratio(name, "read")
            yield Result(f"{name}, cold, of that", ratio, COLD, (f"{took:.0f} ms",))
        views = Views(ledger())
        for view in VIEWS:
            warm = in_turns({"warm": timed(partial(_warm, views, view))}, rounds).rounds["warm"]
            ratio = Spread.of([took / TIMES / WARM_SECONDS for took in warm])
            yield Result(f"{view.__name__}, warm, of 2 ms", ratio, WARM)


@contextmanager
def _told() -> Iterator[tuple[Settings, Store]]:
    """A store that holds one enquiry of every kind of entry."""
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder:
        settings = make_folder(Path(folder) / "data", f"sqlite:///{folder}/ledger.sqlite")
        with opened(settings) as store:
            teller = Teller(store)
            teller.adopt("standard")
            teller.tell(big(ENTRIES).enquiry.entries)
            yield settings, store


def _ledger(settings: Settings, store: Store) -> Ledger:
    """A ledger that has read nothing of the store yet."""
    return Ledger(GENESIS, store, open_register(settings, store, GENESIS))


def _cold(ledger: Callable[[], Ledger], view: Callable[..., Any]) -> None:
    views = Views(ledger())
    views.get(view, views.reading(STREAM, None))


def _warm(views: Views, view: Callable[..., Any]) -> None:
    for _ in range(TIMES):
        views.get(view, views.reading(STREAM, None))
