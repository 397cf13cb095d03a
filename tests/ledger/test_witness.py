"""Being a witness, on each database: one history a log, kept before it is answered for."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from crypto.checkpoint import Checkpoint, unverified_checkpoint
from crypto.cosignature import verify_cosignatures
from crypto.note import NoteSigner, UnverifiedNote
from ledger.errors import KeystoreRefused
from ledger.faults import WITNESS_FAULTS
from ledger.settings import Settings
from ledger.store import Store
from ledger.witnessing import Witness
from ledger.witnessing.errors import (
    LogUnwatched,
    TreeConflict,
    TreeInconsistent,
    WatchRefused,
    WitnessRolledBack,
)
from ledger.witnessing.watched import make_witness_key, watch, watched_logs
from tests.crypto.test_note import signer
from tests.ledger.cosigning import FORKED, HONEST, LOG, NOW, ORIGIN, asked, checkpoint, witness
from tests.ledger.writing import GENESIS, KEY, opened

ROOT = Path(__file__).parent.parent.parent


def latest(ours: Witness) -> Checkpoint:
    """What the witness says that it cosigned last."""
    (one,) = ours.witnessed()
    return unverified_checkpoint(one.note)


def test_an_honest_log_is_cosigned_as_it_grows(settings: Settings, store: Store) -> None:
    """Each growth is cosigned, and so is the same size again; the line verifies with our key."""
    ours = witness(settings, store)
    key = make_witness_key(settings.keystore, GENESIS).key
    assert key.name == f"{GENESIS.name}/witness"
    for old, size in ((0, 3), (3, 3), (3, 7), (7, 40)):
        line = ours.add(asked(old, size))
        note = UnverifiedNote(UnverifiedNote.parse(checkpoint(size)).unverified_text, (line,))
        assert [one.time for one in verify_cosignatures(note, [key])] == [NOW]
    (kept,) = ours.witnessed()
    assert (kept.origin, kept.size, kept.contradiction) == (ORIGIN, 40, None)
    lines = UnverifiedNote.parse(kept.note).signatures
    assert [one.name for one in lines] == [ORIGIN, key.name]


def test_a_second_tree_of_one_size_is_kept_as_proof(settings: Settings, store: Store) -> None:
    """It is refused; what is kept shows two trees of one size, both signed by the log."""
    ours = witness(settings, store)
    ours.add(asked(0, 7))
    with pytest.raises(TreeInconsistent):
        ours.add(asked(7, 9, FORKED))
    assert ours.witnessed()[0].contradiction is None
    with pytest.raises(TreeInconsistent):
        ours.add(asked(7, 7, FORKED))
    (kept,) = ours.witnessed()
    assert kept.contradiction == checkpoint(7, FORKED)
    assert unverified_checkpoint(kept.note) == unverified_checkpoint(checkpoint(7))


def test_requests_at_once_give_one_history(settings: Settings) -> None:
    """Two histories pushed at once through two processes' stores: one of them is ever cosigned."""

    def push(leaves: tuple[bytes, ...]) -> list[Checkpoint]:
        cosigned, old = [], 0
        with opened(settings) as store:
            ours = witness(settings, store)
            for size in range(2, 40):
                try:
                    ours.add(asked(min(old, size), size, leaves))
                except TreeConflict as conflict:
                    old = conflict.size
                except TreeInconsistent:
                    continue
                else:
                    cosigned.append(unverified_checkpoint(checkpoint(size, leaves)))
                    old = size
        return cosigned

    with opened(settings) as store:
        witness(settings, store)
    with ThreadPoolExecutor(4) as pool:
        every = [one for cosigned in pool.map(push, (HONEST, FORKED) * 2) for one in cosigned]
    assert every
    histories = [
        all(unverified_checkpoint(checkpoint(one.size, leaves)) == one for one in every)
        for leaves in (HONEST, FORKED)
    ]
    assert histories.count(True) == 1


@pytest.mark.parametrize("fault", WITNESS_FAULTS)
def test_what_was_answered_is_on_the_disk(settings: Settings, fault: str) -> None:
    """Killed before the commit nothing was cosigned; killed after it, the tree cosigned counts."""
    with opened(settings) as store:
        witness(settings, store)
    child = subprocess.run(
        [sys.executable, "-m", "tests.ledger.cosigning", settings.data, str(settings.database)],
        input=asked(0, 5),
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_FAULT": fault},
        capture_output=True,
        check=False,
    )
    assert (child.returncode, child.stdout) == (-signal.SIGKILL, b"")
    with opened(settings) as store:
        ours = witness(settings, store)
        if fault == "before-witness-commit":
            ours.add(asked(0, 5, FORKED))
            assert latest(ours) == unverified_checkpoint(checkpoint(5, FORKED))
        else:
            with pytest.raises(TreeConflict, match="size 5"):
                ours.add(asked(0, 5, FORKED))
            assert latest(ours) == unverified_checkpoint(checkpoint(5))


