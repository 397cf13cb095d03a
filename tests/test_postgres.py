"""The throw-away PostgreSQL server."""

from urllib.parse import urlsplit

import psycopg
import pytest

from tests import postgres


def test_each_database_is_empty_and_goes_with_its_test(postgres_url: str) -> None:
    """A database starts without tables, and is gone afterwards even with a client connected."""
    with postgres.database(postgres_url) as url:
        left_open = psycopg.connect(url, autocommit=True)
        tables = left_open.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    left_open.close()
    assert tables == (0,)
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        psycopg.connect(url)


def test_commits_are_durable(postgres_database: str) -> None:
    """The server waits for the disk, as the one in production must."""
    with psycopg.connect(postgres_database) as connection:
        settings = [
            connection.execute(f"SHOW {name}").fetchone()
            for name in ("fsync", "synchronous_commit", "full_page_writes")
        ]
    assert settings == [("on",)] * 3


def test_both_stores_are_offered(database_url: str) -> None:
    """A test that asks for `database_url` runs on SQLite and on PostgreSQL."""
    assert urlsplit(database_url).scheme in {"sqlite", "postgresql"}
