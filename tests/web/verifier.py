"""The page that verifies bundles, opened from disk in a browser without a network."""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page

from crypto.page import page as verify_html

_VERIFY: Final = """async ([bundle, trust]) => {
  const bytes = (text) => Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  try {
    const known = trust === null ? null : await $genesis.readTrust(bytes(trust));
    return (await $verify.verifyBundle(bytes(bundle), known)).report;
  } catch (error) {
    if (error instanceof $errors.Refused) return {exit: 3, refused: error.name};
    throw error;
  }
}"""


@dataclass(frozen=True)
class Verifier:
    """The page, and what went wrong in it that nobody foresaw."""

    page: Page
    path: Path
    troubles: list[str]

    def report(self, bundle: bytes, trust: bytes | None) -> dict[str, Any]:
        """What the page's own function says of a bundle, as JSON."""
        given = [
            base64.b64encode(one).decode() if one is not None else None for one in (bundle, trust)
        ]
        said: dict[str, Any] = self.page.evaluate(_VERIFY, given)
        return said


@contextmanager
def verifier(browser: Browser, folder: Path, **how: Any) -> Iterator[Verifier]:
    """The page from a file in this folder; every request but that for the file is a trouble."""
    path = folder / "verify.html"
    path.write_bytes(verify_html())
    troubles: list[str] = []
    context = browser.new_context(offline=True, **how)
    page = context.new_page()
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda message: troubles.append(message.text))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    yield Verifier(page, path, troubles)
    troubles += [url for url in asked if url != path.as_uri() and not url.startswith("blob:")]
    context.close()
    assert troubles == []