def test_going_back_halts_the_witness(settings: Settings, store: Store) -> None:
    """A row that is older than what this process cosigned, or gone, is not believed."""
    ours = witness(settings, store)
    ours.add(asked(0, 3))
    with store.database.read() as session:
        (older,) = session.rows("SELECT vkey, origin, size, note FROM witnessed")
    ours.add(asked(3, 7))
    with store.database.write() as session:
        session.run("UPDATE witnessed SET size = ?, note = ?", older[2:])
    with pytest.raises(WitnessRolledBack, match="renew"):
        ours.add(asked(3, 7, FORKED))
    with store.database.write() as session:
        session.run("DELETE FROM witnessed")
    with pytest.raises(WitnessRolledBack):
        ours.add(asked(0, 7, FORKED))


def test_a_renewed_key_begins_anew(settings: Settings, store: Store) -> None:
    """After a restore the witness goes on with another key, and never again with the old."""
    ours = witness(settings, store)
    before = make_witness_key(settings.keystore, GENESIS).key
    assert ours.add(asked(0, 7)).key_id == before.key_id
    after = make_witness_key(settings.keystore, GENESIS, renew=True).key
    assert ours.witnessed() == []
    assert ours.add(asked(0, 5)).key_id == after.key_id != before.key_id
    assert make_witness_key(settings.keystore, GENESIS).key == after


def test_a_forged_row_is_not_believed(settings: Settings, store: Store) -> None:
    """Who writes the database cannot have us vouch for a tree that we never cosigned."""
    ours = witness(settings, store)
    ours.add(asked(0, 3))
    forged = checkpoint(3, FORKED).decode()
    moved = ours.witnessed()[0].note.decode().replace(f"{ORIGIN}\n", "elsewhere.example/1\n", 1)
    for note in (forged, moved, "nothing"):
        with store.database.write() as session:
            session.run("UPDATE witnessed SET note = ?", (note,))
        with opened(settings) as other, pytest.raises(WitnessRolledBack):
            witness(settings, other).add(asked(3, 7, FORKED))


def test_a_ledger_without_a_witness_key_is_no_witness(settings: Settings, store: Store) -> None:
    """It answers that it watches nothing, even where the file names the log."""
    watch(settings.data, GENESIS, LOG.key.vkey)
    ours = Witness(store.database, GENESIS, settings.data, lambda: NOW)
    with pytest.raises(LogUnwatched, match="no witness"):
        ours.add(asked(0, 3))
    assert ours.witnessed() == []
    assert ours.checkpoint("0" * 64) is None


def test_what_is_watched_stands_in_a_policy(tmp_path: Path) -> None:
    """Keys are added one by one, several for a log; what is no such key changes nothing."""
    newer, own = signer(ORIGIN, 5), signer(f"{GENESIS.name}/1", 6)
    assert watched_logs(tmp_path) == {}
    watch(tmp_path, GENESIS, LOG.key.vkey, "https://other.example/log/1")
    watch(tmp_path, GENESIS, newer.key.vkey)
    kept = (tmp_path / "witness-logs.txt").read_text()
    assert watched_logs(tmp_path) == {ORIGIN: [LOG.key, newer.key]}
    for vkey in (newer.key.vkey, own.key.vkey, "x", "", f"{own.key.vkey}\nquorum none"):
        with pytest.raises(WatchRefused):
            watch(tmp_path, GENESIS, vkey)
    assert (tmp_path / "witness-logs.txt").read_text() == kept
    (tmp_path / "witness-logs.txt").write_bytes(b"\xff")
    with pytest.raises(WatchRefused):
        watched_logs(tmp_path)


def test_a_log_after_a_declared_loss_is_watched_too(tmp_path: Path) -> None:
    """Its key is that of the log before it, of which what was cosigned last can still be had."""
    number = ORIGIN.removesuffix("1") + "2"
    after = NoteSigner(number, KEY)
    assert after.key.public == LOG.key.public
    watch(tmp_path, GENESIS, LOG.key.vkey)
    watch(tmp_path, GENESIS, after.key.vkey)
    assert watched_logs(tmp_path) == {ORIGIN: [LOG.key], number: [after.key]}
    with pytest.raises(WatchRefused, match="line 5"):
        watch(tmp_path, GENESIS, after.key.vkey)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    """So is a damaged one."""
    make_witness_key(tmp_path, GENESIS)
    path = tmp_path / "witness.key"
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o644)
    with pytest.raises(KeystoreRefused, match="others may read"):
        make_witness_key(tmp_path, GENESIS)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(KeystoreRefused, match="damaged"):
        make_witness_key(tmp_path, GENESIS)
