"""The published log under `/log/<number>/`: C2SP tlog-tiles, to the path and the byte.

It stands beside the operations, not among them: what is asked for here are files, by the address
that the specification gives them, and a cache or a static file server could answer as well.
"""

import hashlib
import re
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from crypto.errors import Malformed
from crypto.tiles import Tile
from ledger.publishing.files import LogFiles

PREFIX: Final = "/log"
FOREVER: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
FRESH: Final = {"Cache-Control": "no-cache"}
"""A checkpoint is asked for anew each time, and is answered with 304 where nothing changed."""

_TILE: Final = "application/octet-stream"
_TEXT: Final = "text/plain; charset=utf-8"
_PATH: Final = re.compile(r"/log/([1-9][0-9]{0,8})/([a-z0-9./]{1,99})")


async def log_files(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer for one file of a log (ASGI); whatever has no canonical path is not there."""
    await (await _answer(Request(scope)))(scope, receive, send)


async def _answer(request: Request) -> Response:
    if request.method not in {"GET", "HEAD"}:
        return PlainTextResponse("GET or HEAD\n", 405, {"Allow": "GET, HEAD"})
    if request.scope["path"] == f"{PREFIX}/":  # somebody looks for the page, not for a file
        return RedirectResponse(PREFIX, 308)
    found = _PATH.fullmatch(request.scope["path"])
    if not found:
        return _nothing()
    files: LogFiles = request.app.state.log_files
    log, path = int(found[1]), found[2]
    if path == "checkpoint":
        return _note(request, await run_in_threadpool(files.checkpoint, log))
    if path == "reset":
        return _note(request, await run_in_threadpool(files.reset, log))
    return await _tile(files, log, path)


async def _tile(files: LogFiles, log: int, path: str) -> Response:
    try:
        tile = Tile.parse(path)
    except Malformed:
        return _nothing()
    data = files.kept(log, tile)
    if data is None:
        data = await run_in_threadpool(files.tile, log, tile)
    return _nothing() if data is None else Response(data, headers=FOREVER, media_type=_TILE)


def _note(request: Request, note: bytes | None) -> Response:
    if note is None:
        return _nothing()
    headers = {**FRESH, "ETag": f'"{hashlib.sha256(note).hexdigest()[:32]}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(note, headers={**headers, "Content-Type": _TEXT})


def _nothing() -> Response:
    """Not there, or not yet: so nobody is to remember it."""
    return PlainTextResponse("not published\n", 404, {"Cache-Control": "no-store"})
