"""The ledger that the adversary attacks: small, eventful, and built by the real service.

Ann is a social worker, Tom a team manager, Lee a lawyer. Eve's first key is stolen, revoked and
replaced. Maya and Leo are siblings with an enquiry each.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from crypto.genesis import Genesis
from crypto.trust import TrustFile, parse_trust
from ledger.device import Device
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger
from ledger.operating.create import Registrar, create_ledger
from ledger.operating.recording import record
from ledger.settings import Settings

START: Final = 1_772_442_000
"""Monday 2 March 2026, 09:00 UTC: when the ledger begins."""
NAME: Final = "victim.example/ledger"
MAYA: Final = "5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0001"
LEO: Final = "5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0002"
COUNCIL: Final = "Hertfordshire Children’s Services"
PEOPLE: Final = {
    "ann": ("5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0011", "Ann Shaw", "social_worker"),
    "tom": ("5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0012", "Tom Reed", "team_manager"),
    "lee": ("5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0014", "Lee Hart", "legal_adviser"),
    "eve": ("5c0f1a52-6c55-4d0e-9d0b-0c6b3f8a0013", "Eve Lane", "social_worker"),
}


@dataclass(frozen=True)
class Held:
    """What the people of the ledger hold: their keys, and what they kept as evidence.

    `keys` has `ann`, `tom`, `lee`, `eve` (her second key), `stolen` (her first) and `registrar`;
    `receipts` are by place, `checkpoints` by size.
    """

    genesis: Genesis
    trust: TrustFile
    keys: Mapping[str, KeyFile]
    receipts: Mapping[tuple[str, int], bytes]
    heads: Mapping[str, bytes]
    checkpoints: Mapping[int, bytes]

    @property
    def newest(self) -> bytes:
        """The last checkpoint that somebody kept."""
        return self.checkpoints[max(self.checkpoints)]


@dataclass
class Builder:
    """Tells the victim's history through the service, a minute a step."""

    settings: Settings
    now: int = START
    keys: dict[str, KeyFile] = field(default_factory=dict)
    receipts: dict[tuple[str, int], bytes] = field(default_factory=dict)
    checkpoints: dict[int, bytes] = field(default_factory=dict)
    ledger: Ledger = field(init=False)

    def __post_init__(self) -> None:
        self.ledger, self.keys["registrar"] = create_ledger(
            self.settings,
            NAME,
            Registrar("Rhys Penn", COUNCIL),
            self.settings.data.parent / "registrar.json",
            "correct horse",
            clock=lambda: self.now,
        )

    def build(self) -> Held:
        """Tell it all, and close the ledger."""
        for name in PEOPLE:
            self.enrol(name)
        for stream, child in ((MAYA, "maya"), (LEO, "leo")):
            self.open_enquiry(stream, child)
        self.say("eve", "ChildSeen", [MAYA], _seen("maya"))
        self.replace_key("eve")
        self.say("ann", "ChildSeen", [LEO], _seen("leo"))
        self.say("eve", "ChildSeen", [MAYA], _seen("maya"))
        log = self.ledger.store.log
        heads = {stream: log.head_statement(stream) for stream in (MAYA, LEO)}
        genesis, trust = self.ledger.genesis, self.settings.data / "trust.json"
        self.ledger.close()
        return Held(
            genesis,
            parse_trust(trust.read_bytes()),
            self.keys,
            self.receipts,
            heads,
            self.checkpoints,
        )

    def open_enquiry(self, stream: str, child: str) -> None:
        """A referral, the child and a suspicion that is countersigned."""
        person = {"p": child, "as": child.capitalize()}
        added = {"person": person, "kind": "child", "household": "lives_there"}
        self.say("ann", "PersonAdded", [stream], added)
        suspected = {
            "child": child,
            "likelihood": "suffering",
            "harms": ["physical"],
            "immediate": False,
            "grounds": "The bruises are on the inside of both arms. A fall does not explain them.",
        }
        self.say("ann", "HarmSuspected", [stream], suspected)
        self.say("tom", "Countersignature", [stream], {"countersigns": 2, "kind": "countersign"})

    def enrol(self, name: str) -> None:
        """Enrol somebody, who accepts their key."""
        practitioner, words, role = PEOPLE[name]
        self.keys[name] = self.new_key(practitioner)
        today = datetime.fromtimestamp(self.now, UTC).date().isoformat()
        grant = {"id": "c1", "role": role, "title": role, "agency": COUNCIL, "from": today}
        data = {
            "name": words,
            "evidence": "passport, seen in person",
            "key": public(self.keys[name]),
            "capacities": [grant],
        }
        self.say("registrar", "PractitionerEnrolled", [practitioner], data)
        accepted = {"kid": self.keys[name].device.kid, "offer": 1}
        self.say(name, "KeyAccepted", [practitioner], accepted)

    def replace_key(self, name: str) -> None:
        """The key was stolen a minute ago: revoke it, and take another into use."""
        stolen = self.keys["stolen"] = self.keys[name]
        practitioner = stolen.practitioner
        compromised = datetime.fromtimestamp(self.now, UTC).isoformat()
        theft = {"kid": stolen.device.kid, "reason": "stolen", "compromised": compromised}
        self.say("registrar", "KeyRevoked", [practitioner], theft)
        self.keys[name] = self.new_key(practitioner)
        added = {"key": public(self.keys[name]), "reason": "replacement", "identified": "sight"}
        self.say("registrar", "KeyAdded", [practitioner], added)
        accepted = {"kid": self.keys[name].device.kid, "offer": 4}
        self.say(name, "KeyAccepted", [practitioner], accepted)

    def say(self, author: str, event: str, streams: Sequence[str], data: dict[str, Any]) -> None:
        """Record something that happens now, and keep its receipt and checkpoint."""
        self.now += 60
        at = datetime.fromtimestamp(self.now, UTC).isoformat()
        request = DraftRequest(event=event, streams=tuple(streams), data=data, occurred=at)
        for receipt in record(self.ledger, self.keys[author], request):
            self.receipts[receipt.stream, receipt.seq] = receipt.proof
        log = self.ledger.store.log
        self.checkpoints[log.size()] = log.checkpoint()

    def new_key(self, practitioner: str) -> KeyFile:
        """A key that is kept in memory alone."""
        key = Ed25519PrivateKey.generate()
        device = Device(key, key.public_key().public_bytes_raw())
        return KeyFile(practitioner, self.ledger.genesis.ledger, False, device)


def build(folder: Path) -> tuple[Settings, Held]:
    """The victim, in a folder that does not exist yet."""
    settings = Settings(folder / "data")
    return settings, Builder(settings).build()


def public(key: KeyFile) -> dict[str, str]:
    """A key as an entry offers it."""
    return {"kid": key.device.kid, "x": b64(key.device.public_key)}


def _seen(child: str) -> dict[str, Any]:
    return {
        "child": child,
        "place": "Oakfield Primary School",
        "company": {"kind": "alone"},
        "permission": {"kind": "not_sought", "reason": "There was no time."},
        "words": "It hurt. I want mum to tell him to go.",
    }
