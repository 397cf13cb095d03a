"""`countersign serve`: the HTTP API on 127.0.0.1."""

import errno
import os
import socket
from pathlib import Path
from typing import Annotated, Final

import typer
import uvicorn

from ledger.cli.console import problems, say
from ledger.cli.options import Data, Database, settings_of
from ledger.create import open_ledger
from ledger.demonstration import begin_demonstration, describe
from ledger.errors import Problem
from ledger.settings import Settings

APPLICATION: Final = "api.app:from_environment"
"""Named, not imported: the API stands above this package."""


class PortTaken(Problem):
    """The port is in use, or may not be used."""

    code = "port-taken"
    status = 500
    title = "The port cannot be used"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("serve")(serve)


def serve(
    port: Annotated[int, typer.Option(envvar="PORT", min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    demo: Annotated[
        bool, typer.Option("--demo", help="Make a demonstration ledger first where there is none.")
    ] = False,
    data: Data = None,
    database: Database = None,
) -> None:
    """Serve the ledger until it is interrupted."""
    with problems():
        settings = settings_of(data, database)
        with _listening(host, port) as listener:
            if demo:
                begin_demonstration(settings)
            _check(settings)
            _announce(settings, f"http://{host}:{port}")
            _run(settings, listener)


def _listening(host: str, port: int) -> socket.socket:
    """Take the port before anything else, so that a taken one costs nothing and leaves nothing."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        taken = error.errno == errno.EADDRINUSE
        reason = "is in use; set PORT to another" if taken else f"cannot be used: {error.strerror}"
        raise PortTaken(f"port: {port} on {host} {reason}", field="port") from None
    return listener


def _check(settings: Settings) -> None:
    """Open the ledger once, so that what is wrong is said in one line and not by a server."""
    open_ledger(settings).close()


def _announce(settings: Settings, address: str) -> None:
    say(f"Countersign serves {settings.data} at {address} (API: {address}/api)")
    for line in describe(settings):
        say(line)


def _run(settings: Settings, listener: socket.socket) -> None:
    os.environ["DATA"] = str(Path(settings.data).absolute())
    if settings.database:
        os.environ["DATABASE_URL"] = settings.database
    config = uvicorn.Config(APPLICATION, factory=True, log_level="warning", access_log=False)
    uvicorn.Server(config).run(sockets=[listener])
