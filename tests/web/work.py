"""Somebody of the demonstration who reads pages and sends their forms, without a browser."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape

import httpx

from api.cookie import NAME
from domain.practitioner import Practitioner
from ledger.across.lines import Reader
from ledger.across.work import Work, work_of
from ledger.views import Views
from tests.web.house import House


@dataclass(frozen=True)
class Reading:
    """Somebody signed in."""

    house: House
    name: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What their browser sends with a form of our own."""
        return {"Cookie": f"{NAME}={self.token}", "Sec-Fetch-Site": "same-origin"}

    @property
    def person(self) -> Practitioner:
        """Who that is in the directory."""
        return self.house.ledger.reads.practitioner(self.house.told.keys[self.name].practitioner)

    @property
    def work(self) -> Work:
        """What waits for them, as the ledger says."""
        views = Views(self.house.ledger)
        return work_of(self.house.ledger, Reader(views, self.person.id, "casework"))

    def get(self, path: str, status: int = 200) -> str:
        """The markup of a page."""
        answer = self.ask(path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.text

    def ask(self, path: str) -> httpx.Response:
        """The answer to a request for a page."""
        return httpx.get(self.house.url + path, headers=self.headers)

    def post(self, path: str, data: Mapping[str, str]) -> httpx.Response:
        """Send a form of our own."""
        return httpx.post(self.house.url + path, data=dict(data), headers=self.headers)


def reading(house: House, name: str) -> Reading:
    """Somebody with a session of their own."""
    return Reading(house, name, house.token(name))


def main_of(markup: str) -> str:
    """The part of a page that is its own."""
    found = re.search(r"<main.*</main>", markup, re.DOTALL)
    assert found
    return found[0]


def links(markup: str) -> list[str]:
    """Where its links lead, in their order."""
    return [unescape(href) for href in re.findall(r'<a [^>]*href="([^"]*)"', markup)]
