"""Rendering: one layout, one set of words and components, and headers that hold scripts to ours."""

import gzip
import os
from collections.abc import Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from api.web import words
from api.web.assets import Assets
from api.web.code import SigningCode
from api.web.components import components
from api.web.exiting import exit_page
from api.web.navigation import navigation
from api.web.pieces import MARKS, paragraphs, pieces
from api.web.reader import Reader
from ledger.ledger import Ledger
from projections import words as told

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""Content Security Policy (W3C CSP 3): nothing inline, nothing from elsewhere. Whoever brings words
into a page that it then shows as markup gains no script and no request with them."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": POLICY,
    "Vary": "Accept-Encoding",
}
"""Of every page: case data stays in no cache of a shared computer."""
_WORTH_PACKING: Final = 1400
"""Bytes that go in one packet of a network as they are."""
_LEVEL: Final = 4
"""A chronology of 300 entries then takes a tenth of its bytes, for a third of the usual time."""
_TEMPLATES: Final = Path(__file__).parent.parent / "templates"


class Site:
    """The pages of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.assets, self.code, self._templates = _files()
        self._ledger = ledger
        self._leaving = self.part("signin/exit.html", exit_page=exit_page(os.environ))

    def render(self, template: str, reader: Reader | None, context: Mapping[str, Any]) -> str:
        """A page as text."""
        return self._templates.get_template(template).render(
            reader=reader,
            demonstration=self._ledger.genesis.demonstration,
            ledger_name=self._ledger.genesis.name,
            now=self._ledger.now(),
            leaving=self._leaving,
            **context,
        )

    def part(self, template: str, **context: Any) -> Markup:
        """A part of a page that depends on nothing but `context`, so it may be kept beside it."""
        return Markup(self._templates.get_template(template).render(context))  # noqa: S704 - escaped


def page(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """A page for whoever reads it: the `reader` that a dependency has found for this request."""
    site: Site = request.app.state.site
    reader: Reader | None = getattr(request.state, "reader", None)
    path = request.url.path
    shared = {"path": path, "request": request, "counts": request.app.state.counts}
    html = site.render(template, reader, {**shared, **context}).encode()
    if "gzip" not in request.headers.get("accept-encoding", "") or len(html) < _WORTH_PACKING:
        return HTMLResponse(html, status, HEADERS)
    packed = gzip.compress(html, compresslevel=_LEVEL)
    return HTMLResponse(packed, status, {**HEADERS, "Content-Encoding": "gzip"})


@cache
def _files() -> tuple[Assets, SigningCode, Environment]:
    """What every ledger's pages are made of, read and compiled once in a process."""
    assets = Assets()
    code = SigningCode(assets.scripts)
    return assets, code, _environment(assets, code)


def _environment(assets: Assets, code: SigningCode) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(
        components(),
        asset=assets.url,
        code_digest=code.digest,
        navigation=navigation,
        version=version("countersign"),
    )
    environment.filters.update(
        day=words.day,
        instant=words.instant,
        limit=words.limit,
        machine=words.machine,
    )
    environment.filters.update(
        author=told.author,
        capital=told.capital,
        entries=told.entries,
        mark=MARKS.__getitem__,
        people=told.people,
        person=told.person,
        paragraphs=paragraphs,
        pieces=pieces,
        source=told.source,
        spaced=told.spaced,
        when=told.when,
        words=told.words_of,
    )
    return environment
