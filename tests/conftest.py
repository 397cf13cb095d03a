"""Fixtures for every test, and the rule for what a machine may lack."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests import postgres
from tests.timestamping import Authority, Kind

# No test asserts a time; on a busy machine an example may take long, to run and to draw.
hypothesis.settings.register_profile(
    "countersign", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("countersign")


def pytest_collection_finish() -> None:
    """Let the collector forget ten thousand tests, which stay: it looked at them all each time."""
    gc.freeze()


def require(present: bool, reason: str) -> None:
    """Skip the test with its reason unless `present`; with REQUIRE_ALL=1, fail it instead.

    A skipped test is invisible in a green run, so continuous integration sets REQUIRE_ALL=1 and
    installs what is missing.
    """
    if present:
        return
    if os.environ.get("REQUIRE_ALL") == "1":
        pytest.fail(f"REQUIRE_ALL=1, but {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """URL of a real PostgreSQL server, as an administrator: TEST_DATABASE_URL, or our own."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    programs = postgres.find_programs()
    require(programs is not None, "PostgreSQL is not installed")
    assert programs
    with postgres.server(programs) as url:
        yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """URL of an empty PostgreSQL database that only this test uses."""
    with postgres.database(postgres_url) as url:
        yield url


@pytest.fixture
def sqlite_database(tmp_path: Path) -> str:
    """URL of an SQLite file, not yet made, that only this test uses."""
    return f"sqlite:///{tmp_path / 'ledger.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """URL of an empty database: the test runs once on each store."""
    url: str = request.getfixturevalue(f"{request.param}_database")
    return url


@pytest.fixture(scope="session", params=["ec", "rsa"])
def time_authority(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Authority:
    """A time-stamping authority on this machine; the test runs once with each kind of key."""
    return _authority(tmp_path_factory, Kind(request.param))


@pytest.fixture(scope="session")
def one_authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """A time-stamping authority, where its kind of key makes no difference."""
    return _authority(tmp_path_factory, Kind("ec"))


def _authority(paths: pytest.TempPathFactory, kind: Kind) -> Authority:
    require(shutil.which("openssl") is not None, "OpenSSL is not installed")
    return Authority.make(paths.mktemp("authority"), kind=kind)
