"""A restore that lost entries: declared, and from then on in every report."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from crypto.canonical import unb64
from crypto.note import NoteKey
from crypto.proof import LogProof, verify
from crypto.trust import parse_trust
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.operating.resetting import DeclaredAlready, NothingLost, declare_reset
from ledger.verify import Report, read_evidence, verify_ledger
from tests.service.world import NOON, World


def backed_up(world: World, path: Path) -> None:
    """A backup of the database, as the operator makes it while the ledger serves."""
    with (
        closing(sqlite3.connect(world.settings.sqlite)) as source,
        closing(sqlite3.connect(path)) as copy,
    ):
        source.backup(copy)


def restored(world: World, path: Path) -> Ledger:
    """The ledger, with the backup in the place of its database."""
    world.ledger.close()
    for file in world.settings.sqlite.parent.glob("ledger.sqlite*"):
        file.unlink()
    shutil.copy(path, world.settings.sqlite)
    return open_ledger(world.settings, clock=lambda: NOON)


def report(world: World, *evidence: bytes) -> Report:
    """What verification says, given these."""
    pieces = [read_evidence(f"evidence {n}", one) for n, one in enumerate(evidence)]
    trust = parse_trust((world.settings.data / "trust.json").read_bytes())
    return verify_ledger(world.settings, trust, pieces)


def kinds(found: Report) -> list[str]:
    """The codes of the findings."""
    return [finding.kind.code for finding in found.findings]


def test_a_loss_that_is_declared_is_no_alteration(on_sqlite: World, tmp_path: Path) -> None:
    """Receipts of what was lost are explained; one beyond what was declared shows a second loss."""
    backup = tmp_path / "backup.sqlite"
    backed_up(on_sqlite, backup)
    (lost,) = on_sqlite.record(on_sqlite.request())
    published = on_sqlite.ledger.store.log.checkpoint()
    on_sqlite.new_enquiry()
    beyond = on_sqlite.ledger.store.log.checkpoint()
    ledger = restored(on_sqlite, backup)
    assert "tail-missing" in kinds(report(on_sqlite, published))
    assert declare_reset(ledger, on_sqlite.settings, published) == ledger.genesis.origin(2)
    on_sqlite.ledger = ledger
    (receipt,) = on_sqlite.record(on_sqlite.request())
    trust = parse_trust((on_sqlite.settings.data / "trust.json").read_bytes())
    keys = [NoteKey.parse(vkey) for vkey in trust.ledger_vkeys]
    verify(LogProof.parse(receipt.proof), unb64(receipt.digest), keys)
    ledger.close()
    declared = report(on_sqlite, published, lost.proof, receipt.proof)
    assert kinds(declared) == ["tail-declared", "log-reset"]
    assert declared.exit_code == 2
    assert declared.anchored
    assert report(on_sqlite, beyond).exit_code == 1


def test_a_reset_without_a_loss_is_refused(on_sqlite: World) -> None:
    """Everybody would have to be told of a break that there was not."""
    published = on_sqlite.ledger.store.log.checkpoint()
    on_sqlite.new_enquiry()
    for checkpoint in (published, on_sqlite.ledger.store.log.checkpoint()):
        with pytest.raises(NothingLost):
            declare_reset(on_sqlite.ledger, on_sqlite.settings, checkpoint)
    assert on_sqlite.ledger.store.log.origin() == on_sqlite.ledger.genesis.origin(1)


def test_a_loss_is_declared_once(on_sqlite: World, tmp_path: Path) -> None:
    """A second log for the same loss would begin with no checkpoint of the first, and everybody who
    mirrors the ledger would call that an alteration.
    """
    backup = tmp_path / "backup.sqlite"
    backed_up(on_sqlite, backup)
    on_sqlite.new_enquiry()
    published = on_sqlite.ledger.store.log.checkpoint()
    on_sqlite.ledger = restored(on_sqlite, backup)
    declare_reset(on_sqlite.ledger, on_sqlite.settings, published)
    with pytest.raises(DeclaredAlready, match="begin no other"):
        declare_reset(on_sqlite.ledger, on_sqlite.settings, published)
    assert on_sqlite.ledger.store.log.origin() == on_sqlite.ledger.genesis.origin(2)
