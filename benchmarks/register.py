"""The register at 100,000 enquiries: each question beside reading one of its tables through."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import in_turns, timed
from benchmarks.report import Result, Target
from ledger.store import Store
from tests.ledger import test_register_scale as scale
from tests.ledger.writing import make_folder, opened

TARGET: Final = Target(0.1, at_least=False)
TIMES: Final = 20
PAGE: Final = 20
THROUGH: Final = "a table read through"


def run(*, quick: bool) -> Iterator[Result | str]:
    """A page of each question: answered from an index, it costs far less than a table."""
    with _register() as (store, asked):
        turns = {name: timed(partial(_page, ask)) for name, ask in asked.items()}
        turns[THROUGH] = timed(partial(_read_through, store))
        measured = in_turns(turns, rounds=3 if quick else 7)
    slowest = max(asked, key=measured.seconds)
    page, through = (measured.seconds(name) / TIMES * 1000 for name in (slowest, THROUGH))
    yield Result(
        f"register of {scale.ENQUIRIES:,}: the slowest of {len(asked)} questions, of a scan",
        measured.ratio(slowest, THROUGH),
        TARGET,
        (f"“{slowest}” {page:.2f} ms a page of {PAGE}; {THROUGH} {through:.1f} ms",),
    )


@contextmanager
def _register() -> Iterator[tuple[Store, dict[str, Callable[..., Any]]]]:
    """A register that is filled as if it had followed so many enquiries, and its questions."""
    with (
        tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder,
        opened(make_folder(Path(folder) / "data", f"sqlite:///{folder}/ledger.sqlite")) as store,
    ):
        yield store, scale.questions(scale.filled(store))


def _page(ask: Callable[..., Any]) -> None:
    for _ in range(TIMES):
        assert len(ask(limit=PAGE).items) == PAGE


def _read_through(store: Store) -> None:
    for _ in range(TIMES):
        with store.database.read() as session:
            session.rows("SELECT count(*) FROM register_streams WHERE state || '' = ?", ("none",))
