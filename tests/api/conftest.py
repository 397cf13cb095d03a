"""Fixtures for the API: one story, told once; a server that only reads, and one for each writer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledger.settings import Settings
from tests.api.serving import Served, Told, served, tell


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The story, told into a ledger on SQLite."""
    return tell(Settings(tmp_path_factory.mktemp("story") / "data"))


@pytest.fixture(scope="session")
def reading(story: Told, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for tests that change nothing."""
    with served(story.copied(tmp_path_factory.mktemp("reading") / "data")) as house:
        yield house


@pytest.fixture
def writing(story: Told, tmp_path: Path) -> Iterator[Served]:
    """A server for one test that writes."""
    with served(story.copied(tmp_path / "data")) as house:
        yield house
