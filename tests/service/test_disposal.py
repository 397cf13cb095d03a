"""Disposal: what is destroyed, what stays, and what a crash leaves."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from crypto.canonical import unb64
from crypto.note import NoteKey
from crypto.proof import LogProof
from crypto.proof import verify as verify_proof
from domain.disposed import WORDS, is_disposed
from ledger.keys.keyfile import KeyFile
from ledger.ledger import NotFound
from ledger.operating.opening import open_ledger
from ledger.reading.history import NotKept
from ledger.refusing import NotAdmitted
from ledger.verify import Report, verify_ledger
from ledger.views import Views
from projections import chronology
from tests.service.officers import dispose, lawyer, say, some, whole
from tests.service.world import NOON, PERSON, World

ROOT = Path(__file__).parent.parent.parent
UNPROVEN = {"unanchored", "no-trust-file", "pending"}
"""What verification notes where nobody gave it evidence."""


def told(world: World) -> None:
    """Joan, her name corrected, and Craig: entries 2 to 4."""
    world.record(world.request())
    world.record(world.corrects(2, person={"p": "joan", "as": "Joan Carter"}))
    craig = {**PERSON, "person": {"p": "craig", "as": "Craig Doyle"}, "relation": "stepfather"}
    world.record(world.request(data=craig))


def verified(world: World) -> Report:
    """The whole ledger, found to be as it was signed."""
    report = verify_ledger(world.settings)
    found = {finding.kind.code for finding in report.findings}
    assert found <= UNPROVEN, report.findings
    return report


def refusal(world: World, by: KeyFile, data: dict[str, Any]) -> str | None:
    """The code by which a certificate is refused."""
    with pytest.raises(NotAdmitted) as caught:
        dispose(world, by, data)
    return caught.value.refusal


def files(world: World) -> bytes:
    """Every byte of the SQLite database and the keystore, their write-ahead logs included."""
    places = [world.settings.sqlite.parent, world.settings.keystore]
    paths = [path for place in places for path in place.glob("*.sqlite*")]
    return b"".join(path.read_bytes() for path in paths)


def test_a_whole_enquiry_leaves_digests_and_a_certificate(world: World) -> None:
    """Nobody finds it, its words and envelopes are gone, and the ledger still verifies."""
    told(world)
    digests = [entry.digest for entry in world.ledger.reads.entries(world.enquiry)]
    views = Views(world.ledger)
    views.get(chronology, views.reading(world.enquiry, None))
    certificate = dispose(world, lawyer(world), whole(world))
    with pytest.raises(NotFound):
        views.reading(world.enquiry, None)
    with pytest.raises(NotKept):
        world.ledger.reads.history.signed(world.enquiry, 1)
    history = world.ledger.reads.enquiry(world.enquiry)
    assert history.disposed
    assert [entry.digest for entry in history.entries] == digests
    assert not world.ledger.store.entries.stream(world.enquiry)
    assert not world.ledger.store.entries.sealed(world.enquiry)
    world.ledger.register.catch_up()
    assert not world.ledger.register.enquiries().items
    assert verified(world).counted.gone == 4
    said = world.ledger.reads.entries(certificate.stream)[-1].frame.statement
    assert "disposed of all 4 entries of enquiry" in "".join(map(str, said))


def test_single_entries_leave_a_gap_that_says_so(world: World) -> None:
    """The others read as before, under a new key, and their numbers stay."""
    told(world)
    before = world.ledger.reads.enquiry(world.enquiry)
    views = Views(world.ledger)
    views.get(chronology, views.reading(world.enquiry, None))
    key = world.ledger.store.keystore.stream_key(world.enquiry)
    dispose(world, lawyer(world), some(world, 2, 3))
    after = world.ledger.reads.enquiry(world.enquiry)
    assert [is_disposed(entry) for entry in after.entries] == [False, True, True, False]
    assert [entry.digest for entry in after.entries] == [e.digest for e in before.entries]
    assert [after.entry(1), after.entry(4)] == [before.entry(1), before.entry(4)]
    assert {person.id for person in after.people.values()} == {"maya", "craig"}
    rows = views.get(chronology, views.reading(world.enquiry, None)).rows
    shown = [str(row) for row in rows if row.entry in {2, 3}]
    assert [WORDS in row and "Joan" not in row for row in shown] == [True, True]
    assert world.ledger.store.keystore.stream_key(world.enquiry) != key
    assert not world.ledger.store.keystore.older_keys(world.enquiry)
    world.ledger.register.catch_up()
    assert not world.ledger.register.find("Joan").items
    assert world.ledger.register.find("Craig").items
    assert verified(world).counted.gone == 2


def test_nothing_of_it_lies_in_the_files_of_sqlite(on_sqlite: World) -> None:
    """Neither the envelope nor the sealed words, in no page and in no write-ahead log."""
    told(on_sqlite)
    store, enquiry = on_sqlite.ledger.store, on_sqlite.enquiry
    (envelope,) = store.entries.stream(enquiry, after=1, upto=2)
    sealed = store.entries.sealed(enquiry)[2]
    kept = [envelope.jws[-60:], sealed.box[:40], sealed.wrapped_key]
    assert all(part in files(on_sqlite) for part in kept)
    dispose(on_sqlite, lawyer(on_sqlite), some(on_sqlite, 2, 3))
    assert not any(part in files(on_sqlite) for part in kept)


def test_a_receipt_of_what_is_gone_still_holds(world: World) -> None:
    """Whoever kept a copy and its receipt can show it; the ledger gives receipts of it for ever."""
    (receipt,) = world.record(world.request())
    genesis = world.ledger.genesis
    key = NoteKey(genesis.origin(), genesis.ledger_key)
    dispose(world, lawyer(world), whole(world))
    for proof in (receipt.proof, world.ledger.receipt(world.enquiry, receipt.seq)):
        verify_proof(LogProof.parse(proof), unb64(receipt.digest), [key])


def test_the_enquiry_goes_on_after_single_entries_are_gone(world: World) -> None:
    """The next entry chains to a digest, whatever is left of the entry that it was of."""
    told(world)
    dispose(world, lawyer(world), some(world, 4))
    world.record(world.request(data={**PERSON, "person": {"p": "nan", "as": "Nan"}}))
    assert world.ledger.reads.enquiry(world.enquiry).version == 5
    verified(world)


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("Countersignature", {"countersigns": 2, "kind": "countersign"}),
        ("Return", {"returns": 2, "reasons": "It does not say who was there."}),
        ("Withdrawal", {"withdraws": 2, "reasons": "Recorded on the wrong file."}),
    ],
)
def test_nobody_signs_for_what_nobody_can_read(
    on_sqlite: World, event: str, data: dict[str, Any]
) -> None:
    """A countersignature means the words that were read; of what is gone there are none."""
    told(on_sqlite)
    dispose(on_sqlite, lawyer(on_sqlite), some(on_sqlite, 2, 3))
    with pytest.raises(NotAdmitted, match="entry 2 was disposed of") as caught:
        on_sqlite.record(on_sqlite.request(event, data=data), on_sqlite.manager)
    assert caught.value.refusal == "disposed-of"


def test_nothing_is_recorded_in_an_enquiry_that_is_gone(world: World) -> None:
    """Nor disposed of again; what was signed just before is stale and then refused."""
    signed = world.sign(world.request())
    by = lawyer(world)
    data = whole(world)
    dispose(world, by, data)
    for attempt in (lambda: world.ledger.admit(signed), lambda: world.draft(world.request())):
        with pytest.raises(NotAdmitted) as caught:
            attempt()
        assert caught.value.refusal == "disposed-of"
    assert refusal(world, by, data) == "disposed-of"


def test_a_certificate_must_fit_the_record(world: World) -> None:
    """All of what is there, entries that exist, no hold, and nothing that would stand again."""
    told(world)
    by = lawyer(world)
    less = {**whole(world), "extent": {"kind": "whole", "entries": 3}}
    assert refusal(world, by, less) == "reference-misfit"
    assert refusal(world, by, some(world, 3)) == "reference-misfit"
    assert refusal(world, by, some(world, 99)) is None
    directory = {**some(world, 1), "enquiry": world.worker.practitioner}
    assert refusal(world, by, directory) == "wrong-stream"
    assert refusal(world, world.worker, some(world, 2, 3)) == "may-not-record"
    hold = {"action": {"kind": "placed", "proceedings": "care proceedings"}}
    say(world, by, "LegalHold", world.enquiry, hold)
    assert refusal(world, by, some(world, 2, 3)) == "legal-hold"
    assert refusal(world, by, whole(world)) == "legal-hold"


@pytest.mark.parametrize(
    ("extent", "fault"),
    [
        ("whole", "after-key-destroyed"),
        ("whole", "before-disposal-commit"),
        ("some", "after-key-replaced"),
        ("some", "before-disposal-commit"),
        ("some", "after-disposal-commit"),
    ],
)
def test_a_disposal_that_was_killed_is_carried_out_at_the_next_opening(
    world: World, extent: str, fault: str
) -> None:
    """The certificate stands; whatever was done by then, it is done once and whole."""
    told(world)
    arguments = [str(world.settings.data), str(world.settings.database), extent]
    child = subprocess.run(
        [sys.executable, "-m", "tests.service.disposer", *arguments],
        cwd=ROOT,
        env={**os.environ, "COUNTERSIGN_FAULT": fault},
        check=False,
    )
    assert child.returncode == -signal.SIGKILL
    again = open_ledger(world.settings, clock=lambda: NOON)
    try:
        enquiry = again.reads.enquiry(world.enquiry)
        gone = {1, 2, 3, 4} if extent == "whole" else {2, 3}
        assert {entry.seq for entry in enquiry.entries if is_disposed(entry)} == gone
        keystore = again.store.keystore
        assert (not keystore.stream_keys([world.enquiry])) == (extent == "whole")
        assert not keystore.older_keys(world.enquiry)
        again.register.catch_up()
        assert not again.register.find("Joan").items
    finally:
        again.close()
    assert verified(world).counted.gone == len(gone)
