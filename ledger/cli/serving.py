"""`countersign serve`: the pages and the HTTP API on 127.0.0.1."""

import errno
import os
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Annotated, Final

import typer
import uvicorn

from ledger.cli.console import finish, progress, say
from ledger.cli.options import Data, Database, settings_of
from ledger.errors import Problem
from ledger.folder import MARKER
from ledger.operating.opening import open_ledger
from ledger.replaying.demonstration import Tour, begin_demonstration, tour
from ledger.serving.jobs import (
    MAX_SECONDS,
    PUBLISH_EVERY,
    PUBLISH_SECONDS,
    STAMP_EVERY,
    STAMP_SECONDS,
)
from ledger.settings import Settings
from ledger.unfinished import alone_in

APPLICATION: Final = "api.app:from_environment"
"""Named, not imported: the API stands above this package."""
TURN_SECONDS: Final = 0.001
"""After which a thread that computes lets another have its turn. A page asks the store some ten
times, and after each waits for a turn behind all pages that are being drawn: Python's 5 ms a turn
would cost it more than its own work."""


class PortTaken(Problem):
    """The port is in use, or may not be used."""

    code = "port-taken"
    status = 500
    title = "The port cannot be used"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("serve")(serve)


def serve(
    port: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", envvar="PORT", min=1, max=65535, help="The port to listen on."
        ),
    ] = 8000,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="The address to listen on.")
    ] = "127.0.0.1",
    demo: Annotated[
        bool, typer.Option("--demo", help="Make a demonstration ledger first where there is none.")
    ] = False,
    publish_every: Annotated[
        int,
        typer.Option(
            metavar="SECONDS",
            envvar=PUBLISH_EVERY,
            min=1,
            max=MAX_SECONDS,
            help="How often the log’s newest checkpoint is published.",
        ),
    ] = PUBLISH_SECONDS,
    stamp_every: Annotated[
        int,
        typer.Option(
            metavar="SECONDS",
            envvar=STAMP_EVERY,
            min=1,
            max=MAX_SECONDS,
            help="How often it is stamped by the time authorities that you name.",
        ),
    ] = STAMP_SECONDS,
    data: Data = None,
    database: Database = None,
) -> None:
    """Serve the ledger over HTTP until Ctrl-C."""
    settings = settings_of(data, database)
    os.environ[PUBLISH_EVERY] = str(publish_every)
    os.environ[STAMP_EVERY] = str(stamp_every)
    with _listening(host, port) as listener, ExitStack() as until_the_end:
        if demo:
            with progress("Telling the demonstration", aloud=True) as done:
                begin_demonstration(settings, done)
            taken = f"another process serves {settings.data}; end it, or set DATA to another folder"
            until_the_end.enter_context(alone_in(settings.data / MARKER, taken))
        shown = _tour(settings)
        address = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        _run(settings, listener, address, lambda: _announce(settings, address, shown))


def _listening(host: str, port: int) -> socket.socket:
    """Take the port before anything else, so that a taken one costs nothing and leaves nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Unless TCP is named, asyncio leaves Nagle's algorithm on, and answers wait for 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen()
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        reason = "is in use; set PORT to another" if taken else f"cannot be used: {error.strerror}"
        raise PortTaken(f"port: {port} on {host} {reason}", field="port") from None
    return listener


def _tour(settings: Settings) -> Tour | None:
    """Open the ledger once, so that what is wrong is said in one line and not by a server."""
    ledger = open_ledger(settings)
    try:
        return tour(ledger, settings.data)
    finally:
        ledger.close()


def _announce(settings: Settings, address: str, shown: Tour | None) -> None:
    say(f"Countersign serves {settings.data} at {address}")
    if shown:
        _announce_demonstration(settings, shown)
    say("Ctrl-C ends it; the data stays.")
    finish()  # a journal or a file waits for a full buffer, which a server never fills


def _announce_demonstration(settings: Settings, shown: Tour) -> None:
    say("\nDEMONSTRATION: invented people, simulated times.")
    say("Open that address in a browser: the sign-in page has a one-time code for everybody.")
    say("\nOn another terminal you can read")
    for stream, child in shown.enquiries:
        say(f"  {_program()} show {stream} --data {settings.data}  # {child}")
    say("  with --view chronology, countersignatures, duties or decisions, and --as-of a time")
    say(f"and record with the key files here; the passphrase of each is “{shown.passphrase}”:")
    folders = sorted({role.key.parent for role in shown.roles})
    say("".join(f"  {folder}\n" for folder in folders))


def _program() -> str:
    """How this program was called, so that what is announced can be copied."""
    return sys.argv[0] if Path(sys.argv[0]).name == "countersign" else "countersign"


class _Server(uvicorn.Server):
    """Says where it serves once it does."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


def _run(
    settings: Settings, listener: socket.socket, address: str, announce: Callable[[], None]
) -> None:
    os.environ["DATA"] = str(Path(settings.data).absolute())
    os.environ.setdefault("ORIGIN", address)
    if settings.database:
        os.environ["DATABASE_URL"] = settings.database
    sys.setswitchinterval(TURN_SECONDS)
    config = uvicorn.Config(APPLICATION, factory=True, log_level="warning", access_log=False)
    with suppress(KeyboardInterrupt):  # Ctrl-C is how a server is meant to end
        _Server(config, announce).run(sockets=[listener])
