"""What the authority decides: disposals with certificates, and changes of the ledger's key."""

import hashlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from crypto.jws import thumbprint
from crypto.trust import parse_trust
from ledger.log.signing import LedgerSigner
from ledger.mapper import DISPOSED
from tests.adversary import Row, Victim, assert_altered, codes, finding
from tests.rotating import introduce_key, retire_key
from tests.victim import LEO, MAYA

WHY = {"rule": "35 years from closure", "reason": "the period has ended"}


def _dispose(victim: Victim, stream: str, *numbers: int) -> None:
    length = victim.length(stream)
    extent: dict[str, Any] = {"kind": "whole", "entries": length}
    if numbers:
        extent = {"kind": "entries", "numbers": list(numbers)}
    data = {"enquiry": stream, "extent": extent, **WHY}
    victim.decide("lee", "RecordsDisposed", data, *((stream, n) for n in numbers or (length,)))


def _empty(victim: Victim, row: Row) -> None:
    """What a disposal leaves of an entry."""
    victim.sql(
        "UPDATE stored_events SET topic = ?, state = ? WHERE notification_id = ?",
        [DISPOSED, hashlib.sha256(row.jws).digest(), row.position],
    )
    victim.sql("DELETE FROM sealed WHERE stream = ? AND seq = ?", [row.stream, row.seq])


@pytest.mark.parametrize("numbers", [(), (4,)])
def test_a_certified_disposal_leaves_the_ledger_verified(
    victim: Victim, numbers: tuple[int, ...]
) -> None:
    """Digests, counts and the certificate still fit the tree, and all older evidence with it."""
    receipts = victim.held.receipts.values()
    heads = victim.held.heads.values()
    gone = len(numbers) or victim.length(LEO)
    _dispose(victim, LEO, *numbers)
    report = victim.verify(*receipts, *heads)
    assert codes(report) == []
    assert report.counted.gone == gone
    assert report.exit_code == 0


def test_a_disposal_without_a_certificate_is_found(victim: Victim) -> None:
    """Whoever makes a record look disposed of has no entry that says so."""
    row = victim.row(MAYA, 5)
    _empty(victim, row)
    victim.rebuild_log()
    assert_altered(victim.verify(), "disposed-uncertified", row)


def test_more_disposed_of_than_certified_is_found(victim: Victim) -> None:
    """A certificate covers what it names and no more."""
    row = victim.row(LEO, 3)
    _dispose(victim, LEO, 4)
    _empty(victim, row)
    assert_altered(victim.verify(), "disposed-uncertified", row)


def test_words_left_behind_by_a_disposal_are_strays(victim: Victim) -> None:
    """Where nothing but a digest is left, nothing is sealed."""
    _dispose(victim, LEO, 4)
    victim.sql("INSERT INTO sealed VALUES (?, 4, ?, ?)", [LEO, b"key", b"box"])
    assert finding(victim.verify(), "seal-stray").first.seq == 4


def test_a_disposal_that_was_undone_is_reported(victim: Victim) -> None:
    """Whoever restores the record from a backup is contradicted by the certificate."""
    row, restored = victim.row(LEO, 4), victim.stream_key(LEO)
    _dispose(victim, LEO, 4)
    assert victim.stream_key(LEO) != restored
    sealed = victim.reseal(row, restored)
    victim.sql(
        "UPDATE stored_events SET topic = ?, state = ? WHERE originator_id = ? "
        "AND originator_version = 4",
        ["countersign-entry/1", row.jws, LEO],
    )
    victim.sql("INSERT INTO sealed VALUES (?, 4, ?, ?)", [LEO, sealed.wrapped_key, sealed.box])
    report = victim.verify(victim.held.newest)
    assert codes(report) == ["disposal-undone"]
    assert (report.findings[0].first.stream, report.findings[0].first.seq) == (LEO, 4)
    assert report.exit_code == 2


def _sign_newest(victim: Victim, key: Ed25519PrivateKey) -> None:
    ((size, root),) = victim.sql("SELECT max(size), root FROM log_checkpoints")
    note = LedgerSigner(victim.genesis, [key]).checkpoint(1, size, root)
    victim.sql("UPDATE log_checkpoints SET note = ? WHERE size = ?", [note, size])


def _introduce(victim: Victim) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes_raw()
    public = {"kid": thumbprint(raw), "x": b64(raw)}
    data = {"key": public, "reason": "the yearly change"}
    victim.decide("registrar", "LedgerKeyIntroduced", data)
    return key


def test_a_checkpoint_by_a_key_that_nobody_introduced_is_invalid(victim: Victim) -> None:
    """The ledger's key is the one of the genesis document until a registrar's entry says more."""
    _sign_newest(victim, Ed25519PrivateKey.generate())
    assert "checkpoint-invalid" in codes(victim.verify())


def test_a_checkpoint_by_an_introduced_key_stands(victim: Victim) -> None:
    """The entry that introduces a key is signed by a registrar, so verifiers need no new file."""
    key = _introduce(victim)
    _sign_newest(victim, key)
    assert codes(victim.verify(victim.held.newest)) == []


def test_a_key_is_changed_without_a_new_trust_file(victim: Victim) -> None:
    """Who holds the first trust file, or the newest, verifies all that either key signed."""
    with victim.opened() as ledger:
        registrar = victim.held.keys["registrar"]
        old = thumbprint(victim.genesis.ledger_key)
        introduce_key(ledger, victim.settings, registrar, "the yearly change")
        victim.say(ledger, "ann", MAYA)
        retire_key(ledger, victim.settings, registrar, old, "everybody has the new one")
        victim.say(ledger, "ann", MAYA)
    newest = parse_trust((victim.settings.data / "trust.json").read_bytes())
    assert newest.ledger_vkeys != victim.held.trust.ledger_vkeys
    assert codes(victim.verify(victim.held.newest)) == []
    assert codes(victim.verify(victim.held.newest, trust=newest)) == []


def test_a_retired_key_signs_no_larger_log(victim: Victim) -> None:
    """What it signed of smaller logs stays valid; whoever finds it later can do nothing with it."""
    old = victim.ledger_key
    kid = thumbprint(victim.genesis.ledger_key)
    with victim.opened() as ledger:
        registrar = victim.held.keys["registrar"]
        introduce_key(ledger, victim.settings, registrar, "the yearly change")
        retire_key(ledger, victim.settings, registrar, kid, "everybody has the new one")
        victim.say(ledger, "ann", MAYA)
    _sign_newest(victim, old)
    invalid = finding(victim.verify(victim.held.newest), "checkpoint-invalid")
    last = victim.rows()[-1]
    assert (invalid.first.position, invalid.count) == (last.position, 1)
