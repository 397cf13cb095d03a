"""Changing the ledger's key: both sign, then the new one alone, and verification follows."""

import pytest

from crypto.checkpoint import open_checkpoint
from crypto.errors import SignatureInvalid
from crypto.jws import thumbprint
from crypto.note import NoteKey, UnverifiedNote
from crypto.trust import TrustFile, parse_trust
from ledger.errors import KeystoreRefused
from ledger.keys.ledger_keys import held_keys, make_key
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.operating.recording import record
from ledger.refusing import NotAdmitted
from ledger.verify import Report, read_evidence, verify_ledger
from tests.rotating import introduce_key, retire_key
from tests.service.officers import registrar
from tests.service.world import NOON, PERSON, World


def first(world: World) -> str:
    """The id of the key in the genesis document."""
    return thumbprint(world.ledger.genesis.ledger_key)


def trusted(world: World) -> TrustFile:
    """The trust file as it lies in the data folder."""
    return parse_trust((world.settings.data / "trust.json").read_bytes())


def signers(ledger: Ledger) -> int:
    """How many keys sign the newest checkpoint."""
    return len(UnverifiedNote.parse(ledger.store.log.checkpoint()).signatures)


def introduce(world: World) -> None:
    """The yearly change begins, and something is recorded."""
    introduce_key(world.ledger, world.settings, registrar(world), "the yearly change")
    world.new_enquiry()


def retire(world: World) -> None:
    """It ends: the first key retires, and something is recorded."""
    why = "all have the new one"
    retire_key(world.ledger, world.settings, registrar(world), first(world), why)
    world.new_enquiry()


def checked(world: World, trust: TrustFile, *evidence: bytes) -> Report:
    """What verification says, given these."""
    pieces = [read_evidence(f"evidence {n}", one) for n, one in enumerate(evidence)]
    world.ledger.store.log.save_notes()
    return verify_ledger(world.settings, trust, pieces)


def test_both_keys_sign_until_the_old_one_retires(world: World) -> None:
    """A verifier with the old trust file or the new one is served at every step of the change."""
    old = trusted(world)
    assert signers(world.ledger) == 1
    introduce(world)
    assert signers(world.ledger) == 2
    during, checkpoint = trusted(world), world.ledger.store.log.checkpoint()
    for trust in (old, during):
        assert checked(world, trust, checkpoint).exit_code == 0
        open_checkpoint(checkpoint, [NoteKey.parse(key) for key in trust.ledger_vkeys])
    retire(world)
    assert signers(world.ledger) == 1
    new, last = trusted(world), world.ledger.store.log.checkpoint()
    assert set(new.ledger_vkeys) | set(old.ledger_vkeys) == set(during.ledger_vkeys)
    open_checkpoint(last, [NoteKey.parse(key) for key in new.ledger_vkeys])
    with pytest.raises(SignatureInvalid):
        open_checkpoint(last, [NoteKey.parse(key) for key in old.ledger_vkeys])
    head = world.ledger.store.log.head_statement(world.enquiry)
    for trust in (old, during, new):
        assert checked(world, trust, last, head).exit_code == 0


def test_a_key_that_retired_signs_for_no_larger_log(world: World) -> None:
    """Whoever has it cannot attest a single entry more; what it attested before still stands."""
    trust, before = trusted(world), world.ledger.store.log.checkpoint()
    thief = world.ledger.store.log
    introduce(world)
    retire(world)
    thief.sign_with([held_keys(world.settings.keystore)[first(world)]])
    record(world.ledger, world.worker, world.request())
    forged = thief.checkpoint(), thief.head_statement(world.enquiry)
    report = checked(world, trust, before)
    assert [finding.kind.code for finding in report.findings] == ["checkpoint-invalid"]
    assert report.anchored
    for evidence in forged:
        report = checked(world, trust, evidence)
        assert "evidence-foreign" in {finding.kind.code for finding in report.findings}
        assert not report.anchored


def test_the_next_opening_signs_as_the_log_says(world: World) -> None:
    """In every process; a key that was never introduced signs nothing, one that retired no more."""
    other = open_ledger(world.settings, clock=lambda: NOON)
    make_key(world.settings.keystore)
    assert signers(other) == 1
    introduce(world)
    assert len(held_keys(world.settings.keystore)) == 2
    record(other, world.worker, world.request())
    assert signers(other) == 2
    retire(world)
    (world.settings.keystore / "ledger.key").unlink()
    record(other, world.worker, world.request(data={**PERSON, "person": {"p": "n", "as": "N"}}))
    assert signers(other) == 1
    other.close()
    again = open_ledger(world.settings, clock=lambda: NOON)
    assert signers(again) == 1
    again.close()
    (world.settings.keystore / "ledger-2.key").unlink()
    make_key(world.settings.keystore)
    with pytest.raises(KeystoreRefused, match="no key that signs"):
        open_ledger(world.settings, clock=lambda: NOON)


def test_a_trust_file_that_a_crash_left_behind_is_brought_up_to_date(on_sqlite: World) -> None:
    """The entry is in the log; the file follows at the next opening."""
    path = on_sqlite.settings.data / "trust.json"
    old = path.read_bytes()
    introduce(on_sqlite)
    path.write_bytes(old)
    open_ledger(on_sqlite.settings, clock=lambda: NOON).close()
    assert len(trusted(on_sqlite).ledger_vkeys) == 2


def test_only_a_registrar_changes_the_key(on_sqlite: World) -> None:
    """And never the last one away; the key of an attempt that was refused is taken by the next."""
    ledger = on_sqlite.ledger
    with pytest.raises(NotAdmitted):
        introduce_key(ledger, on_sqlite.settings, on_sqlite.worker, "mine")
    with pytest.raises(NotAdmitted, match="only key"):
        retire(on_sqlite)
    assert signers(ledger) == 1
    assert len(trusted(on_sqlite).ledger_vkeys) == 1
    introduce(on_sqlite)
    assert len(held_keys(on_sqlite.settings.keystore)) == 2
