"""Headers on every answer: nothing is cached by strangers, framed, sniffed or told to other
sites.
"""

from typing import Final

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HEADERS: Final = {
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""OWASP Secure Headers, for answers that hold case data."""
_DOCS: Final = "/api/docs"


def add_headers(app: FastAPI, *, demonstration: bool) -> None:
    """Add them; a demonstration ledger says so on every answer."""
    extra = {"Countersign-Demonstration": "true"} if demonstration else {}
    app.add_middleware(_Headers, headers={**HEADERS, **extra})


class _Headers:
    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start" and scope.get("path") != _DOCS:
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
