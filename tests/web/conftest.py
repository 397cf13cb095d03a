"""Fixtures for pages in a real browser: one Chromium and one served demonstration a worker."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ledger.settings import Settings
from tests.api.serving import Told
from tests.conftest import require
from tests.web.author import Author, Enter, enrolled
from tests.web.chromium import NAMES, chromium, find
from tests.web.device import device
from tests.web.house import House, housed, tell
from tests.web.verifier import Verifier, verifier
from tests.web.visiting import PATIENCE, Visitor, visiting


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real browser."""
    program = find()
    expect.set_options(timeout=PATIENCE)
    require(program is not None, f"no browser is installed ({', '.join(NAMES)})")
    assert program
    with chromium(program) as started:
        yield started


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The shipped scenarios, told once."""
    return tell(Settings(tmp_path_factory.mktemp("demonstration") / "data"))


@pytest.fixture(scope="session")
def house(demonstration: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration, served to tests that record nothing in it."""
    with housed(demonstration.copied(tmp_path_factory.mktemp("house") / "data")) as served:
        yield served


@pytest.fixture
def own_house(demonstration: Told, tmp_path: Path) -> Iterator[House]:
    """The demonstration, served to one test that records."""
    with housed(demonstration.copied(tmp_path / "data")) as served:
        yield served


@pytest.fixture(scope="module")
def module_house(demonstration: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration, served to the tests of one module, who draft or record in it."""
    with housed(demonstration.copied(tmp_path_factory.mktemp("module") / "data")) as served:
        yield served


@pytest.fixture(scope="session")
def desk(demonstration: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demonstration, served to tests that record in it one after the other."""
    with housed(demonstration.copied(tmp_path_factory.mktemp("desk") / "data")) as served:
        yield served


@pytest.fixture(scope="session")
def _known(browser: Browser, desk: House) -> Iterator[Enter]:
    """Authors at that desk, each enrolled once."""
    with ExitStack() as until_the_end:
        known: dict[str, Author] = {}

        def somebody(who: str) -> Author:
            if who not in known:
                name = desk.name_of(who)
                known[who] = until_the_end.enter_context(enrolled(browser, desk, name))
            return known[who]

        yield somebody


@pytest.fixture
def enter(_known: Enter) -> Iterator[Enter]:
    """Somebody of the demonstration with a key in their browser; the test fails where it did."""
    here: list[Author] = []

    def somebody(who: str) -> Author:
        here.append(_known(who))
        return here[-1]

    yield somebody
    for author in here:
        author.visitor.troubles.check()


@pytest.fixture
def person(browser: Browser, house: House) -> Iterator[Callable[[str], Visitor]]:
    """Somebody of the demonstration, signed in to read, at a browser of their own."""
    with ExitStack() as until_the_end:

        def somebody(name: str) -> Visitor:
            visitor = until_the_end.enter_context(visiting(browser, house))
            visitor.carry(house.token(name))
            return visitor

        yield somebody


@pytest.fixture(scope="module")
def verifying(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    """The page that verifies bundles, opened once from a file."""
    with verifier(browser, tmp_path_factory.mktemp("page")) as opened:
        yield opened


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """An empty page with the modules of a device."""
    with device(browser) as empty:
        yield empty
