"""Entries deleted, inserted, reordered, duplicated or moved, by either attacker: found in place."""

from collections.abc import Callable

import pytest

from tests.adversary import Row, Victim, assert_altered, codes, finding
from tests.victim import LEO, MAYA

Cover = Callable[[], None]


def _following(victim: Victim, row: Row) -> Row:
    return victim.row(row.stream, row.seq + 1)


@pytest.mark.parametrize("seq", [1, 3])
def test_a_deleted_entry_leaves_a_gap_in_its_stream(victim: Victim, seq: int) -> None:
    """First or in the middle: the log has a leaf too many, and the next entry no neighbour."""
    row = victim.row(MAYA, seq)
    after = _following(victim, row)
    victim.delete(row)
    report = victim.verify()
    assert_altered(report, "leaf-stray", row)
    gap = finding(report, "stream-gap")
    assert (gap.first.position, gap.expected) == (after.position, f"entry {seq}")


@pytest.mark.parametrize("seq", [1, 3])
def test_a_deleted_entry_leaves_a_gap_whoever_signs_the_log(victim: Victim, seq: int) -> None:
    """A log grown anew has no stray leaf, but the authors' chain cannot be signed anew."""
    row = victim.row(MAYA, seq)
    after = _following(victim, row)
    victim.delete(row)
    victim.rebuild_log()
    assert_altered(victim.verify(), "stream-gap", after)


def test_the_last_entry_of_a_stream_leaves_a_stray_leaf(victim: Victim) -> None:
    """No chain ends in it, but the log has it."""
    row = victim.row(LEO, victim.length(LEO))
    victim.delete(row)
    assert_altered(victim.verify(), "leaf-stray", row)


def test_the_last_entry_of_a_stream_is_missed_by_evidence_alone(victim: Victim) -> None:
    """Who holds the ledger's key leaves no trace inside; any evidence from outside shows it."""
    row = victim.row(LEO, victim.length(LEO))
    victim.delete(row)
    victim.rebuild_log()
    assert codes(victim.verify()) == ["unanchored"]
    size = len(victim.rows())
    report = victim.verify(victim.held.newest)
    assert finding(report, "tail-missing").found == f"{size} entries"
    receipt = victim.held.receipts[MAYA, victim.length(MAYA)]
    assert victim.verify(receipt).exit_code == 1
    head = finding(victim.verify(victim.held.heads[LEO]), "tail-missing")
    assert (head.first.stream, head.first.seq) == (row.stream, row.seq)


def test_the_last_entry_of_the_log_leaves_a_stray_leaf(victim: Victim) -> None:
    """Cutting off the entry alone leaves the log longer than the ledger."""
    row = victim.rows()[-1]
    victim.delete(row)
    report = victim.verify()
    assert_altered(report, "leaf-stray", row)
    assert "checkpoint-beyond" in codes(report)


def test_an_inserted_entry_has_no_leaf_of_its_own(victim: Victim) -> None:
    """An entry put in by hand, signed with a stolen key, is one that the log does not know."""
    first, stolen = victim.row(MAYA, 1), victim.held.keys["stolen"]
    eve = victim.practitioner("eve")
    new = "5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a00ff"
    victim.make_key(new)
    claims = {"sub": new, "iss": eve, "dir": victim.row(eve, 2).envelope.digest}
    jws, sealed = victim.forge_again(first, stolen.device, **claims)
    position = victim.insert(jws, sealed, victim.position(MAYA, 3))
    report = victim.verify()
    assert_altered(report, "leaf-mismatch", victim.row(new, 1))
    assert finding(report, "leaf-mismatch").first.position == position


def test_reordered_entries_do_not_fit_their_leaves(victim: Victim) -> None:
    """Two entries of different streams that exchange positions contradict the log."""
    one, other = victim.row(MAYA, 3), victim.row(LEO, 1)
    victim.swap(one, other)
    report = victim.verify()
    assert finding(report, "leaf-mismatch").first.position == one.position
    assert report.first is not None
    assert report.first.first.position == one.position
    assert report.exit_code == 1


def test_reordered_entries_of_a_stream_break_its_chain(victim: Victim) -> None:
    """Within a stream the authors signed the order: no log grown anew hides it."""
    one, other = victim.row(MAYA, 2), victim.row(MAYA, 3)
    victim.swap(one, other)
    victim.rebuild_log()
    report = victim.verify()
    assert finding(report, "stream-gap").first.position == one.position
    assert finding(report, "position-repeated").first.position == other.position
    assert report.first is not None
    assert report.first.first.position == one.position


def test_an_entry_moved_behind_what_refers_to_it_is_missed_there(victim: Victim) -> None:
    """A countersignature signs the digest of what it countersigns, which must stand before it."""
    suspicion, countersigned = victim.row(MAYA, 2), victim.row(MAYA, 3)
    victim.swap(suspicion, countersigned)
    victim.rebuild_log()
    report = victim.verify()
    assert finding(report, "reference-dangling").first.position == suspicion.position


def test_a_duplicate_stands_at_a_place_that_was_not_signed(victim: Victim) -> None:
    """The same bytes in a second row claim the place of the first."""
    row = victim.row(MAYA, 3)
    ((position,),) = victim.sql(
        "INSERT INTO stored_events (originator_id, originator_version, topic, state) "
        "VALUES (?, 99, ?, ?) RETURNING notification_id",
        [MAYA, "countersign-entry/1", row.jws],
    )
    report = victim.verify()
    assert finding(report, "position-repeated").first.position == position
    assert finding(report, "row-mismatch").first.position == position
    assert report.first is not None
    assert report.first.first.position == position
    assert report.exit_code == 1


def test_an_entry_moved_to_another_enquiry_is_not_signed_there(victim: Victim) -> None:
    """Its columns say another stream than its author signed."""
    row = victim.row(MAYA, 5)
    victim.move(row, LEO, 99)
    report = victim.verify()
    assert_altered(report, "row-mismatch", row)
    assert f"stream {LEO}, entry 99" in finding(report, "row-mismatch").found


def test_entries_of_two_enquiries_cannot_change_places(victim: Victim) -> None:
    """Neither can two entries be exchanged by their columns."""
    one, other = victim.row(MAYA, 2), victim.row(LEO, 2)
    victim.move(one, MAYA, 99)
    victim.move(other, MAYA, 2)
    victim.move(one, LEO, 2)
    report = victim.verify()
    assert finding(report, "row-mismatch").count == 2
    assert_altered(report, "row-mismatch", one)


def test_a_replaced_entry_breaks_the_chain_behind_it(victim: Victim, cover: Cover) -> None:
    """Even its own author cannot replace an entry: the next one signed what stood before it."""
    row = victim.row(MAYA, 2)
    after = _following(victim, row)
    jws, sealed = victim.forge_again(
        row, victim.held.keys["ann"].device, iat=row.envelope.claims.iat + 1
    )
    victim.replace_jws(row, jws)
    victim.replace_words(row, sealed)
    cover()
    report = victim.verify()
    assert finding(report, "chain-broken").first.position == after.position
    assert finding(report, "reference-dangling").first.position == after.position
    assert report.exit_code == 1
