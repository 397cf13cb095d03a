"""Somebody at a browser of their own: a profile, its pages, and all that goes wrong on them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Response,
    ViewportSize,
    WebError,
)

from api.cookie import NAME
from tests.web.house import House

PATIENCE: Final = 60_000
"""Milliseconds that a page is given to show something, also beside another worker's browser."""
DESK: Final[ViewportSize] = {"width": 1280, "height": 900}
PHONE: Final[ViewportSize] = {"width": 375, "height": 740}
_LOOK: Final = 50
"""Milliseconds between two looks at what a browser told."""
_CLOCK: Final = """(() => {
  const Real = Date, now = %s;
  globalThis.Date = class Date extends Real {
    constructor(...given) { given.length ? super(...given) : super(now); }
    static now() { return now; }
  };
})()"""
_ENDED: Final = frozenset({"net::ERR_ABORTED"})
"""A request that the browser gave up because the page was left, or became a download."""
_STATUS: Final = "Failed to load resource: the server responded"
"""Chromium's line for every answer of 400 or more, which `_answered` judges."""


@dataclass
class Troubles:
    """What no page may do: errors, refused content, requests that fail or go elsewhere.

    `allowed` are statuses that the pages' own scripts may be answered with, as 409 in a race.
    """

    url: str
    found: list[str] = field(default_factory=list)
    allowed: set[int] = field(default_factory=set)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._said)
        context.on("weberror", self._thrown)
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def wait(self, page: Page, words: str = "") -> None:
        """Wait until something went wrong, in such words; more of it may come.

        Raises:
            TimeoutError: nothing did.
        """
        for _ in range(PATIENCE // _LOOK):
            if any(words in one for one in self.found):
                return
            page.wait_for_timeout(_LOOK)
        raise TimeoutError(f"no “{words}” in {self.found}")

    def check(self) -> None:
        """Fail if anything went wrong, once."""
        found, self.found[:] = list(self.found), []
        assert not found, "\n".join(found)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(_STATUS):
            self._add(f"console {message.type}: {message.text}", message.page)

    def _thrown(self, error: WebError) -> None:
        self._add(f"uncaught: {error.error}", error.page)

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.url}/", "data:", "blob:")):
            self._add(f"request elsewhere: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure not in _ENDED:
            self._add(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        page = response.request.resource_type == "document"
        bound = HTTPStatus.INTERNAL_SERVER_ERROR if page else HTTPStatus.BAD_REQUEST
        if response.status >= bound and response.status not in self.allowed:
            self._add(f"status {response.status}: {response.url}")

    def _add(self, words: str, page: Page | None = None) -> None:
        self.found.append(f"{page.url}: {words}" if page else words)


@dataclass
class Visitor:
    """A browser profile over one house."""

    house: House
    context: BrowserContext
    troubles: Troubles
    ticking: bool = False
    """Whether time passes in the pages, as the context's clock says."""

    def open(self, path: str, **options: Any) -> Page:
        """A new page at a path."""
        page = self.context.new_page()
        page.goto(self.house.url + path, **options)
        return page

    def carry(self, token: str) -> None:
        """Hold the session of somebody who has proven their key elsewhere: to read, not to sign."""
        self.context.add_cookies(
            [{"name": NAME, "value": token, "url": self.house.url, "httpOnly": True}]
        )

    def set_clock(self) -> None:
        """Have pages loaded from now on show the house's time."""
        if not self.ticking:
            self.context.add_init_script(_CLOCK % json.dumps(self.house.clock.now * 1000))


@contextmanager
def visiting(
    browser: Browser, house: House, *, ticking: bool = False, **options: Any
) -> Iterator[Visitor]:
    """A profile of its own; whatever went wrong on its pages fails the test that ends it."""
    given = {"viewport": DESK, "locale": "en-GB", "timezone_id": "Europe/London", **options}
    context = browser.new_context(**given)
    context.set_default_timeout(PATIENCE)
    troubles = Troubles(house.url)
    troubles.watch(context)
    visitor = Visitor(house, context, troubles, ticking)
    if ticking:
        context.clock.install(time=house.clock.now)
    visitor.set_clock()
    try:
        yield visitor
    finally:
        context.close()
    troubles.check()
