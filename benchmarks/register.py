"""The register at 100,000 enquiries: each question beside reading one of its tables through, and
the duty manager's screen and queue beside the time that somebody who opens it hardly notices.
"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.measure import Spread, in_turns, timed
from benchmarks.report import Result, Target
from ledger.across.duty import duty_screen
from ledger.across.lines import Reader
from ledger.across.work import work_of
from ledger.ledger import Ledger
from ledger.register import Register
from ledger.store import Store
from ledger.views import Views
from tests.ledger import test_register_scale as scale
from tests.ledger.telling import Teller
from tests.ledger.writing import GENESIS, make_folder, opened

TARGET: Final = Target(0.1, at_least=False)
TIMES: Final = 20
PAGE: Final = 20
THROUGH: Final = "a table read through"
MANAGER: Final = scale.practitioner(scale.PEOPLE)
SCREEN: Final = Target(1, at_least=False)
SCREEN_SECONDS: Final = 0.1


def run(*, quick: bool) -> Iterator[Result | str]:
    """A page of each question: answered from an index, it costs far less than a table."""
    rounds = 3 if quick else 7
    with _register() as (store, register):
        asked = scale.questions(register)
        turns = {name: timed(partial(_page, ask)) for name, ask in asked.items()}
        turns[THROUGH] = timed(partial(_read_through, store))
        measured = in_turns(turns, rounds)
        ledger = _ledger(store, register)
        screens = {"screen": timed(partial(_screen, ledger)), "work": timed(partial(_work, ledger))}
        taken = in_turns(screens, rounds).rounds
    slowest = max(asked, key=measured.seconds)
    page, through = (measured.seconds(name) / TIMES * 1000 for name in (slowest, THROUGH))
    yield Result(
        f"register of {scale.ENQUIRIES:,}: the slowest of {len(asked)} questions, of a scan",
        measured.ratio(slowest, THROUGH),
        TARGET,
        (f"“{slowest}” {page:.2f} ms a page of {PAGE}; {THROUGH} {through:.1f} ms",),
    )
    yield Result(
        f"the duty manager’s screen, {scale.OPEN:,} of them open, of 100 ms",
        Spread.of([seconds / TIMES / SCREEN_SECONDS for seconds in taken["screen"]]),
        SCREEN,
        (f"for a manager of the whole agency, of {scale.PEOPLE} practitioners",),
    )
    yield Result(
        f"what waits for that manager, {3 * scale.OPEN:,} entries, of 100 ms",
        Spread.of([seconds / TIMES / SCREEN_SECONDS for seconds in taken["work"]]),
        SCREEN,
    )


@contextmanager
def _register() -> Iterator[tuple[Store, Register]]:
    """A register that is filled as if it had followed so many enquiries."""
    with (
        tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder,
        opened(make_folder(Path(folder) / "data", f"sqlite:///{folder}/ledger.sqlite")) as store,
    ):
        yield store, scale.filled(store)


def _ledger(store: Store, register: Register) -> Ledger:
    """The ledger of it, in whose directory those are who take part."""
    teller = Teller(store)
    teller.adopt()
    teller.enrol(*map(scale.practitioner, range(scale.PEOPLE)), agency=scale.AGENCIES[0])
    teller.enrol(MANAGER, agency=scale.AGENCIES[0], role="service_manager")
    return Ledger(GENESIS, store, register)


def _screen(ledger: Ledger) -> None:
    reader = Reader(Views(ledger), MANAGER, "casework")
    for _ in range(TIMES):
        found = duty_screen(ledger, reader)
        assert sum(section.many for section in found.sections) == 4 * scale.OPEN


def _work(ledger: Ledger) -> None:
    reader = Reader(Views(ledger), MANAGER, "casework")
    for _ in range(TIMES):
        assert work_of(ledger, reader).many("countersign") == 3 * scale.OPEN


def _page(ask: Callable[..., Any]) -> None:
    for _ in range(TIMES):
        assert len(ask(limit=PAGE).items) == PAGE


def _read_through(store: Store) -> None:
    for _ in range(TIMES):
        with store.database.read() as session:
            session.rows("SELECT count(*) FROM register_streams WHERE state || '' = ?", ("none",))
