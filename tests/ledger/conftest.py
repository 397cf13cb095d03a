"""Fixtures for the store: one folder, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.settings import Settings
from ledger.store import Store
from tests.ledger.writing import make_folder, opened


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """A new data folder; the test runs once on each database."""
    return make_folder(tmp_path / "data", database_url)


@pytest.fixture
def store(settings: Settings) -> Iterator[Store]:
    """Its store."""
    with opened(settings) as store:
        yield store
