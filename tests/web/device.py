"""The author's device as browsers run it: its modules on an empty page, called from tests."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Route

from crypto.canonical import b64
from tests.vectors.forge import AUTHOR, CLAIMS, LEDGER, public, salt

ROOT: Final = Path(__file__).parents[2]
STATIC: Final = ROOT / "api" / "static"
SHARED: Final = ROOT / "crypto" / "js"
"""Where the device's scripts for bytes lie, which are served below `device/` too."""
ORIGIN: Final = "http://127.0.0.1:1"
"""Answered by the test itself. Browsers take it for a secure context, as WebCrypto needs."""

HELD: Final = {
    "seed": b64(AUTHOR.private_bytes_raw()),
    "x": public(AUTHOR),
    "ledger": LEDGER,
    "practitioner": str(CLAIMS["iss"]),
}
"""The author's key of the vectors, for `driving.js`."""

_CALLS: Final = """async ([modules, calls]) => {
  const loaded = await Promise.all(modules.map((name) => import(`/${name}.js`)));
  const device = Object.assign({}, ...loaded);
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const base64 = (data) => btoa(String.fromCharCode(...data));
  const read = (value) => value?.$bytes === undefined ? value : bytes(value.$bytes);
  const write = (value) => value instanceof Uint8Array ? {$bytes: base64(value)} : value;
  const answers = [];
  for (const [name, ...given] of calls) {
    try {
      answers.push({gives: write(await device[name](...given.map(read)))});
    } catch (error) {
      answers.push({refuses: error.name, words: error.message, code: error.code});
    }
  }
  return answers;
}"""


@contextmanager
def device(browser: Browser) -> Iterator[Page]:
    """An empty page that can load the modules."""
    context = browser.new_context()
    context.route(f"{ORIGIN}/**", _answer)
    page = context.new_page()
    page.goto(f"{ORIGIN}/")
    yield page
    context.close()


def calls(page: Page, module: str, several: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Call functions of a module and of `driving.js`, in order.

    Each answer is `{"gives": value}` or `{"refuses": name of the error, "words": its message}`.
    Bytes go in and come out as `raw` makes them.
    """
    modules = ["driving", f"device/{module}"]
    answers: list[dict[str, Any]] = page.evaluate(_CALLS, [modules, list(map(list, several))])
    return answers


def raw(data: bytes) -> dict[str, str]:
    """Bytes on their way to the browser and back."""
    return {"$bytes": base64.b64encode(data).decode()}


def _answer(route: Route) -> None:
    name = route.request.url.removeprefix(f"{ORIGIN}/")
    if not name:
        route.fulfill(body="<!doctype html><title>Device</title>", content_type="text/html")
        return
    path = Path(__file__).parent / name if name == "driving.js" else source(name)
    route.fulfill(body=path.read_text("utf-8"), content_type="text/javascript")


def source(name: str) -> Path:
    """Where the source of a script that is served under this name lies."""
    shared = SHARED / name.removeprefix("device/")
    return shared if shared.is_file() else STATIC / name


def salts(length: int) -> list[str]:
    """The salts of the vectors, in order."""
    return [salt(number) for number in range(length)]
