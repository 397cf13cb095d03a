"""The witness under `/witness/`: C2SP tlog-witness, to the status and the byte.

It stands beside the operations, as the published log does: other authorities' logs are what calls
it, by the standard's own paths, and no person does. The log's signature is all that it asks for.
"""

import re
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from crypto.witness import SIZE_TYPE, encode_cosignatures, encode_size
from ledger.errors import Problem
from ledger.witnessing import Witness
from ledger.witnessing.errors import TreeConflict

PREFIX: Final = "/witness"

_ADD: Final = f"{PREFIX}/add-checkpoint"
_SEEN: Final = re.compile(rf"{PREFIX}/([0-9a-f]{{64}})/checkpoint")
_TEXT: Final = "text/plain; charset=utf-8"
_UNCACHED: Final = {"Cache-Control": "no-store"}


async def witness(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request (ASGI); whatever the standard does not name is not there."""
    request = Request(scope, receive)
    try:
        answer = await _answer(request, request.app.state.witness)
    except TreeConflict as conflict:
        # Only so may a body hold a size: a log would take any other number for one.
        headers = {**_UNCACHED, "Content-Type": SIZE_TYPE}
        answer = Response(encode_size(conflict.size), conflict.status, headers)
    except Problem as problem:
        answer = _said(problem.detail, problem.status)
    await answer(scope, receive, send)


async def _answer(request: Request, ours: Witness) -> Response:
    path, method = request.scope["path"], request.method
    seen = _SEEN.fullmatch(path)
    if path == _ADD and method == "POST":
        line = await run_in_threadpool(ours.add, await request.body())
        return Response(encode_cosignatures([line]), headers=_UNCACHED, media_type=_TEXT)
    if seen and method in {"GET", "HEAD"}:
        note = await run_in_threadpool(ours.checkpoint, seen[1])
        if note is not None:
            return Response(note, headers={"Cache-Control": "no-cache"}, media_type=_TEXT)
    elif seen or path == _ADD:
        allowed = "POST" if path == _ADD else "GET, HEAD"
        answer = _said(f"{allowed} alone", HTTPStatus.METHOD_NOT_ALLOWED)
        answer.headers["Allow"] = allowed
        return answer
    return _said("nothing is witnessed here", HTTPStatus.NOT_FOUND)


def _said(words: str, status: int) -> Response:
    return PlainTextResponse(f"{words}\n", status, _UNCACHED)
