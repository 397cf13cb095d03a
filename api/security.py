"""Headers on every answer: nothing is cached by strangers, framed, sniffed or told to other
sites.
"""

from typing import Final

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


class Headed:
    """Adds them; a demonstration ledger says so on every answer."""

    def __init__(self, app: ASGIApp, *, demonstration: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Countersign-Demonstration": "true"} if demonstration else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request (ASGI)."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_with_headers)
