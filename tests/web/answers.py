"""Pages as their readers get them, without a browser: what they say, which entries they show."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

import httpx

from api.cookie import NAME
from tests.web.house import House

_TAG = re.compile(r"<[^>]*>")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Answer:
    """A page."""

    response: httpx.Response

    @property
    def status(self) -> int:
        """The status."""
        return self.response.status_code

    @property
    def html(self) -> str:
        """Its markup."""
        return self.response.text

    @property
    def words(self) -> str:
        """What somebody reads on it, spaced singly."""
        return words(self.html)

    @property
    def entries(self) -> list[int]:
        """The entries whose rows it shows, in their order."""
        return [int(seq) for seq in re.findall(r'id="entry-(\d+)"', self.html)]

    def links(self, within: str) -> list[str]:
        """The addresses of its links whose address begins so."""
        found = re.findall(r'href="([^"]*)"', self.html)
        return [unescape(one) for one in found if unescape(one).startswith(within)]

    def row(self, entry: int) -> str:
        """The markup of one row."""
        start = self.html.index(f'id="entry-{entry}"')
        end = self.html.find('id="entry-', start + 1)
        return self.html[start : end if end > 0 else None]


@dataclass(frozen=True)
class At:
    """Somebody of the demonstration who reads pages."""

    url: str
    token: str

    def get(self, path: str, query: Sequence[tuple[str, str]] = (), **asked: Any) -> Answer:
        """A page, redirects followed."""
        given: list[tuple[str, str | int | float | bool | None]] = [*query, *asked.items()]
        response = httpx.get(
            self.url + path,
            params=given or None,
            cookies={NAME: self.token},
            follow_redirects=True,
        )
        return Answer(response)


def signed_in(house: House, name: str) -> At:
    """Somebody, signed in."""
    return At(house.url, house.token(name))


def words(html: str) -> str:
    """What somebody reads of markup, spaced singly."""
    return _SPACE.sub(" ", unescape(_TAG.sub(" ", html))).strip()
