"""A ledger to measure: made and staffed by the real service."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from ledger.device import Device
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger
from ledger.operating.create import Registrar, create_ledger
from ledger.operating.recording import record
from ledger.settings import Settings

NOW: Final = 1_772_442_000
"""Monday 2 March 2026, 09:00 UTC: the ledger's clock stands still, so drafts never age."""
TODAY: Final = datetime.fromtimestamp(NOW, UTC)
_COUNCIL: Final = "Hertfordshire Children’s Services"


@dataclass(frozen=True)
class Staffed:
    """A ledger, where it lies, and the keys of its social workers."""

    settings: Settings
    ledger: Ledger
    staff: Sequence[KeyFile]


@contextmanager
def staffed(staff: int = 1, database: str | None = None) -> Iterator[Staffed]:
    """A new ledger with so many social workers, on SQLite or the PostgreSQL database named."""
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder:
        settings = Settings(Path(folder) / "data", database)
        ledger, registrar = create_ledger(
            settings,
            "bench.example/ledger",
            Registrar("Rhys Penn", _COUNCIL),
            Path(folder) / "registrar.json",
            "measured, not guarded",
            clock=lambda: NOW,
            demonstration=True,
        )
        try:
            yield Staffed(settings, ledger, [enrol(ledger, registrar) for _ in range(staff)])
        finally:
            ledger.close()


def enrol(ledger: Ledger, registrar: KeyFile) -> KeyFile:
    """Enrol a social worker, who accepts their key."""
    key = Ed25519PrivateKey.generate()
    device = Device(key, key.public_key().public_bytes_raw())
    person = KeyFile(str(uuid4()), ledger.genesis.ledger, demonstration=True, device=device)
    capacity = {
        "id": "c1",
        "role": "social_worker",
        "title": "Social worker",
        "agency": _COUNCIL,
        "from": TODAY.date().isoformat(),
    }
    enrolment = {
        "name": "Ann Shaw",
        "evidence": "passport, seen in person",
        "key": {"kid": device.kid, "x": b64(device.public_key)},
        "capacities": [capacity],
    }
    say(ledger, registrar, person.practitioner, "PractitionerEnrolled", enrolment)
    accepted = {"kid": device.kid, "offer": 1}
    say(ledger, person, person.practitioner, "KeyAccepted", accepted)
    return person


def say(ledger: Ledger, author: KeyFile, stream: str, event: str, data: dict[str, Any]) -> None:
    """Draft, sign and admit one entry."""
    request = DraftRequest(event=event, streams=(stream,), data=data, occurred=TODAY.isoformat())
    record(ledger, author, request)
