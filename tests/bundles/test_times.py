"""A bundle carries what others attest: the published checkpoint, and stamps around its entries."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from crypto.bundle import verify_bundle
from crypto.manifest import Manifest
from crypto.note import UnverifiedNote
from ledger.bundling import bundle
from ledger.publishing import Publisher
from tests.bundles.conftest import House, told
from tests.timestamping import Authority, Kind

YEAR = 365 * 24 * 3600


@pytest.fixture(scope="module")
def stamped(one_authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A ledger of which three checkpoints were published, and stamped as they were."""
    folder = tmp_path_factory.mktemp("stamped")
    house = told(folder, "records")
    authority = replace(one_authority, folder=folder).with_signer(Kind(days=(-3650, 3650)))
    log = house.ledger.store.log
    for size in (log.size() // 3, log.size() // 2, log.size()):
        _publish(house, authority, size)
    yield house
    house.ledger.close()


def _publish(house: House, authority: Authority, size: int) -> None:
    """As the schedule would have, had it run while the story was told."""
    log = house.ledger.store.log
    (leaf,) = log.leaves(size - 1, 1)
    note = log.checkpoint(size)
    text = UnverifiedNote.parse(note).unverified_text.encode()
    at = datetime.fromtimestamp(leaf.known, UTC)
    token = authority.stamp_at(hashlib.sha256(text).digest(), at)
    with house.ledger.store.database.write() as session:
        session.run(
            "INSERT INTO published (log, size, note, at) VALUES (?, ?, ?, ?)",
            (1, size, note, leaf.known),
        )
        values = (1, size, 1, "Stamps", token, leaf.known, leaf.known + YEAR, 0)
        session.run("INSERT INTO stamps VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)


def test_stamps_around_its_entries_are_in_it(stamped: House, one_authority: Authority) -> None:
    """Whoever trusts the authority learns between which times the entries were recorded."""
    data = bundle(stamped.ledger, stamped.wanted(), stamped.key("aldous"))
    trust = replace(stamped.trust, time_authorities=(one_authority.root.der,))
    report = verify_bundle(data, trust)
    assert report.exit_code == 0, report.findings
    assert any("Stamps" in line for line in report.proven)


def test_it_leads_to_the_published_checkpoint(stamped: House) -> None:
    """Not to one of its own: what a witness cosigned and others saw is what proofs lead to."""
    size = stamped.ledger.store.log.size() - 3
    Publisher(stamped.ledger).publish(stamped.ledger.now())
    files = stamped.bundle(stamped.wanted(size=size))
    manifest = Manifest.parse(files["bundle.json"])
    newest = stamped.ledger.store.log.checkpoint(stamped.ledger.store.log.size() - 1)
    assert files["checkpoint"] == newest
    assert manifest.size == size
    assert len(manifest.anchors) >= 1
