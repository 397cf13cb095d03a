"""Tiles of a published log for eight readers at once, beside the same files from Starlette."""

import gc
import socket
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Final

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from api.app import create_app
from benchmarks.measure import Spread, in_turns
from benchmarks.pages import elsewhere
from benchmarks.report import Result, Target
from benchmarks.tree import a_log
from crypto.tiles import tiles_of
from ledger.ledger import Ledger
from ledger.mirroring.exporting import export
from ledger.publishing import Publisher
from ledger.publishing.files import LogFiles
from ledger.register import open_register
from tests.api.serving import serving
from tests.ledger.writing import GENESIS

READERS: Final = 8
ORIGIN: Final = "http://127.0.0.1"
TARGET: Final = Target(1, at_least=True)
TIMES: Final = 2
"""How often each file is read in a turn of those that are asked for again."""


def run(*, quick: bool) -> Iterator[Result | str]:
    """The rate at which every file of a log is served, of the rate of a static file server."""
    size, rounds = (10_000, 5) if quick else (50_000, 11)
    paths = [tile.path for tile in tiles_of(size)]
    with _served(size) as (address, files), elsewhere() as process:
        read = partial(_read, process, address)
        turns: Mapping[str, Callable[[], float]] = {
            "first": lambda: read([f"/log/1/{path}" for path in paths], files.forget),
            "again": lambda: read([f"/log/1/{path}" for path in paths] * TIMES),
            "static": lambda: read([f"/files/{path}" for path in paths] * TIMES),
        }
        measured = in_turns(turns, rounds)
        for name, times, what in (
            ("first", 1, "read once, from the database"),
            ("again", TIMES, "read again"),
        ):
            ours = measured.seconds(name) / times
            theirs = measured.seconds("static") / TIMES
            pairs = zip(measured.rounds[name], measured.rounds["static"], strict=True)
            rates = Spread.of([static / TIMES * times / own for own, static in pairs])
            beside = f"{len(paths) / ours:,.0f} a second, static {len(paths) / theirs:,.0f}"
            yield Result(f"tiles {what}, of a static file’s rate", rates, TARGET, (beside,))


@contextmanager
def _served(size: int) -> Iterator[tuple[str, LogFiles]]:
    """The application over a log, and the same log beside it as static files."""
    with a_log(size) as (settings, store), tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(GENESIS, store, open_register(settings, store, GENESIS))
        Publisher(ledger).publish(ledger.now())
        export(ledger, Path(folder))
        app = create_app(ledger, ORIGIN)
        static = StaticFiles(directory=Path(folder) / "1")
        app.router.routes.insert(0, Mount("/files", static))  # found as early as ours
        with serving(app) as address:
            yield address.removeprefix("http://"), app.state.log_files


def _read(
    process: Executor, address: str, paths: Sequence[str], before: Callable[[], None] = lambda: None
) -> float:
    before()
    gc.collect()
    gc.disable()
    try:
        return process.submit(read_all, address, paths).result()
    finally:
        gc.enable()


def read_all(address: str, paths: Sequence[str]) -> float:
    """Read files by eight readers at once, each with a share and a connection; the seconds."""
    with ThreadPoolExecutor(READERS) as threads:
        began = perf_counter()
        shares = [paths[number::READERS] for number in range(READERS)]
        list(threads.map(partial(_reader, address), shares))
        return perf_counter() - began


def _reader(address: str, paths: Sequence[str]) -> None:
    """Ask over a bare socket: a client of ours would cost more than the server."""
    host, _, port = address.partition(":")
    with socket.create_connection((host, int(port))) as connection:
        for path in paths:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
            _answer(connection)


def _answer(connection: socket.socket) -> None:
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(2**16)
    head, _, body = data.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    left = length - len(body)
    while left:
        left -= len(connection.recv(2**16))
