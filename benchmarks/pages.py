"""Pages of a long enquiry for eight readers at once, beside a bare template of the same words."""

import gc
import http.client
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from html import unescape
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from typing import Final

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment

from api import cookie
from api.app import create_app
from api.sessions import Session, Sessions
from benchmarks.measure import in_turns
from benchmarks.report import Result, Target
from ledger.cli.serving import TURN_SECONDS
from ledger.ledger import Ledger
from ledger.register import open_register
from tests.api.serving import serving
from tests.big import big
from tests.ledger.telling import Teller
from tests.ledger.writing import GENESIS, make_folder, opened
from tests.scenario import AUTHORS, STREAM

ENTRIES: Final = 300
READERS: Final = 8
READER: Final = "tm"
ORIGIN: Final = "http://127.0.0.1"
CARRIED: Final = "of-the-team-manager"
_SIGNED_IN: Final = {"Cookie": f"{cookie.NAME}={CARRIED}"}
"""A session as a browser carries it: overriding a dependency would have every one analysed anew."""
PAGES: Final[Mapping[str, str]] = {
    "case": f"/enquiries/{STREAM}",
    "chronology": f"/enquiries/{STREAM}/chronology",
}
TARGET: Final = Target(2, at_least=False)
_BARE: Final = """<!DOCTYPE html><html lang="en-GB"><title>{{ title }}</title><table>
{% for words in rows %}<tr><td class="{{ filling }}">{{ words }}</td></tr>
{% endfor %}</table></html>"""


def run(*, quick: bool) -> Iterator[Result | str]:
    """The 95th percentile of each page, asked for by eight readers who never pause."""
    rounds, times = (5, 4) if quick else (11, 8)
    with _turns_as_served(), _served() as (app, address), elsewhere() as readers:
        sizes = {name: _add_bare(app, name, _got(address, path)) for name, path in PAGES.items()}
        paths = {**PAGES, **{_bare(name): f"/{_bare(name)}" for name in PAGES}}
        turns = {
            name: partial(_read_by_all, readers, address, path, times)
            for name, path in paths.items()
        }
        measured = in_turns(turns, rounds)
        for name, size in sizes.items():
            took, bare = measured.seconds(name) * 1000, measured.seconds(_bare(name)) * 1000
            beside = f"95th percentile {took:.0f} ms, bare {bare:.0f} ms; {size / 1000:.0f} kB"
            ratio = measured.ratio(name, _bare(name))
            yield Result(f"{name} page, {READERS} readers, of a bare one", ratio, TARGET, (beside,))


class _Sessions(Sessions):
    """The story enrols people whose keys were never accepted; here they are."""

    def find(self, token: str, *, prolong: bool = True) -> Session:
        """The session of a token."""
        return replace(super().find(token, prolong=prolong), pending=False)


def _bare(name: str) -> str:
    return f"bare-{name}"


@contextmanager
def _turns_as_served() -> Iterator[None]:
    """Let threads take turns as `countersign serve` does, for ours and for the bare page alike."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


@contextmanager
def _served() -> Iterator[tuple[FastAPI, str]]:
    """The application over one enquiry of every kind of entry, read by its team manager."""
    with tempfile.TemporaryDirectory(prefix="countersign-bench-") as folder:
        settings = make_folder(Path(folder) / "data", f"sqlite:///{folder}/ledger.sqlite")
        story = big(ENTRIES).enquiry.entries
        now = int(story[-1].recorded.timestamp()) + 3600
        with opened(settings, lambda: now) as store:
            teller = Teller(store)
            teller.adopt("standard")
            for author in AUTHORS.values():
                teller.enrol(author.id, role=author.role, agency=author.agency)
            teller.tell(story)
            ledger = Ledger(GENESIS, store, open_register(settings, store, GENESIS), lambda: now)
            app = create_app(ledger, ORIGIN)
            kid = next(iter(ledger.reads.practitioner(AUTHORS[READER].id).keys))
            session = Session(AUTHORS[READER].id, kid, now, now + 3600)
            app.state.sessions = sessions = _Sessions(ledger, ORIGIN)
            sessions._keep(CARRIED, session)
            with serving(app) as address:
                yield app, address.removeprefix("http://")


def _got(address: str, path: str) -> str:
    connection = http.client.HTTPConnection(address)
    connection.request("GET", path, headers=_SIGNED_IN)
    answer = connection.getresponse()
    body = answer.read().decode()
    assert answer.status == http.client.OK, (answer.status, body)
    return body


@dataclass(frozen=True)
class _BarePage:
    """The words of a page in as many rows of a table, each as long as makes the sizes equal."""

    rows: Sequence[str]
    filling: str

    @classmethod
    def of(cls, page: str) -> "_BarePage":
        texts = (unescape(text).strip() for text in re.split(r"<[^>]*>", page))
        rows = tuple(filter(None, texts))
        size = len(cls(rows, "").render().encode())
        missing = len(page.encode()) - size
        return cls(rows, "x" * max(0, round(missing / len(rows))))

    def render(self) -> str:
        return _TEMPLATE.render(title="Bare", rows=self.rows, filling=self.filling)


_TEMPLATE: Final = Environment(autoescape=True).from_string(_BARE)


def _add_bare(app: FastAPI, name: str, page: str) -> int:
    """Serve the bare page beside ours, by a thread and middleware like ours; its size in bytes."""
    bare = _BarePage.of(page)

    def show() -> HTMLResponse:
        return HTMLResponse(bare.render())

    app.add_api_route(f"/{_bare(name)}", show)
    return len(bare.render().encode())


@contextmanager
def elsewhere() -> Iterator[Executor]:
    """A process for the readers, so that they take no turn of the server's interpreter."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        yield process


def _read_by_all(readers: Executor, address: str, path: str, times: int) -> float:
    """The 95th percentile of the seconds that a page took, while no garbage is collected: one
    collection stops all eight readers at once, whichever page it falls on.
    """
    gc.collect()
    gc.disable()
    try:
        taken = readers.submit(read, address, path, times).result()
    finally:
        gc.enable()
    return quantiles(taken, n=20)[-1]


def read(address: str, path: str, times: int) -> list[float]:
    """Read a page so many times by each of eight readers at once; the seconds of each time."""
    with ThreadPoolExecutor(READERS) as threads:
        taken = threads.map(_reader, *zip(*[(address, path, times)] * READERS, strict=True))
        return list(chain.from_iterable(taken))


def _reader(address: str, path: str, times: int) -> list[float]:
    connection, taken = http.client.HTTPConnection(address), []
    for _ in range(times + 1):
        began = perf_counter()
        connection.request("GET", path, headers=_SIGNED_IN)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == http.client.OK, (path, answer.status)
        taken.append(perf_counter() - began)
    return taken[1:]  # the first one opens the connection, and waits for its windows to grow
