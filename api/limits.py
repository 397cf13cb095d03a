"""What no single request may do: fill the memory, or make the server log what it was told."""

import logging
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import PurePath
from traceback import walk_tb
from types import TracebackType
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import TooLarge, Unforeseen
from crypto.documents import MAX_DOCUMENT_BYTES
from ledger.errors import Problem

MAX_BODY_BYTES: Final = 4 * 1024 * 1024
"""Bound on a request: the longest entry (crypto.entry.MAX_ENTRY_BYTES) for three siblings, or an
entry of ten pages for as many as an act may have.
"""
MAX_FRAMES: Final = 8
"""Places that a failure is logged with: from our handler to where it was raised."""

Answer = Callable[[Scope, Problem], ASGIApp]
"""How a problem is told to whoever sent a request: as data or as a page."""

_LOG: Final = logging.getLogger("countersign.api")


_DOCUMENTS: Final = re.compile(
    r"/api/enquiries/[^/]+/documents|/enquiries/[^/]+/documents/add"
).fullmatch
"""Where a body is written to the disk as it arrives, and may be longer."""


class BodyLimit:
    """Refuses a body of more than 4 MiB, or a document of more than 256 MiB, before it is read
    where its length is declared.
    """

    def __init__(self, app: ASGIApp, *, answer: Answer) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request (ASGI)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = MAX_DOCUMENT_BYTES if _DOCUMENTS(scope["path"]) else MAX_BODY_BYTES
        declared = Headers(scope=scope).get("content-length", "0")
        if declared.isdecimal() and int(declared[:20]) > limit:
            await self._answer(scope, TooLarge.of(limit))(scope, receive, send)
            return
        await self._app(scope, _counted(receive, limit), send)


def _counted(receive: Receive, limit: int) -> Receive:
    """`receive`, until it has given too much."""
    left = limit

    async def counted() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLarge.of(limit)
        return message

    return counted


class Failures:
    """Answers what nobody foresaw with a problem, and logs where it happened but not its words.

    The message of an exception may hold a child's words or a key, and a server would log it.
    """

    def __init__(self, app: ASGIApp, *, answer: Answer) -> None:
        self._app = app
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request (ASGI)."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001 - the last boundary before the server's log
            _LOG.error("%s at %s", type(error).__name__, " < ".join(_places(error.__traceback__)))
            if scope["type"] == "http" and not started:
                problem = Unforeseen(HTTPStatus.INTERNAL_SERVER_ERROR.phrase)
                await self._answer(scope, problem)(scope, receive, send)


def _places(traceback: TracebackType | None) -> Iterator[str]:
    """Where it was raised, and who called that."""
    frames = [(frame.f_code, line) for frame, line in walk_tb(traceback)]
    for code, line in reversed(frames[-MAX_FRAMES:]):
        yield f"{PurePath(code.co_filename).name}:{line} {code.co_name}"
