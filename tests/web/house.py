"""The demonstration, served for browsers: told once, its clocks running on a Wednesday in June.

The clock stands still unless a test moves it, so that every page says the same on every day.
"""

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import httpx
from fastapi import FastAPI

from api.app import create_app
from ledger.keys.keyfile import KeyFile, open_key_file
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.replaying.demonstration import SCENARIOS
from ledger.replaying.replay import PASSPHRASE, replay
from ledger.settings import Settings
from tests.api.serving import KEPT, PATIENCE, Clock, Person, Told, serving

WEDNESDAY: Final = datetime(2026, 6, 10, 9, 0, tzinfo=UTC)
"""When the demonstration is looked at: ten in the morning in London."""


def tell(settings: Settings, now: datetime = WEDNESDAY) -> Told:
    """Tell the shipped scenarios into a new ledger, each ending in the week before `now`."""
    ledger = replay(sorted(SCENARIOS.glob("*.jsonl")), settings, ending_now=now)
    found = dict(_enquiries(ledger))
    ledger.close()
    keys = {path.stem: _opened(path) for path in (settings.data / "devices").glob("*.json")}
    return Told(settings, keys, found)


def _opened(path: Path) -> KeyFile:
    return open_key_file(path, PASSPHRASE)


def _enquiries(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Each enquiry by the first name of its child."""
    ledger.register.catch_up()
    for line in ledger.register.enquiries().items:
        child = ledger.reads.enquiry(line.stream).children[0]
        yield child.name.split(" ")[0].lower(), line.stream


@dataclass(frozen=True)
class House:
    """A served ledger, and behind the server what tests compare with."""

    url: str
    told: Told
    ledger: Ledger
    clock: Clock
    app: FastAPI
    lines: httpx.HTTPTransport
    """Connections to it, which all share who have no browser."""

    def client(self, **options: Any) -> httpx.Client:
        """Somebody without a browser, who need not be closed."""
        return httpx.Client(base_url=self.url, timeout=PATIENCE, transport=self.lines, **options)

    @property
    def enquiries(self) -> Mapping[str, str]:
        """Ids by the first name of the child, in small letters."""
        return self.told.enquiries

    def path(self, pattern: str) -> str:
        """A path in which enquiries stand by their child, and practitioners by their key file."""
        people = {name: key.practitioner for name, key in self.told.keys.items()}
        return pattern.format(**people, **self.enquiries)

    def name_of(self, who: str) -> str:
        """What somebody is called in the directory, by their key file."""
        return self.ledger.reads.practitioner(self.told.keys[who].practitioner).name

    def token(self, name: str) -> str:
        """The token of a new session of somebody of the demonstration, by their key."""
        person = Person(self.client(), self.told.keys[name])
        answer = person.sign_in(self.clock.now)
        assert answer.status_code == httpx.codes.CREATED, answer.text
        assert person.token
        return person.token


@contextmanager
def housed(told: Told, now: int = int(WEDNESDAY.timestamp())) -> Iterator[House]:
    """Serve a ledger as `countersign serve` does, with a clock of our own."""
    with socket.socket(proto=socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        clock = Clock(now)
        ledger = open_ledger(told.settings, clock)
        trust = told.settings.data / "trust.json"
        app = create_app(ledger, url, told.devices, trust=trust)
        with serving(app, listener), httpx.HTTPTransport(limits=KEPT) as lines:
            yield House(url, told, ledger, clock, app, lines)
