"""A ledger with records, orders and documents in it, told once for all tests of bundles."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from crypto.archive import Archive
from crypto.bundle import BundleReport, verify_bundle
from crypto.trust import TrustFile, parse_trust
from domain.disclosure.policy import Policy
from domain.enquiry import Enquiry
from ledger.bundling import Decision, Saved, Stopped, Wanted, bundle, hit_of, prepare
from ledger.keys.keyfile import KeyFile, open_key_file
from ledger.ledger import Ledger
from ledger.replaying.demonstration import SCENARIOS
from ledger.replaying.replay import PASSPHRASE, replay
from ledger.settings import Settings


@dataclass(frozen=True)
class House:
    """A ledger of one scenario, with everybody's keys."""

    settings: Settings
    ledger: Ledger

    @property
    def enquiry(self) -> Enquiry:
        """The first enquiry of it."""
        self.ledger.register.catch_up()
        return self.ledger.reads.enquiry(self.ledger.register.enquiries().items[0].stream)

    @property
    def trust(self) -> TrustFile:
        """The trust file as the authority hands it out."""
        return parse_trust((self.settings.data / "trust.json").read_bytes())

    def key(self, person: str) -> KeyFile:
        """Somebody's key."""
        with patch("ledger.keys.keyfile._MEMORY_KIB", 32), patch("ledger.keys.keyfile._PASSES", 1):
            return open_key_file(self.settings.data / "devices" / f"{person}.json", PASSPHRASE)

    def wanted(self, policy: Policy | str = "court", **given: object) -> Wanted:
        """What somebody asks for."""
        saved = Saved.shipped(policy) if isinstance(policy, str) else Saved(policy, "d" * 42 + "A")
        wanted = Wanted(self.enquiry.id, saved, "the court at Wexmere", "care proceedings")
        return wanted.asking(**given)

    def decided(self, wanted: Wanted, answer: Any = "give", by: str = "aldous") -> Wanted:
        """The same, with everything answered that the search finds."""
        try:
            prepare(self.ledger, wanted, self.key(by).practitioner)
        except Stopped as stopped:
            decisions = tuple(Decision(hit_of(hit), answer, "a test") for hit in stopped.hits)
            return wanted.asking(decisions=decisions)
        return wanted

    def bundle(self, wanted: Wanted, by: str = "aldous") -> Archive:
        """The bundle, unpacked again."""
        return Archive.open(bundle(self.ledger, wanted, self.key(by)))

    def verify(self, data: bytes) -> BundleReport:
        """What a stranger with the trust file finds."""
        return verify_bundle(data, self.trust)


def told(folder: Path, scenario: str) -> House:
    """Tell a scenario of the repository into a new ledger, with keys that cost nothing to lock."""
    settings = Settings(folder / "data")
    with patch("ledger.keys.keyfile._MEMORY_KIB", 32), patch("ledger.keys.keyfile._PASSES", 1):
        ledger = replay([SCENARIOS / "procedure" / f"{scenario}.jsonl"], settings)
    return House(settings, ledger)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The scenario with an order for disclosure, police content, a document, and corrections."""
    made = told(tmp_path_factory.mktemp("house"), "records")
    yield made
    made.ledger.close()
