"""The tail: cut off without a loose end, it is missed by evidence, and by nothing else."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger.log.signing import LedgerSigner
from tests.adversary import Victim, codes, finding
from tests.victim import LEO, MAYA

KEPT = 16


def _checkpoint(victim: Victim) -> bytes:
    return victim.held.newest


def _receipt(victim: Victim) -> bytes:
    return victim.held.receipts[MAYA, victim.length(MAYA)]


def _head(victim: Victim) -> bytes:
    return victim.held.heads[LEO]


def test_without_evidence_a_clean_cut_leaves_no_trace(victim: Victim) -> None:
    """The report says so: unanchored, exit code 2, and never a plain yes."""
    victim.truncate(KEPT)
    report = victim.verify()
    assert codes(report) == ["unanchored"]
    assert report.exit_code == 2
    assert report.anchored is None


@pytest.mark.parametrize("kept", [_checkpoint, _receipt, _head])
def test_any_evidence_shows_a_clean_cut(victim: Victim, kept: Callable[[Victim], bytes]) -> None:
    """A checkpoint, a receipt or a head statement beyond the cut: each suffices by itself."""
    evidence = kept(victim)
    victim.truncate(KEPT)
    report = victim.verify(evidence)
    missing = finding(report, "tail-missing")
    assert missing.first.position == victim.rows()[-1].position + 1
    assert missing.found == f"{KEPT} entries"
    assert report.exit_code == 1
    assert report.anchored is None


def test_a_head_statement_names_the_entry_that_is_missing(victim: Victim) -> None:
    """It says of its stream where it ended, so the finding does too."""
    victim.truncate(KEPT)
    place = finding(victim.verify(victim.held.heads[LEO]), "tail-missing").first
    assert (place.stream, place.seq) == (LEO, victim.length(LEO) + 1)


def test_evidence_from_before_the_cut_anchors_what_is_left(victim: Victim) -> None:
    """It cannot show what it did not see: the report names the last position that it attests."""
    victim.truncate(KEPT)
    report = victim.verify(victim.held.checkpoints[KEPT - 2])
    assert report.anchored == KEPT - 2
    assert report.exit_code == 0
    assert any("last position" in line for line in report.not_proven)


def test_a_cut_that_was_grown_over_is_found(victim: Victim) -> None:
    """New entries over the cut give another history for the sizes that were attested."""
    evidence = victim.held.newest
    victim.truncate(KEPT)
    with victim.opened() as ledger:
        victim.say(ledger, "ann", LEO)
        for _ in range(9):
            victim.say(ledger, "ann", MAYA)
    report = victim.verify(evidence)
    assert "history-differs" in codes(report)
    assert report.exit_code == 1


def test_a_receipt_names_the_entry_that_is_another_now(victim: Victim) -> None:
    """Its inclusion proof tells whether its own entry was exchanged."""
    place = (MAYA, 5)
    index = victim.index(*place)
    victim.truncate(index)
    with victim.opened() as ledger:
        for _ in range(6):
            victim.say(ledger, "ann", LEO)
    report = victim.verify(victim.held.receipts[place])
    first = finding(report, "history-differs").first
    assert first.position == victim.rows()[index].position


def test_a_head_statement_that_the_history_contradicts(victim: Victim) -> None:
    """The ledger attested an end that its own log denies: its operator lied to somebody."""
    forged = victim.false_head(MAYA, seq=3)
    report = victim.verify(forged)
    place = finding(report, "head-differs").first
    assert (place.stream, place.seq) == (MAYA, 3)
    assert report.exit_code == 1


@pytest.mark.parametrize("change", ["another-key", "another-ledger"])
def test_evidence_that_the_ledger_did_not_sign_is_foreign(victim: Victim, change: str) -> None:
    """Either the evidence is false or the ledger's key is: both are for somebody to look into."""
    evidence = victim.held.newest
    if change == "another-key":
        signer = LedgerSigner(victim.genesis, [Ed25519PrivateKey.generate()])
        evidence = signer.checkpoint(1, 21, b"\x07" * 32)
    else:
        evidence = evidence.replace(b"victim.example", b"friend.example")
    report = victim.verify(evidence)
    assert "evidence-foreign" in codes(report)
    assert report.exit_code == 1
