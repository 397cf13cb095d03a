"""A small ledger with a clock of its own, to have stamped by authorities on this machine."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import time
from typing import Final
from uuid import uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from ledger.device import Device
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger
from ledger.operating.create import Registrar, create_ledger
from ledger.operating.recording import record
from ledger.publishing import Publisher
from ledger.settings import Settings
from ledger.stamping import Outcome, Stamper, TimeAuthority
from ledger.stamping.asking import Ask
from tests.timestamping import Authority

DAY: Final = 86_400


@dataclass
class Stamped:
    """The ledger; `now` is its clock, in seconds since 1970, the machine's to begin with."""

    folder: Path
    database: str | None = None
    now: int = field(default_factory=lambda: int(time()))
    ledger: Ledger = field(init=False)
    registrar: KeyFile = field(init=False)

    def __post_init__(self) -> None:
        self.settings = Settings(self.folder / "data", self.database)
        self.ledger, self.registrar = create_ledger(
            self.settings,
            "stamped.example/ledger",
            Registrar("Rhys Penn", "Children’s Services"),
            self.folder / "registrar.json",
            "correct horse",
            clock=lambda: self.now,
        )

    def record(self) -> None:
        """Record one more entry: somebody is enrolled."""
        key = Ed25519PrivateKey.generate()
        device = Device(key, key.public_key().public_bytes_raw())
        at = datetime.fromtimestamp(self.now, UTC)
        grant = {"id": "c1", "role": "social_worker", "title": "t", "agency": "a"}
        data = {
            "name": "Ann Shaw",
            "evidence": "passport, seen in person",
            "key": {"kid": device.kid, "x": b64(device.public_key)},
            "capacities": [{**grant, "from": at.date().isoformat()}],
        }
        request = DraftRequest(
            event="PractitionerEnrolled",
            streams=(str(uuid4()),),
            data=data,
            occurred=at.isoformat(),
        )
        record(self.ledger, self.registrar, request)

    def stamp(self, authorities: Sequence[TimeAuthority], ask: Ask | None = None) -> Outcome:
        """Publish and stamp now."""
        publisher = Publisher(self.ledger)
        return Stamper(self.ledger, authorities, lambda: publisher.publish(self.now), ask).run()

    def by(self, authority: Authority, ahead: int = 0) -> Ask:
        """An authority whose clock is this ledger's, or so many seconds ahead of it."""

        def ask(_: TimeAuthority, request: bytes) -> bytes:
            return authority.reply_at(request, datetime.fromtimestamp(self.now + ahead, UTC))

        return ask

    def size(self) -> int:
        """How many entries the log has."""
        return self.ledger.store.log.size()


def named(name: str, authority: Authority, url: str = "http://127.0.0.1:9") -> TimeAuthority:
    """An authority as the operator names it."""
    return TimeAuthority(name, url, authority.root.der)
