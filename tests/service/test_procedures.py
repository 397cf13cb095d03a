"""A ledger that outlives its first procedure."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from ledger.device import Device
from ledger.verify import verify_ledger
from tests.service.officers import registrar, say
from tests.service.world import World

BEFORE: Final = "[roles]\n"
AFTER: Final = (
    BEFORE + 'practice_lead = { title = "Practice lead", agency = "childrens_services", '
    "is_qualified_social_worker = true, is_manager = true }\n"
)


def test_who_vouches_under_a_new_procedure_is_judged_by_it_ever_after(on_sqlite: World) -> None:
    """A kind of manager that came with a reform adds a colleague's key, and verification agrees."""
    ledger, worker = on_sqlite.ledger, on_sqlite.worker.practitioner
    officer, adopted = registrar(on_sqlite), ledger.reads.authority().profile
    reform = {"name": "reform", "version": "1", "toml": adopted.toml.replace(BEFORE, AFTER)}
    say(on_sqlite, officer, "ProfileAdopted", ledger.genesis.authority, reform)
    manager = on_sqlite.manager
    lead = {"role": "practice_lead", "title": "Practice lead", "agency": "CS", "from": "2026-03-01"}
    granted = {"granted": {"id": "lead", **lead}}
    say(on_sqlite, officer, "CapacityGranted", manager.practitioner, granted)
    (held, *_) = ledger.reads.practitioner(manager.practitioner).capacities
    ended = {"id": held, "last_day": "2026-03-01", "reason": "the reform"}
    say(on_sqlite, officer, "CapacityEnded", manager.practitioner, ended)
    key = Ed25519PrivateKey.generate()
    device = Device(key, key.public_key().public_bytes_raw())
    offered = {"kid": device.kid, "x": b64(device.public_key)}
    added = {"key": offered, "reason": "replacement", "identified": "in person"}
    say(on_sqlite, manager, "KeyAdded", worker, added)
    found = {finding.kind.code for finding in verify_ledger(on_sqlite.settings).findings}
    assert found <= {"unanchored", "no-trust-file", "pending"}
