"""Requests that change something come from our own pages, whatever cookie another site sends along.

Browsers say where a request comes from (Fetch Metadata, `Sec-Fetch-Site`; RFC 6454, `Origin`), and
no page can make them say otherwise. A cookie with neither comes from no browser that we support.
"""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.limits import Answer
from api.problems import NotAllowed

SAFE: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
"""Methods that change nothing (RFC 9110, section 9.2.1)."""


class CrossSite(NotAllowed):
    """Another site asks for a change in the name of whoever is signed in here."""

    code = "cross-site"
    title = "This came from another site"


class SameSite:
    """Refuses them before anything reads them."""

    def __init__(self, app: ASGIApp, *, origin: str, answer: Answer) -> None:
        self._app = app
        self._answer = answer
        self._origin = origin

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request (ASGI)."""
        if scope["type"] == "http" and not self._is_ours(scope):
            problem = CrossSite("origin: not this server’s; use the pages of this address")
            await self._answer(scope, problem)(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        if scope["method"] in SAFE:
            return True
        headers = Headers(scope=scope)
        site = headers.get("sec-fetch-site")
        if site is not None:
            return site in {"same-origin", "none"}
        origin = headers.get("origin")
        if origin is not None:
            return origin == self._origin
        return "cookie" not in headers
