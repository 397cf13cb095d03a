"""Time stamps in the database: the word of somebody outside on when entries were recorded."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crypto.note import UnverifiedNote
from ledger.verify import render
from tests.adversary import Victim, codes, finding
from tests.crypto.slow_tree import mth
from tests.timestamping import Authority, Kind

SIZES = (6, 12, 18)
HOUR = 3600
YEAR = 365 * 24 * HOUR


@pytest.fixture(scope="module")
def stamped(
    built: Victim, one_authority: Authority, tmp_path_factory: pytest.TempPathFactory
) -> Victim:
    """The victim, of which three checkpoints were stamped as soon as they were made."""
    folder = tmp_path_factory.mktemp("stamped")
    copy = built.copy(folder / "data")
    then = replace(one_authority, folder=folder).with_signer(Kind(days=(-3650, 3650)))
    for size in SIZES:
        stamp(copy, then, size)
    trust = replace(copy.held.trust, time_authorities=(one_authority.root.der,))
    return replace(copy, held=replace(copy.held, trust=trust))


@pytest.fixture
def attacked(stamped: Victim, tmp_path: Path) -> Victim:
    """A copy of it that may be attacked."""
    return stamped.copy(tmp_path / "data")


@pytest.fixture
def later(one_authority: Authority, tmp_path: Path) -> Authority:
    """The same authority, some other day."""
    other = replace(one_authority, folder=tmp_path / "later")
    return other.with_signer(Kind(days=(-3650, 3650)))


def stamp(victim: Victim, authority: Authority, size: int, seconds: int = 0) -> None:
    """Store a stamp over a checkpoint, made so many seconds after its last entry."""
    text = UnverifiedNote.parse(victim.held.checkpoints[size]).unverified_text.encode()
    ((known,),) = victim.sql("SELECT known FROM log_leaves WHERE idx = ?", [size - 1])
    at = datetime.fromtimestamp(known + seconds, UTC)
    token = authority.stamp_at(hashlib.sha256(text).digest(), at)
    victim.sql("DELETE FROM stamps WHERE size = ?", [size])
    values = [size, token, known + seconds, known + YEAR]
    victim.sql("INSERT INTO stamps VALUES (1, ?, 1, 'Stamps', ?, ?, ?, 0)", values)


def test_stamps_prove_between_when_entries_were_recorded(stamped: Victim) -> None:
    """The report names the last stamp, and proves less of what lies behind it."""
    report = stamped.verify(stamped.held.newest)
    assert report.exit_code == 0
    assert report.stamped is not None
    assert (report.stamped.size, report.stamped.by) == (SIZES[-1], "Stamps")
    words = report.verdicts[2].words
    assert words.startswith("Entries up to 18 of the log were recorded by 2 March 2026 at 9:")
    assert any("entries behind 18" in line for line in report.not_proven)
    assert report.as_json()["stamped"]["size"] == SIZES[-1]
    assert "Stamps attests" in render(report).replace("\n", " ")


def test_stamps_are_checked_by_several_processes_alike(stamped: Victim) -> None:
    """The report does not depend on who did the work."""
    evidence = stamped.held.newest
    alone = stamped.verify(evidence)
    together = stamped.verify(evidence, workers=2, parallel_from=1, chunk=5)
    assert together == alone


def test_a_trust_file_that_asks_for_no_stamp_leaves_them_alone(stamped: Victim) -> None:
    """Whoever verifies says whom they trust; a stamp by anybody else proves nothing to them."""
    trust = replace(stamped.held.trust, time_authorities=())
    report = replace(stamped, held=replace(stamped.held, trust=trust)).verify(stamped.held.newest)
    assert report.exit_code == 0
    assert report.stamped is None


def test_stamps_that_were_deleted_are_missed(attacked: Victim) -> None:
    """The trust file asks for them: the ledger's own clock is not enough."""
    attacked.sql("DELETE FROM stamps")
    report = attacked.verify(attacked.held.newest)
    assert codes(report) == ["stamp-missing"]
    assert report.exit_code == 2


def test_a_database_that_has_no_place_for_stamps_has_none(attacked: Victim) -> None:
    """An earlier version made it, and no later one has opened it yet."""
    attacked.sql("DROP TABLE stamps")
    assert codes(attacked.verify(attacked.held.newest)) == ["stamp-missing"]


def _cut(victim: Victim) -> None:
    victim.sql("UPDATE stamps SET token = substr(token, 1, 200) WHERE size = 12")


def _moved(victim: Victim) -> None:
    victim.sql("UPDATE stamps SET size = 13 WHERE size = 12")


def _no_blob(victim: Victim) -> None:
    victim.sql("UPDATE stamps SET token = 'none' WHERE size = 12")


def _nowhere(victim: Victim) -> None:
    victim.sql("UPDATE stamps SET log = 7 WHERE size = 12")


@pytest.mark.parametrize("alter", [_cut, _moved, _no_blob, _nowhere])
def test_an_altered_stamp_is_found(attacked: Victim, alter: Callable[[Victim], None]) -> None:
    """A stamp is over one checkpoint of one log, as its authority signed it."""
    alter(attacked)
    report = attacked.verify(attacked.held.newest)
    assert codes(report) == ["stamp-invalid"]
    assert report.exit_code == 1


def test_a_tail_that_was_cut_off_was_stamped(attacked: Victim) -> None:
    """Without any other evidence: the stamp over the longer log is still there."""
    attacked.truncate(SIZES[-1] - 2)
    report = attacked.verify()
    assert finding(report, "stamp-invalid").count == 1
    assert report.exit_code == 1


def test_history_rewritten_with_every_key_of_the_ledger_no_longer_fits(attacked: Victim) -> None:
    """Whoever holds the ledger's keys can sign another history, and cannot have it stamped then."""
    last = attacked.rows()[-1]
    attacked.sql("DELETE FROM stored_events WHERE notification_id = ?", [last.position - 16])
    attacked.rebuild_log()
    leaves = [leaf for (leaf,) in attacked.sql("SELECT digest FROM log_leaves ORDER BY idx")]
    for size in SIZES:
        root = mth(leaves[:size])
        attacked.sql("INSERT INTO log_checkpoints VALUES (1, ?, ?, NULL, 1)", [size, root])
        attacked.sign_checkpoint(size, root)
    report = attacked.verify()
    assert "root-mismatch" not in codes(report)
    assert "checkpoint-invalid" not in codes(report)
    assert finding(report, "stamp-invalid").count == 2


@pytest.mark.parametrize("seconds", [-HOUR, 30 * HOUR], ids=["upper", "lower"])
def test_a_time_outside_the_stamps_is_found(
    attacked: Victim, later: Authority, seconds: int
) -> None:
    """The ledger's clock was wrong, or set, by more than clocks may differ by."""
    stamp(attacked, later, 12, seconds)
    report = attacked.verify(attacked.held.newest)
    assert "time-outside-anchors" in codes(report)
    assert report.verdicts[2].status == "altered"
    assert report.exit_code == 1
