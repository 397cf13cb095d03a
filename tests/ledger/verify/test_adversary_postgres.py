"""What differs on PostgreSQL: types, positions with gaps, triggers and rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ledger.settings import Settings
from ledger.verify import Options, Report, read_evidence, verify_ledger
from tests.adversary import codes, finding, flipped
from tests.victim import MAYA, Builder, Held


class Server:
    """The victim in a PostgreSQL database of its own."""

    def __init__(self, settings: Settings, held: Held) -> None:
        self._settings = settings
        self._held = held

    def sql(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run raw SQL, as whoever can write the database."""
        with psycopg.connect(str(self._settings.postgres)) as connection:
            cursor = connection.execute(statement.encode(), values)
            return cursor.fetchall() if cursor.description else []

    def verify(self, **options: Any) -> Report:
        """Verify with trust file and evidence."""
        evidence = [read_evidence("kept", self._held.newest)]
        chosen = Options(**{"chunk": 7, **options})
        return verify_ledger(self._settings, self._held.trust, evidence, options=chosen)

    def position(self, seq: int) -> int:
        """Where an entry of Maya's enquiry stands."""
        statement = (
            "SELECT notification_id FROM stored_events "
            "WHERE originator_id = %s AND originator_version = %s"
        )
        ((position,),) = self.sql(statement, [MAYA, seq])
        return int(position)


@pytest.fixture
def server(postgres_database: str, tmp_path: Path) -> Server:
    """A new victim."""
    settings = Settings(tmp_path / "data", postgres_database)
    return Server(settings, Builder(settings).build())


def test_an_unaltered_database_is_verified_by_two_processes(server: Server) -> None:
    """Each process has a connection of its own."""
    assert codes(server.verify(workers=2, parallel_from=1)) == []


def test_every_kind_of_alteration_that_touches_the_database_is_found(server: Server) -> None:
    """One after the other: deleted, flipped, moved, unsealed, a node, a checkpoint, a rule."""
    one, two, three = server.position(1), server.position(2), server.position(3)
    server.sql("CREATE RULE quiet AS ON DELETE TO sealed DO INSTEAD NOTHING")
    assert codes(server.verify()) == ["schema-altered"]
    server.sql("DROP RULE quiet ON sealed")

    server.sql("UPDATE log_nodes SET hash = decode('00', 'hex') WHERE level = 0 AND idx = 3")
    assert codes(server.verify()) == ["node-mismatch"]

    server.sql("UPDATE log_checkpoints SET note = NULL WHERE size > 20")
    assert "pending" in codes(server.verify())

    server.sql("UPDATE sealed SET box = %s WHERE stream = %s AND seq = 3", [b"short", MAYA])
    assert finding(server.verify(), "seal-broken").first.position == three

    ((jws,),) = server.sql("SELECT state FROM stored_events WHERE notification_id = %s", [two])
    changed = flipped(bytes(jws), 400)
    server.sql("UPDATE stored_events SET state = %s WHERE notification_id = %s", [changed, two])
    report = server.verify()
    assert report.first is not None
    assert {finding(report, "leaf-mismatch").first.position} == {two}

    server.sql("DELETE FROM stored_events WHERE notification_id = %s", [one])
    report = server.verify()
    assert finding(report, "leaf-stray").first.position == one
    assert finding(report, "stream-gap").first.position == two
    assert report.exit_code == 1


def test_an_entry_between_two_positions_has_no_leaf(server: Server) -> None:
    """Where a transaction that failed left a gap, an entry slipped in is one too many."""
    row = "originator_id, originator_version, topic, state"
    server.sql(
        f"INSERT INTO stored_events (notification_id, {row}) SELECT -5, originator_id, 99, topic, "
        "state FROM stored_events WHERE notification_id = %s",
        [server.position(1)],
    )
    report = server.verify()
    assert finding(report, "leaf-missing").first.position == -5
    assert finding(report, "row-mismatch").first.position == -5
    assert report.exit_code == 1
