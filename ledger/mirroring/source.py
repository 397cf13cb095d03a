"""Fetching the files of somebody else's log over HTTP, without trusting a byte of what comes."""

import http.client
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit

from ledger.errors import Problem

SECONDS: Final = 30
"""How long to wait for an answer, or for more of it."""
_HEADERS: Final = {"Accept-Encoding": "identity", "User-Agent": "countersign-mirror"}


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
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query:
            raise SourceUnavailable(f"url: {url} is not http://… or https://…", field="url")
        secure = parts.scheme == "https"
        connect = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        self.url = url.rstrip("/")
        self._base = parts.path.rstrip("/")
        self._connection = connect(parts.hostname, _port(parts.netloc, url), timeout=SECONDS)

    def get(self, path: str, limit: int) -> bytes | None:
        """The file at a path below the address; None where there is none.

        Raises:
            SourceUnavailable: no answer, another answer, or more than `limit` bytes.
        """
        try:
            return self._get(path, limit)
        except (http.client.HTTPException, ConnectionError):
            self.close()  # a server may close an idle connection at any time: once more
        try:
            return self._get(path, limit)
        except (http.client.HTTPException, OSError) as error:
            raise self._unavailable(path, error) from error

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _get(self, path: str, limit: int) -> bytes | None:
        try:
            self._connection.request("GET", f"{self._base}/{path}", headers=_HEADERS)
            answer = self._connection.getresponse()
            data = answer.read(limit + 1)
        except ConnectionError:
            raise
        except OSError as error:
            raise self._unavailable(path, error) from error
        if len(data) > limit or answer.status != HTTPStatus.OK:
            self.close()  # the rest of the answer is not read
        if answer.status == HTTPStatus.NOT_FOUND:
            return None
        if answer.status != HTTPStatus.OK:
            raise SourceUnavailable(f"{self.url}/{path}: answered with {answer.status}")
        if len(data) > limit:
            raise SourceUnavailable(f"{self.url}/{path}: longer than {limit} bytes")
        return data

    def _unavailable(self, path: str, error: Exception) -> SourceUnavailable:
        self.close()
        reason = (isinstance(error, OSError) and error.strerror) or type(error).__name__
        return SourceUnavailable(f"{self.url}/{path}: {reason}")


def _port(netloc: str, url: str) -> int | None:
    try:
        return urlsplit(f"//{netloc}").port
    except ValueError as error:
        raise SourceUnavailable(f"url: {url} names no port that there is", field="url") from error
