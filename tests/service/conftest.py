"""A world on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.world import World, a_world


@pytest.fixture
def world(tmp_path: Path, database_url: str) -> Iterator[World]:
    """A new ledger with one enquiry; the test runs once on each database."""
    with a_world(tmp_path, database_url) as world:
        yield world


@pytest.fixture
def on_sqlite(tmp_path: Path, sqlite_database: str) -> Iterator[World]:
    """A new ledger on SQLite, for what does not depend on the database."""
    with a_world(tmp_path, sqlite_database) as world:
        yield world
