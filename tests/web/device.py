"""The author's device as browsers run it: its modules on an empty page, called from tests."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, Route

STATIC: Final = Path(__file__).parents[2] / "api" / "static"
ORIGIN: Final = "http://127.0.0.1:1"
"""Answered by the test itself. Browsers take it for a secure context, as WebCrypto needs."""

_CALLS: Final = """async ([modules, calls]) => {
  const loaded = await Promise.all(modules.map((name) => import(`/device/${name}.js`)));
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
      answers.push({refuses: error.name, words: error.message});
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


def calls(page: Page, modules: Sequence[str], several: Sequence[Sequence[Any]]) -> list[Any]:
    """Call functions of modules, in order: for each `{"gives": …}` or `{"refuses": error}`.

    Bytes go in and come out as `{"$bytes": base64}`.
    """
    answers: list[Any] = page.evaluate(_CALLS, [list(modules), [list(one) for one in several]])
    return answers


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(ORIGIN).lstrip("/")
    if not path:
        route.fulfill(body="<!doctype html><title>Device</title>", content_type="text/html")
    else:
        route.fulfill(body=(STATIC / path).read_text("utf-8"), content_type="text/javascript")
