"""Asking a witness over HTTP, with bounds on what it may answer and how long it may take."""

import ssl
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from crypto.note import MAX_NOTE_BYTES

TIMEOUT_SECONDS: Final = 5
"""How long a witness may be silent: it signs within milliseconds, and may be abroad."""
MAX_ANSWER_BYTES: Final = MAX_NOTE_BYTES


class Unanswered(Exception):
    """The witness was not reached, or did not answer in HTTP; the message says which."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a witness answered; nothing in it has been verified."""

    status: int
    body: bytes


def post(url: str, body: bytes) -> Answer:
    """POST to an http:// or https:// URL; follows no redirection, and sends no credentials.

    Raises:
        Unanswered: no answer, or one longer than a note.
    """
    parts = urlsplit(url)
    try:
        connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    except ValueError as error:
        raise Unanswered("its URL names no port") from error
    try:
        headers = {"Content-Type": "text/plain; charset=utf-8"}
        connection.request("POST", parts.path, body, headers)
        answer = connection.getresponse()
        data = answer.read(MAX_ANSWER_BYTES + 1)
    except (OSError, HTTPException) as error:
        raise Unanswered(f"it cannot be reached ({type(error).__name__})") from error
    finally:
        connection.close()
    if len(data) > MAX_ANSWER_BYTES:
        raise Unanswered("its answer is longer than any note")
    return Answer(answer.status, data)


def _connection(scheme: str, host: str, port: int | None) -> HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=context)
    return HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
