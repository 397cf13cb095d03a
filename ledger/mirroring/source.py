"""Fetching the files of somebody else's log over HTTP, without trusting a byte of what comes."""

from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from ledger.errors import Problem
from ledger.peer import Peer, Unanswered

SECONDS: Final = 30
"""How long a file may take, the largest of which has some kilobytes."""


class SourceUnavailable(Problem):
    """The log cannot be fetched; nothing is known against it."""

    code = "source-unavailable"
    status = 502
    title = "The log cannot be fetched"


class Source:
    """The logs below one address, over one connection that is opened again where it was closed.

    Raises:
        SourceUnavailable: not an address of HTTP.
    """

    def __init__(self, url: str) -> None:
        try:
            self._peer = Peer(url)
        except Unanswered as error:
            raise SourceUnavailable(f"url: {url}: {error}", field="url") from error
        if urlsplit(url).query:
            raise SourceUnavailable(f"url: {url} has a query", field="url")
        self.url = url.rstrip("/")

    def get(self, path: str, limit: int) -> bytes | None:
        """The file at a path below the address; None where there is none.

        Raises:
            SourceUnavailable: no answer in time, another answer, or more than `limit` bytes.
        """
        try:
            answer = self._peer.get(path, limit=limit, seconds=SECONDS)
        except Unanswered as error:
            raise SourceUnavailable(f"{self.url}/{path}: {error}") from error
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status != HTTPStatus.OK:
            raise SourceUnavailable(f"{self.url}/{path}: answered with {answer.status}")
        return answer.body

    def close(self) -> None:
        """Close the connection."""
        self._peer.close()
