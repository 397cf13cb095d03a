"""The log's tables: leaves, nodes, checkpoints and the follower's mark."""

from typing import Any

import pytest

from crypto.canonical import unb64
from tests.adversary import Victim, assert_altered, codes, finding
from tests.victim import MAYA


@pytest.mark.parametrize(
    ("column", "value"),
    [("stream", "5c0f"), ("seq", 77), ("digest", b"\x07" * 32), ("digest", "text"), ("known", 1)],
)
def test_a_changed_leaf_is_found(victim: Victim, column: str, value: Any) -> None:
    """Every column of a leaf is derived again from the entry."""
    row = victim.row(MAYA, 2)
    where = "WHERE notification_id = ?"
    victim.sql(f"UPDATE log_leaves SET {column} = ? {where}", [value, row.position])
    assert_altered(victim.verify(), "leaf-mismatch", row)


def test_a_deleted_leaf_is_found(victim: Victim) -> None:
    """There is one leaf for each entry."""
    row = victim.row(MAYA, 2)
    victim.sql("DELETE FROM log_leaves WHERE notification_id = ?", [row.position])
    assert_altered(victim.verify(), "leaf-missing", row)


def test_an_added_leaf_is_found(victim: Victim) -> None:
    """A leaf of no entry is a stray, even one far behind the end."""
    values = [999, 999, MAYA, 99, b"\x07" * 32, 1]
    victim.sql("INSERT INTO log_leaves VALUES (1, ?, ?, ?, ?, ?, ?)", values)
    report = victim.verify()
    assert finding(report, "leaf-stray").first.position == 999
    assert report.exit_code == 1


@pytest.mark.parametrize("level", [0, 1, 3])
def test_a_changed_node_is_found(victim: Victim, level: int) -> None:
    """Every hash of the tree is grown again."""
    victim.sql("UPDATE log_nodes SET hash = ? WHERE level = ? AND idx = 1", [b"\x07" * 32, level])
    report = victim.verify()
    position = victim.rows()[(2 << level) - 1].position
    assert finding(report, "node-mismatch").first.position == position
    assert report.exit_code == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM log_nodes WHERE level = 0 AND idx = 4",
        "INSERT INTO log_nodes VALUES (1, 9, 9, x'00')",
    ],
)
def test_a_deleted_or_added_node_is_found(victim: Victim, statement: str) -> None:
    """The table holds the nodes of this tree and no others."""
    victim.sql(statement)
    assert finding(victim.verify(), "node-mismatch").count >= 1


def test_a_changed_root_is_found(victim: Victim) -> None:
    """The root recorded for a size is not the one that the entries give."""
    victim.sql("UPDATE log_checkpoints SET root = ? WHERE size = 9", [b"\x07" * 32])
    report = victim.verify()
    assert finding(report, "root-mismatch").first.position == victim.rows()[8].position
    assert "checkpoint-invalid" in codes(report)


def test_a_changed_checkpoint_is_not_signed(victim: Victim) -> None:
    """A note with another size or root needs the ledger's key."""
    ((note,),) = victim.sql("SELECT note FROM log_checkpoints WHERE size = 9")
    victim.sql(
        "UPDATE log_checkpoints SET note = ? WHERE size = 9", [note.replace(b"\n9\n", b"\n8\n")]
    )
    report = victim.verify()
    place = finding(report, "checkpoint-invalid").first
    assert place.position == victim.rows()[8].position


def test_a_checkpoint_at_another_size_is_found(victim: Victim) -> None:
    """A genuine note in the row of another size says something else than its row."""
    ((note,),) = victim.sql("SELECT note FROM log_checkpoints WHERE size = 8")
    victim.sql("UPDATE log_checkpoints SET note = ? WHERE size = 9", [note])
    assert codes(victim.verify()) == ["checkpoint-invalid", "unanchored"]


def test_checkpoints_rolled_back_leave_leaves_behind(victim: Victim) -> None:
    """Leaves and their checkpoint are written together, so leaves behind the last one show it."""
    victim.sql("DELETE FROM log_checkpoints WHERE size > 9")
    report = victim.verify()
    assert finding(report, "checkpoint-missing").found == "the last is of 9"
    assert "pending" in codes(report)
    assert report.exit_code == 1


def test_a_log_rolled_back_is_missed_by_who_kept_a_checkpoint(victim: Victim) -> None:
    """With its leaves and nodes gone, the log only looks as if it had yet to catch up."""
    rows = victim.rows()
    victim.sql("DELETE FROM log_checkpoints WHERE size > 9")
    victim.sql("DELETE FROM log_leaves WHERE idx >= 9")
    victim.sql("DELETE FROM log_nodes WHERE (idx + 1) << level > 9")
    mark = "UPDATE tracking SET notification_id = ? WHERE application_name = 'log/1'"
    victim.sql(mark, [rows[8].position])
    report = victim.verify()
    assert codes(report) == ["pending", "unanchored"]
    assert report.exit_code == 2
    kept = victim.verify(victim.held.newest)
    assert finding(kept, "checkpoint-missing").first.position == rows[-1].position
    assert kept.exit_code == 1


def test_a_moved_mark_is_found(victim: Victim) -> None:
    """The follower would go on from there: passing entries over, or recording them twice."""
    victim.sql("UPDATE tracking SET notification_id = 3 WHERE application_name = 'log/1'")
    assert codes(victim.verify()) == ["tracking-mismatch", "unanchored"]


def test_unsigned_checkpoints_are_pending(victim: Victim) -> None:
    """A crash between commit and signature leaves this: nothing is wrong, but nothing is signed."""
    victim.sql("UPDATE log_checkpoints SET note = NULL WHERE size > 19")
    report = victim.verify()
    assert codes(report) == ["pending", "unanchored"]
    assert report.exit_code == 2


def test_a_foreign_checkpoint_row_is_a_finding(victim: Victim) -> None:
    """A row with a text for a hash is none that the ledger writes."""
    victim.sql("UPDATE log_checkpoints SET root = 'text' WHERE size = 9")
    assert "checkpoint-invalid" in codes(victim.verify())


def test_a_log_after_a_declared_reset_says_so(victim: Victim) -> None:
    """A restored ledger opens its next log, and the break stays visible in every report."""
    published = victim.held.newest
    with victim.opened() as ledger:
        ledger.store.log.reset(published)
        ledger.store.log.follow_once()
        ledger.store.log.checkpoint()
    report = victim.verify(published)
    assert codes(report) == ["log-reset"]
    assert report.exit_code == 2
    assert unb64(victim.rows()[0].envelope.digest)
