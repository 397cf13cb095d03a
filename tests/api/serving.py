"""A real server over a real ledger, and people who talk to it with nothing but their key.

Everything that a `Person` does goes over HTTP; what they believe they check with the trust file.
"""

import shutil
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any, Final

import httpx
import uvicorn
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from fastapi import FastAPI

from api.app import create_app
from api.enrolling import Enrolling
from crypto.signin import Signin, sign_signin
from ledger.device import Device
from ledger.draft import Draft
from ledger.keys.keyfile import KeyFile, open_key_file
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.replaying.replay import PASSPHRASE, replay
from ledger.settings import Settings

STORY: Final = Path(__file__).parent / "story.jsonl"
ORIGIN: Final = "https://countersign.example"
NOON: Final = int(datetime(2026, 3, 2, 12, tzinfo=UTC).timestamp())
"""When the tests begin: an hour after the story ends."""
PATIENCE: Final = 60
"""Seconds for an answer, on a machine that is busy."""
KEPT: Final = httpx.Limits(keepalive_expiry=2)
"""A connection is kept for less time than the server keeps it (5 s): one that is just being closed
would be asked in vain."""
PEOPLE: Final = ("ruth", "priya", "tom", "grace", "stranger", "inspector", "registrar")


@dataclass
class Clock:
    """The ledger's clock, which the test moves."""

    now: int = NOON

    def __call__(self) -> int:
        """Seconds since 1970."""
        return self.now


@dataclass(frozen=True)
class Told:
    """The story on disk: its folder, everybody's key, and the two enquiries by their child."""

    settings: Settings
    keys: Mapping[str, KeyFile]
    enquiries: Mapping[str, str]

    @property
    def devices(self) -> Path:
        """The folder of the key files."""
        return self.settings.data / "devices"

    def copied(self, folder: Path) -> "Told":
        """The same in a folder of its own, for a test that writes."""
        shutil.copytree(self.settings.data, folder)
        return Told(Settings(folder), self.keys, self.enquiries)


def tell(settings: Settings) -> Told:
    """Tell the story into a new ledger."""
    ledger = replay([STORY], settings)
    found = ledger.register
    found.catch_up()
    streams = [line.stream for line in found.enquiries().items]
    by_length = sorted(streams, key=lambda stream: -len(ledger.reads.entries(stream)))
    ledger.close()
    devices = settings.data / "devices"
    keys = {name: open_key_file(devices / f"{name}.json", PASSPHRASE) for name in PEOPLE}
    return Told(settings, keys, dict(zip(("maya", "leo"), by_length, strict=True)))


@dataclass
class Person:
    """Somebody at their device: a key, and a connection to the server."""

    http: httpx.Client
    key: KeyFile
    token: str | None = field(default=None, repr=False)

    @property
    def device(self) -> Device:
        """What signs."""
        return self.key.device

    def statement(self, challenge: Mapping[str, Any], now: int = NOON, **changed: Any) -> str:
        """A sign-in statement over a challenge, with some claims changed."""
        claims = {
            "ledger": challenge["ledger"],
            "origin": challenge["origin"],
            "nonce": challenge["nonce"],
            "iss": self.key.practitioner,
            "iat": now,
            "exp": now + 120,
        }
        signin = Signin(**{**claims, **changed})
        return sign_signin(signin, self.device.kid, self.device.signer).decode()

    def present(self, nonce: str, statement: str) -> httpx.Response:
        """Ask for a session."""
        body = {"nonce": nonce, "statement": statement}
        return self.http.post("/api/sessions", json=body)

    def sign_in(self, now: int = NOON) -> httpx.Response:
        """Prove the key."""
        challenge = self.http.post("/api/challenges").json()
        answer = self.present(challenge["nonce"], self.statement(challenge, now))
        if answer.status_code == httpx.codes.CREATED:
            self.token = answer.json()["token"]
        return answer

    @property
    def headers(self) -> dict[str, str]:
        """What shows who asks."""
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def get(self, path: str, **parameters: Any) -> httpx.Response:
        """Read."""
        return self.http.get(path, params=parameters or None, headers=self.headers)

    def post(self, path: str, body: Any) -> httpx.Response:
        """Send JSON."""
        return self.http.post(path, json=body, headers=self.headers)

    def send(
        self, path: str, content: bytes, media_type: str = "application/json"
    ) -> httpx.Response:
        """Send bytes."""
        headers = {**self.headers, "Content-Type": media_type}
        return self.http.post(path, content=content, headers=headers)

    def draft(self, event: str, streams: Sequence[str], data: Any, **frame: Any) -> httpx.Response:
        """Ask for a draft of something that happened at noon."""
        occurred = {"occurred": "2026-03-02T12:00:00+00:00"}
        body = {"event": event, "streams": list(streams), "data": data, **occurred, **frame}
        return self.post("/api/drafts", body)

    def signed(self, event: str, streams: Sequence[str], data: Any, **frame: Any) -> list[str]:
        """Draft and sign."""
        draft = Draft.model_validate(self.draft(event, streams, data, **frame).json())
        return [entry.decode() for entry in self.device.sign(self.device.prepare(draft))]

    def admit(self, entries: Sequence[str]) -> httpx.Response:
        """Send signed entries."""
        return self.post("/api/entries", {"entries": list(entries)})


def new_device() -> Device:
    """A device with a new key."""
    key = Ed25519PrivateKey.generate()
    return Device(key, key.public_key().public_bytes_raw())


@dataclass
class Served:
    """A served ledger: its people, and behind the server what tests compare with."""

    told: Told
    ledger: Ledger
    clock: Clock
    http: httpx.Client
    enrolling: Enrolling

    def person(self, name: str) -> Person:
        """Somebody of the story, signed in."""
        someone = self.stranger(name)
        assert someone.sign_in(self.clock.now).status_code == httpx.codes.CREATED
        return someone

    def stranger(self, name: str) -> Person:
        """Somebody of the story, not signed in."""
        return Person(self.http, self.told.keys[name])

    @property
    def maya(self) -> str:
        """The path of Maya's enquiry."""
        return f"/api/enquiries/{self.told.enquiries['maya']}"

    def size(self) -> int:
        """Entries in the log."""
        return self.ledger.store.log.size()


@contextmanager
def served(told: Told) -> Iterator[Served]:
    """Serve a ledger with a clock of our own, as `countersign serve` does."""
    clock = Clock()
    ledger = open_ledger(told.settings, clock)
    app = create_app(ledger, ORIGIN, told.devices)
    with serving(app) as url, client(url) as http:
        yield Served(told, ledger, clock, http, app.state.enrolling)


def client(url: str, **more: Any) -> httpx.Client:
    """A connection to a server of the tests."""
    return httpx.Client(base_url=url, timeout=PATIENCE, limits=KEPT, **more)


@contextmanager
def serving(app: FastAPI, listener: socket.socket | None = None) -> Iterator[str]:
    """Run an application as `countersign serve` does, on a port taken before or a free one; its
    address.
    """
    with listener or socket.socket(proto=socket.IPPROTO_TCP) as taken:
        if listener is None:
            taken.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
        thread = Thread(target=server.run, kwargs={"sockets": [taken]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                sleep(0.01)
            yield f"http://127.0.0.1:{taken.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
