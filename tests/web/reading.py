"""Somebody who uses the pages without scripts: links, forms and a cookie."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx

from api.cookie import NAME
from tests.web.house import House


@dataclass
class Reader:
    """A signed-in person and the page that was answered last."""

    name: str
    id: str
    http: httpx.Client

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Open a page."""
        return self.http.get(path, headers=headers)

    def page(self, path: str) -> str:
        """A page that must be there."""
        answer = self.get(path)
        assert answer.status_code == HTTPStatus.OK, (path, answer.status_code, answer.text)
        return answer.text

    def post(self, path: str, fields: Any = None, files: Any = None) -> httpx.Response:
        """Send a form; repeated names are lists."""
        return self.http.post(path, data=fields or {}, files=files)

    def sent(self, path: str, fields: Any = None, files: Any = None) -> str:
        """Send a form that must be accepted; the address that one is led to."""
        answer = self.post(path, fields, files)
        assert answer.status_code == HTTPStatus.SEE_OTHER, (path, answer.status_code, answer.text)
        return answer.headers["Location"]


@contextmanager
def reading_as(house: House, name: str) -> Iterator[Reader]:
    """Somebody of the demonstration, signed in."""
    cookies = {NAME: house.token(name)}
    headers = {"Origin": house.url}
    with httpx.Client(base_url=house.url, cookies=cookies, headers=headers, timeout=60) as http:
        yield Reader(name, house.told.keys[name].practitioner, http)


def query_of(address: str) -> list[tuple[str, str]]:
    """The query of an address, in order."""
    return parse_qsl(urlsplit(address).query)
