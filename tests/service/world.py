"""A real ledger with a social worker and a manager, to draft, sign and admit against."""

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ledger.admission.admissions import Receipt
from ledger.device import Prepared
from ledger.draft import Draft, DraftRequest, RefRequest
from ledger.keys.keyfile import KeyFile, open_key_file
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.replaying.replay import PASSPHRASE, replay
from ledger.settings import Settings

NOON: Final = 1_772_452_800
"""Monday 2 March 2026, midday."""
OCCURRED: Final = "2026-03-02T11:30:00+00:00"

_SCENARIO: Final = (
    {"scenario": "a beginning", "profile": "hertfordshire"},
    {
        "person": "sw",
        "name": "Ruth Adeyemi",
        "role": "social_worker",
        "agency": "CS",
        "registration": "SW1",
    },
    {
        "person": "tm",
        "name": "Priya Nair",
        "role": "team_manager",
        "agency": "CS",
        "registration": "SW2",
    },
    {
        "at": "2026-03-02T09:00:00+00:00",
        "by": "sw",
        "enquiry": "a",
        "event": "PersonAdded",
        "data": {
            "person": {"p": "maya", "as": "Maya Hollis"},
            "kind": "child",
            "household": "lives_there",
        },
    },
)

PERSON: Final[dict[str, Any]] = {
    "person": {"p": "joan", "as": "Joan Hollis"},
    "kind": "parent",
    "relation": "mother",
    "household": "lives_there",
}


@dataclass
class World:
    """The ledger, who signs in it, and its one enquiry."""

    settings: Settings
    ledger: Ledger
    worker: KeyFile
    manager: KeyFile
    enquiry: str

    def request(self, event: str = "PersonAdded", **given: Any) -> DraftRequest:
        """A request about the enquiry, by default to add Maya's mother."""
        wanted = {"streams": (self.enquiry,), "data": PERSON, "occurred": OCCURRED, **given}
        return DraftRequest(event=event, **wanted)

    def draft(self, request: DraftRequest, by: KeyFile | None = None) -> Draft:
        """Draft as somebody."""
        signer = by or self.worker
        return self.ledger.draft(signer.practitioner, signer.device.kid, request)

    def prepare(self, request: DraftRequest, by: KeyFile | None = None) -> Prepared:
        """Draft, compose and conceal."""
        return (by or self.worker).device.prepare(self.draft(request, by))

    def sign(self, request: DraftRequest, by: KeyFile | None = None) -> list[bytes]:
        """Draft, compose and sign."""
        return (by or self.worker).device.sign(self.prepare(request, by))

    def record(self, request: DraftRequest, by: KeyFile | None = None) -> list[Receipt]:
        """Draft, sign and admit."""
        return self.ledger.admit(self.sign(request, by))

    def new_enquiry(self) -> str:
        """Begin another enquiry, with its child."""
        child = {**PERSON, "person": {"p": "maya", "as": "Maya"}, "kind": "child"}
        stream = str(uuid.uuid4())
        self.record(self.request(streams=(stream,), data=child))
        return stream

    def corrects(
        self, seq: int, because: str = "The name was misspelt.", **data: Any
    ) -> DraftRequest:
        """A request that corrects an earlier entry."""
        refs = (RefRequest(rel="corrects", seq=seq),)
        return self.request(data={**PERSON, **data}, because=because, refs=refs)


@contextmanager
def a_world(folder: Path, database: str) -> Iterator[World]:
    """Make it and open it at noon."""
    with reopened(begun(folder, database)) as world:
        yield world


def begun(folder: Path, database: str) -> Settings:
    """Make it: a ledger that nobody has open."""
    scenario = folder / "beginning.jsonl"
    scenario.write_text("\n".join(map(json.dumps, _SCENARIO)), encoding="utf-8")
    settings = Settings(folder / "data", database)
    replay([scenario], settings).close()
    return settings


@contextmanager
def reopened(settings: Settings, now: int = NOON) -> Iterator[World]:
    """Open a world that was made before."""
    ledger = open_ledger(settings, clock=lambda: now)
    ledger.register.catch_up()
    enquiry = ledger.register.enquiries().items[0].stream
    devices = settings.data / "devices"
    worker, manager = (open_key_file(devices / f"{p}.json", PASSPHRASE) for p in ("sw", "tm"))
    try:
        yield World(settings, ledger, worker, manager, enquiry)
    finally:
        ledger.close()
