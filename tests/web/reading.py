"""Somebody who uses the pages without a browser: links, forms, a cookie, and a key to sign with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import httpx

from api.cookie import NAME
from domain.practitioner import Practitioner
from ledger.across.lines import Reader as Asking
from ledger.across.work import Work, work_of
from ledger.draft import Draft
from ledger.views import Views
from tests.api.serving import Person
from tests.web.house import House

Fields = Mapping[str, str]
NINE = "2026-06-10T08:00:00Z"
"""An hour before the demonstration is looked at."""


@dataclass(frozen=True)
class Reader:
    """Somebody of the demonstration, signed in. `name` is that of their key file."""

    house: House
    name: str
    http: httpx.Client

    @property
    def id(self) -> str:
        """Their id in the directory."""
        return self.house.told.keys[self.name].practitioner

    @property
    def practitioner(self) -> Practitioner:
        """Who that is in the directory."""
        return self.house.ledger.reads.practitioner(self.id)

    @property
    def person(self) -> Person:
        """Their device, which drafts, signs and sends in the same session."""
        return Person(self.http, self.house.told.keys[self.name])

    @property
    def token(self) -> str:
        """What their cookie holds."""
        return self.http.cookies[NAME]

    @property
    def asking(self) -> Asking:
        """Who asks, to the ledger."""
        return Asking(Views(self.house.ledger), self.id, "casework")

    @property
    def work(self) -> Work:
        """What waits for them, as the ledger says."""
        return work_of(self.house.ledger, self.asking)

    def case(self, child: str) -> str:
        """The path of a child's enquiry."""
        return f"/enquiries/{self.house.enquiries[child]}"

    def get(
        self, path: str, query: Fields | None = None, headers: Fields | None = None
    ) -> httpx.Response:
        """Ask for a page."""
        return self.http.get(path, params=query, headers=headers)

    def page(self, path: str, status: int = HTTPStatus.OK) -> str:
        """The markup of a page that must be there, or be answered so."""
        answer = self.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text)
        return answer.text

    def open(
        self, path: str, query: Sequence[tuple[str, str]] = (), **asked: Any
    ) -> httpx.Response:
        """Open a page, wherever that leads."""
        given: list[tuple[str, Any]] = [*query, *asked.items()]
        return self.http.get(path, params=given or None, follow_redirects=True)

    def post(self, path: str, fields: Any = None, files: Any = None) -> httpx.Response:
        """Send a form; repeated names are lists."""
        return self.http.post(path, data=fields or {}, files=files)

    def sent(self, path: str, fields: Any = None, files: Any = None) -> str:
        """Send a form that must be accepted; the address that one is led to."""
        answer = self.post(path, fields, files)
        assert answer.status_code == HTTPStatus.SEE_OTHER, (path, answer.status_code, answer.text)
        return answer.headers["Location"]

    def submit(self, path: str, fields: Mapping[str, object]) -> httpx.Response:
        """Send a form, and follow where that leads."""
        return self.http.post(path, data=dict(fields), follow_redirects=True)

    def sign(self, check: httpx.Response) -> tuple[httpx.Response, tuple[str, ...]]:
        """Sign what the check page offers; the page that follows, and the words signed."""
        draft = self.get(str(check.url.path).replace("/check", "/to-sign"))
        prepared = self.person.device.prepare(Draft.model_validate(draft.json()))
        entries = [one.decode() for one in self.person.device.sign(prepared)]
        receipts = self.person.admit(entries).json()
        done = str(check.url.path).replace("/check", "/done")
        return self.submit(done, {"entry": receipts[0]["seq"]}), prepared.statements

    def record(self, event: str, stream: str, data: Any, occurred: str = NINE) -> int:
        """Record something without a page, as on the command line; the number of the entry."""
        answer = self.person.admit(self.person.signed(event, [stream], data, occurred=occurred))
        assert answer.status_code == HTTPStatus.CREATED, answer.text
        return int(answer.json()[0]["seq"])


def signed_in(house: House, name: str) -> Reader:
    """Somebody with a session of their own."""
    headers = {"Origin": house.url, "Sec-Fetch-Site": "same-origin"}
    return Reader(house, name, house.client(cookies={NAME: house.token(name)}, headers=headers))
