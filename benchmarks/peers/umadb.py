"""UmaDB: an event store of its own, with its own file and server; appends over gRPC."""

import importlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from benchmarks.peers.fetch import from_pypi
from benchmarks.peers.peer import KIND, Append, Appended, PeerMissing

_START_SECONDS: Final = 10
_SERVER: Final = "from umadb.umadb_server_cli import main; main()"


@contextmanager
def umadb(folder: Path) -> Iterator[Append]:
    """A server with its file in `folder`.

    Raises:
        PeerMissing: its package cannot be had or its server does not start here.
    """
    packages = from_pypi(Path(__file__).with_name("umadb.txt"))
    sys.path.append(str(packages))
    address = f"127.0.0.1:{_free_port()}"
    server = subprocess.Popen(  # noqa: S603 - our own arguments
        (sys.executable, "-c", _SERVER, "--listen", address, "--db-path", str(folder / "uma.db")),
        env={"PYTHONPATH": str(packages)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _append(importlib.import_module("umadb"), f"http://{address}")
    finally:
        server.terminate()
        server.wait()
        sys.path.remove(str(packages))


def _append(library: Any, url: str) -> Append:
    client = _connected(library, url)

    def append(event: Appended) -> None:
        place = f"{event.stream}/{event.seq}"
        taken = library.Query([library.QueryItem(tags=[place])])
        made = library.Event(KIND, event.data, tags=[event.stream, place])
        client.append([made], library.AppendCondition(taken))

    return append


def _connected(library: Any, url: str) -> Any:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            client = library.Client(url)
            client.head()
        except library.TransportError as error:
            if time.monotonic() > deadline:
                raise PeerMissing("its server does not answer") from error
            time.sleep(0.05)
        else:
            return client


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
