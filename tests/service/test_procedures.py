"""A ledger that outlives its first procedure."""

from typing import Final

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from domain import authority
from domain.profiles import Problem, Profile, ProfileInvalid, shipped_profiles
from ledger.device import Device
from ledger.errors import OtherVersion
from ledger.operating.opening import open_ledger
from ledger.refusing import NotAdmitted
from ledger.verify import verify_ledger
from ledger.views import AsOf, Views
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


def _third(world: World) -> dict[str, str]:
    """A third authority's procedure, adopted: the other one copied, named anew, one limit set."""
    copied = shipped_profiles()["standard"]
    toml = copied.replace('id = "standard"', 'id = "eastmere"').replace(
        'seen_hours = "not stated"', "seen_hours = 48"
    )
    data = {"name": "eastmere", "version": "1", "toml": toml}
    say(world, registrar(world), "ProfileAdopted", world.ledger.genesis.authority, data)
    return {"name": "eastmere", "version": "1", "reasons": "The family moved to our area."}


def _hours(world: World, enquiry: str, size: int | None = None) -> int | None:
    reading = Views(world.ledger).reading(enquiry, None, as_of=AsOf(size=size))
    return reading.profile.limit("child.seen_hours")


def test_an_enquiry_keeps_its_procedure_until_an_entry_of_it_moves_it(on_sqlite: World) -> None:
    """Adopting another changes it for those that begin from now on, and for one that is moved; what
    was known before is read by the procedure of then.
    """
    moved = _third(on_sqlite)
    assert _hours(on_sqlite, on_sqlite.enquiry) == 24
    assert _hours(on_sqlite, on_sqlite.new_enquiry()) == 48
    size = on_sqlite.ledger.store.log.size()
    say(on_sqlite, on_sqlite.manager, "ProcedureMoved", on_sqlite.enquiry, moved)
    assert _hours(on_sqlite, on_sqlite.enquiry) == 48
    assert _hours(on_sqlite, on_sqlite.enquiry, size) == 24


def test_an_enquiry_moves_only_to_what_was_adopted(on_sqlite: World) -> None:
    """Another version is refused with those that there are, before anybody signs."""
    moved = {**_third(on_sqlite), "version": "2"}
    with pytest.raises(NotAdmitted, match=r"version: was not adopted.*eastmere, 1") as caught:
        say(on_sqlite, on_sqlite.manager, "ProcedureMoved", on_sqlite.enquiry, moved)
    assert caught.value.field == "version"


def test_moving_back_is_withdrawing_the_move(on_sqlite: World) -> None:
    """The enquiry is again under the procedure with which it began."""
    moved = _third(on_sqlite)
    receipt = say(on_sqlite, on_sqlite.manager, "ProcedureMoved", on_sqlite.enquiry, moved)
    taken_back = {"withdraws": receipt.seq, "reasons": "It was the enquiry of another child."}
    say(on_sqlite, on_sqlite.manager, "Withdrawal", on_sqlite.enquiry, taken_back)
    assert _hours(on_sqlite, on_sqlite.enquiry) == 24


def test_a_procedure_that_another_version_adopted_is_no_defect(
    on_sqlite: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening says what it cannot read and which program can, and changes nothing."""
    on_sqlite.ledger.close()
    problem = Problem(7, "child.seen_hours", "missing")

    def cannot(_: str) -> Profile:
        raise ProfileInvalid((problem,))

    monkeypatch.setattr(authority, "_load", cannot)
    with pytest.raises(OtherVersion, match=r"line 7, child\.seen_hours: missing"):
        open_ledger(on_sqlite.settings)
