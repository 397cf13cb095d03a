"""Published logs made from their definition alone, as a ledger, or somebody else, shows them."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.note import NoteKey, NoteSigner
from crypto.trust import TrustFile
from ledger.mirroring.source import Source
from tests.crypto import slow_tiles
from tests.crypto.slow_tree import mth
from tests.ledger.writing import GENESIS, KEY, RAW

TRUST = TrustFile(GENESIS, (NoteKey(GENESIS.origin(), RAW).vkey,))


def leaves(count: int, history: bytes = b"") -> list[bytes]:
    """Digests as a log holds them; those of two histories differ from the first on."""
    return [hashlib.sha256(history + str(number).encode()).digest() for number in range(count)]


def checkpoint(
    entries: Sequence[bytes], number: int = 1, key: Ed25519PrivateKey = KEY, line: bytes = b""
) -> bytes:
    """What the ledger signs of these entries; `line` may add a cosignature."""
    origin = GENESIS.origin(number)
    tree = Checkpoint(origin, len(entries), mth(entries))
    return sign_checkpoint(tree, [NoteSigner(origin, key)]) + line


def show(
    folder: Path, entries: Sequence[bytes], number: int = 1, note: bytes | None = None
) -> bytes:
    """Write a log for a static file server; its checkpoint."""
    files = dict(slow_tiles.files(entries))
    files["checkpoint"] = shown = note or checkpoint(entries, number)
    for name, data in files.items():
        path = folder / str(number) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return shown


class Files(Source):
    """A folder in the place of a server."""

    def __init__(self, folder: Path) -> None:
        super().__init__("http://localhost")
        self._folder = folder

    def get(self, path: str, limit: int) -> bytes | None:
        """A file."""
        file = self._folder / path
        return file.read_bytes()[:limit] if file.exists() else None


class _Handler(SimpleHTTPRequestHandler):
    """Python's own file server, which writes down what was asked for."""

    asked: ClassVar[list[str]] = []
    left: ClassVar[list[int]] = []
    """How many more files are served; without a number, all."""
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Serve a file."""
        if self.left and not self.left[0]:
            self.send_error(503)
            return
        self.left[:] = [left - 1 for left in self.left]
        self.asked.append(self.path)
        super().do_GET()

    def log_message(self, *_: Any) -> None:
        """Print nothing."""


class Shown:
    """A static file server over a folder."""

    def __init__(self, url: str, handler: type[_Handler]) -> None:
        self.url = url
        self.asked = handler.asked
        self._handler = handler

    def serve_only(self, files: int | None) -> None:
        """Fail after so many files; None: never."""
        self._handler.left[:] = [] if files is None else [files]


@contextmanager
def static(folder: Path) -> Iterator[Shown]:
    """Serve a folder over HTTP."""
    handler = type("Handler", (_Handler,), {"asked": [], "left": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Shown(f"http://127.0.0.1:{server.server_port}", handler)
        finally:
            server.shutdown()
            thread.join()
