"""Who decides for the whole ledger: its registrar, and a lawyer of the council."""

import uuid
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from ledger.admission.admissions import Receipt
from ledger.device import Device
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile, open_key_file
from ledger.operating.recording import record
from ledger.replaying.replay import PASSPHRASE
from tests.service.world import OCCURRED, World


def registrar(world: World) -> KeyFile:
    """The registrar's key."""
    return open_key_file(world.settings.data / "devices" / "registrar.json", PASSPHRASE)


def lawyer(world: World) -> KeyFile:
    """Enrol a lawyer, who accepts the key."""
    key = Ed25519PrivateKey.generate()
    device = Device(key, key.public_key().public_bytes_raw())
    held = KeyFile(str(uuid.uuid4()), world.ledger.genesis.ledger, True, device)
    grant = {"role": "legal_adviser", "title": "lawyer", "agency": "Legal", "from": "2026-01-01"}
    enrolment = {
        "name": "Naomi Frost",
        "evidence": "passport",
        "key": {"kid": device.kid, "x": b64(device.public_key)},
        "capacities": [{"id": "legal", **grant}],
    }
    say(world, registrar(world), "PractitionerEnrolled", held.practitioner, enrolment)
    accepted = {"kid": device.kid, "offer": 1}
    say(world, held, "KeyAccepted", held.practitioner, accepted)
    return held


def say(world: World, by: KeyFile, event: str, stream: str, data: dict[str, Any]) -> Receipt:
    """Record something."""
    request = DraftRequest(event=event, streams=(stream,), data=data, occurred=OCCURRED)
    return record(world.ledger, by, request)[0]


def whole(world: World) -> dict[str, Any]:
    """All of the enquiry, as it stands."""
    entries = world.ledger.reads.enquiry(world.enquiry).version
    return _disposal(world, {"kind": "whole", "entries": entries})


def some(world: World, *numbers: int) -> dict[str, Any]:
    """Single entries of the enquiry."""
    return _disposal(world, {"kind": "entries", "numbers": list(numbers)})


def dispose(world: World, by: KeyFile, data: dict[str, Any]) -> Receipt:
    """Sign and admit a certificate, which the ledger carries out."""
    return say(world, by, "RecordsDisposed", world.ledger.genesis.authority, data)


def _disposal(world: World, extent: dict[str, Any]) -> dict[str, Any]:
    rule = "child_protection: 35 years from closure"
    return {"enquiry": world.enquiry, "extent": extent, "rule": rule, "reason": "it is due"}
