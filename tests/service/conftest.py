"""A world on each database: begun once, and copied for each test."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ledger.settings import Settings
from tests import postgres
from tests.service.world import World, begun, reopened


@pytest.fixture(scope="session")
def sqlite_beginning(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A ledger with one enquiry, in a file."""
    folder = tmp_path_factory.mktemp("sqlite-beginning")
    return begun(folder, f"sqlite:///{folder / 'ledger.sqlite'}")


@pytest.fixture(scope="session")
def postgres_beginning(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settings]:
    """A ledger with one enquiry, in PostgreSQL."""
    folder = tmp_path_factory.mktemp("postgres-beginning")
    with postgres.database(postgres_url) as url:
        yield begun(folder, url)


@pytest.fixture(params=["sqlite", "postgres"])
def world(request: pytest.FixtureRequest) -> World:
    """A ledger with one enquiry; the test runs once on each database."""
    found: World = request.getfixturevalue(f"on_{request.param}")
    return found


@pytest.fixture
def on_sqlite(sqlite_beginning: Settings, tmp_path: Path) -> Iterator[World]:
    """A ledger on SQLite, for what does not depend on the database."""
    file = tmp_path / "ledger.sqlite"
    shutil.copy(sqlite_beginning.data.parent / file.name, file)
    with reopened(_copied(sqlite_beginning, tmp_path, f"sqlite:///{file}")) as world:
        yield world


@pytest.fixture
def on_postgres(postgres_beginning: Settings, postgres_url: str, tmp_path: Path) -> Iterator[World]:
    """A ledger on PostgreSQL."""
    with ExitStack() as until_the_end:
        like = postgres_beginning.database
        url = until_the_end.enter_context(postgres.database(postgres_url, like))
        settings = _copied(postgres_beginning, tmp_path, url)
        yield until_the_end.enter_context(reopened(settings))


def _copied(beginning: Settings, folder: Path, database: str) -> Settings:
    shutil.copytree(beginning.data, folder / "data")
    return Settings(folder / "data", database)
