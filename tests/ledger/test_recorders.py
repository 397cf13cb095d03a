"""Our recorders against the contract that ships with the library."""

import uuid
from collections.abc import Iterator
from typing import Any
from unittest import TestCase

import pytest
from eventsourcing.persistence import ApplicationRecorder, TrackingRecorder

from ledger.settings import Settings
from ledger.store import open_database, recorders
from tests.ledger.contract import (
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
    TrackingRecorderTestCase,
)


class OnEachDatabase(TestCase):
    """Gives the library's cases our recorders, on the database that pytest chooses.

    `unittest` knows no parameters, so each case below names its database.
    """

    database: str
    recorders: tuple[Any, Any]

    @pytest.fixture(autouse=True)
    def _open(self, request: pytest.FixtureRequest, tmp_path: Any) -> Iterator[None]:
        url = request.getfixturevalue(f"{self.database}_database")
        database = open_database(Settings(tmp_path, url))
        self.recorders = recorders(database)
        for recorder in self.recorders:
            recorder.create_table()
        yield
        database.close()

    def new_originator_id(self) -> str:
        """Our stream ids are texts, which the library calls `originator_id_type` "text"."""
        return str(uuid.uuid4())


class Entries(OnEachDatabase):
    """The recorder of entries."""

    def create_recorder(self) -> ApplicationRecorder:
        """The one that the fixture opened."""
        recorder: ApplicationRecorder = self.recorders[0]
        return recorder


class Tracking(OnEachDatabase):
    """The recorder of the log."""

    def create_recorder(self) -> TrackingRecorder:
        """The one that the fixture opened."""
        recorder: TrackingRecorder = self.recorders[1]
        return recorder


class TestSqliteEntries(Entries, ApplicationRecorderTestCase[Any]):
    """Stores, conflicts and orders events as the library asks, on SQLite."""

    database = "sqlite"
    __test__ = True


class TestPostgresEntries(Entries, ApplicationRecorderTestCase[Any]):
    """Stores, conflicts, orders and announces events as the library asks, on PostgreSQL."""

    database = "postgres"
    __test__ = True

    def test_insert_subscribe(self) -> None:
        """A subscriber hears of each commit."""
        self.optional_test_insert_subscribe()


class TestSqlitePositions(Entries, NonInterleavingNotificationIDsBaseCase):
    """Positions of one transaction never fall between those of another, on SQLite."""

    database = "sqlite"
    __test__ = True


class TestPostgresPositions(Entries, NonInterleavingNotificationIDsBaseCase):
    """Positions of one transaction never fall between those of another, on PostgreSQL."""

    database = "postgres"
    __test__ = True


class TestSqliteTracking(Tracking, TrackingRecorderTestCase):
    """Tracks a position once, and only forwards, on SQLite."""

    database = "sqlite"
    __test__ = True


class TestPostgresTracking(Tracking, TrackingRecorderTestCase):
    """Tracks a position once, and only forwards, on PostgreSQL."""

    database = "postgres"
    __test__ = True


# Abstract: only the classes above that name a database are collected.
for _case in (Entries, Tracking, *Entries.__bases__):
    setattr(_case, "__test__", False)  # noqa: B010 - pytest's own switch, which no class declares
for _case in (
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
    TrackingRecorderTestCase,
):
    setattr(_case, "__test__", False)  # noqa: B010 - as above
