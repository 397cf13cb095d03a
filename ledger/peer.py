"""Asking whoever is at a URL over HTTP, without trusting it to be brief or to be quick."""

import ssl
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse, IncompleteRead
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from ledger.timed import TimedConnection

_HEADERS: Final[Mapping[str, str]] = {"User-Agent": "countersign"}
_PIECE_BYTES: Final = 2**16


class Unanswered(Exception):
    """Nobody was reached, or there was no whole answer in HTTP in time; the message says why."""


class TooLong(Unanswered):
    """The answer has more bytes than it may have."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered; nothing in it has been verified.

    `media_type` is in small letters and without parameters. Unless `status` is 200 there may have
    been more of `body`.
    """

    status: int
    body: bytes
    media_type: str = ""


class _Request(NamedTuple):
    """What http.client sends; it must do no harm if it is sent twice."""

    method: str
    target: str
    body: bytes | None = None
    headers: Mapping[str, str] = _HEADERS


class Peer:
    """Whoever is at a URL, over one connection that is opened again where it was closed.

    Follows no redirection, asks no proxy, and sends no credentials.

    Raises:
        Unanswered: not a URL of HTTP.
    """

    def __init__(self, url: str) -> None:
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise Unanswered("its URL cannot be read") from error
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise Unanswered("its URL is not http://… or https://…")
        tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._connection = TimedConnection(parts.hostname, port, tls)
        self._path = parts.path
        self._query = f"?{parts.query}" if parts.query else ""

    def get(self, below: str, *, limit: int, seconds: float) -> Answer:
        """Get a path below that of the URL; `limit` is in bytes, `seconds` for all of it.

        Raises:
            Unanswered, TooLong: there is no such answer.
        """
        self._connection.within(seconds)
        target = f"{self._path.rstrip('/')}/{below}{self._query}"
        return self._asked(_Request("GET", target), limit)

    def post(self, body: bytes, media_type: str, *, limit: int, seconds: float) -> Answer:
        """Post to the URL; `limit` is in bytes, `seconds` for all of it.

        Raises:
            Unanswered, TooLong: there is no such answer.
        """
        self._connection.within(seconds)
        target = f"{self._path or '/'}{self._query}"
        headers = {"Content-Type": media_type, **_HEADERS}
        return self._asked(_Request("POST", target, body, headers), limit)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _asked(self, request: _Request, limit: int) -> Answer:
        kept = self._connection.sock is not None
        try:
            try:
                return self._answer(request, limit)
            except (HTTPException, ConnectionError):
                self.close()
                if not kept:
                    raise
            return self._answer(request, limit)  # it was closed while idle
        except (OSError, HTTPException, UnicodeError) as error:
            self.close()
            reason = (isinstance(error, OSError) and error.strerror) or type(error).__name__
            raise Unanswered(reason) from error

    def _answer(self, request: _Request, limit: int) -> Answer:
        self._connection.request(*request)
        with self._connection.getresponse() as answer:
            return self._read(answer, limit)

    def _read(self, answer: HTTPResponse, limit: int) -> Answer:
        body, piece = bytearray(), memoryview(bytearray(_PIECE_BYTES))
        # Not `read`, which takes a chunk that says it has -1 bytes for all that ever comes.
        while (more := limit + 1 - len(body)) and (size := answer.readinto(piece[:more])):
            body += piece[:size]
        if len(body) <= limit and answer.length:
            raise IncompleteRead(bytes(body), answer.length)
        if not answer.isclosed():
            self.close()  # the rest is not read
        if len(body) > limit and answer.status == HTTPStatus.OK:
            raise TooLong(f"longer than {limit} bytes")
        return Answer(answer.status, bytes(body[:limit]), answer.headers.get_content_type())


def post(url: str, body: bytes, media_type: str, *, limit: int, seconds: float) -> Answer:
    """Post to a URL, over a connection for this alone.

    Raises:
        Unanswered, TooLong: as `Peer` and `Peer.post` do.
    """
    with closing(Peer(url)) as peer:
        return peer.post(body, media_type, limit=limit, seconds=seconds)
