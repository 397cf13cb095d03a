"""What each listed page is held to, all in one visit; each measure names what is wrong."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, Response, ViewportSize

from tests.web.visiting import DESK, Visitor

ZOOMED: Final[ViewportSize] = {"width": 320, "height": 256}
"""1280 by 1024 CSS pixels at 400 % (WCAG 1.4.10)."""
_HERE: Final = Path(__file__).parent
_MEASURES: Final = (_HERE / "measures.js").read_text(encoding="utf-8")
_REFLOW: Final = (_HERE / "reflow.js").read_text(encoding="utf-8")
_AXE: Final = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "rules": {
        name: {"enabled": True}
        for name in ("landmark-one-main", "page-has-heading-one", "skip-link")
    },
    "resultTypes": ["violations"],
}
_SHIFT: Final = """() => new Promise((resolve) => {
  let sum = 0;
  const add = (list) => list.getEntries().forEach(({ value }) => { sum += value; });
  new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve(sum), 60);
})"""
_STEADY: Final = 0.02
"""Of a page that is loaded: a fifth of what Core Web Vitals call good."""
_MOVING: Final = """() => document.getAnimations()
  .filter(({playState, effect}) => playState === "running" && effect.getTiming().iterations > 1)
  .map(({effect}) => effect.target.outerHTML.slice(0, 90))"""
_BLOCKS: Final = """() => [...document.querySelectorAll("table, thead, tbody, tr, th, td")]
  .filter((part) => !getComputedStyle(part).display.startsWith("table"))
  .filter((part) => !part.hasAttribute("role"))
  .map(({outerHTML}) => outerHTML.slice(0, 90))"""
_HEADERS: Final = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
_POLICY: Final = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


@dataclass(frozen=True)
class Measured:
    """One page: what is wrong with it, and its headings."""

    wrong: tuple[str, ...]
    headings: tuple[str, ...]


def measured(page: Page) -> Measured:
    """The page as it stands, at a desk, zoomed, with spaced text and without motion."""
    page.wait_for_load_state()
    found: dict[str, Any] = page.evaluate(_MEASURES)
    wrong = [*found["wrong"], *axe(page)]
    page.emulate_media(reduced_motion="reduce")
    wrong += [f"moves though motion is reduced: {one}" for one in page.evaluate(_MOVING)]
    wrong += reflows(page)
    wrong += roleless(page)
    page.set_viewport_size(DESK)
    return Measured(tuple(wrong), tuple(found["headings"]))


def roleless(page: Page) -> list[str]:
    """Parts of tables that are drawn as blocks, by which some browsers forget what they are, and do
    not say it.
    """
    return [f"drawn as a block without a role: {one}" for one in page.evaluate(_BLOCKS)]


def reflows(page: Page) -> Iterator[str]:
    """What scrolls sideways at 400 % zoom, also with spaced text; leaves the page zoomed."""
    page.set_viewport_size(ZOOMED)
    yield from (f"zoomed: {one}" for one in page.evaluate(_REFLOW, False))
    yield from (f"zoomed and spaced: {one}" for one in page.evaluate(_REFLOW, True))


def steady(page: Page) -> Iterator[str]:
    """Whether a page that was loaded has moved under its reader."""
    shift = page.evaluate(_SHIFT)
    if shift > _STEADY:
        yield f"layout shift {shift:.3f}"


def axe(page: Page) -> Iterator[str]:
    """What axe finds against WCAG 2.2 AA."""
    if not page.evaluate("'axe' in globalThis"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", _AXE)
    for violation in found["violations"]:
        nodes = violation["nodes"]
        shown = "; ".join(str(node["html"])[:120] for node in nodes[:3])
        detail = " ".join(nodes[0]["failureSummary"].split())[:200]
        yield f"axe {violation['id']} ({len(nodes)} times): {shown}: {detail}"


def headed(response: Response) -> Iterator[str]:
    """What is wrong with the headers of a page."""
    headers = response.all_headers()
    for name, value in _HEADERS.items():
        if headers.get(name) != value:
            yield f"{name}: {headers.get(name)}"
    policy = dict(
        part.strip().partition(" ")[::2]
        for part in headers.get("content-security-policy", "").split(";")
    )
    for name, value in _POLICY.items():
        if policy.get(name) != value:
            yield f"{name}: {policy.get(name)}"


def plainly(visitor: Visitor, path: str, headings: tuple[str, ...]) -> Iterator[str]:
    """What a reader without JavaScript misses, or sees though it does nothing."""
    page = visitor.open(path)
    shown = {one.strip() for one in page.locator("h1, h2, h3").all_inner_texts()}
    for missing in dict.fromkeys(headings):
        if missing not in shown:
            yield f"without JavaScript there is no “{missing}”"
    page.close()
