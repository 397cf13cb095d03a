"""Options that several commands share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from ledger.cli.console import problems
from ledger.create import open_ledger
from ledger.errors import Problem
from ledger.keyfile import KeyFile, open_key_file, read_clear_members
from ledger.ledger import Ledger
from ledger.settings import Settings
from ledger.views import AsOf

PASSPHRASE_VARIABLE: Final = "COUNTERSIGN_PASSPHRASE"  # noqa: S105 - a name

Data = Annotated[
    Path | None,
    typer.Option("--data", envvar="DATA", help="The data folder.", show_default=False),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="DATABASE_URL",
        help="postgresql://… to keep the entries there; otherwise SQLite in the data folder.",
        show_default=False,
        show_envvar=True,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Key = Annotated[
    Path | None,
    typer.Option("--key", help="Your key file; its passphrase is asked for.", show_default=False),
]
As = Annotated[
    str | None,
    typer.Option("--as-of", help="A time with its zone, or a size of the log.", show_default=False),
]


class AsOfRefused(Problem):
    """Neither a time with its zone nor a size of the log."""

    code = "as-of-refused"
    status = 400
    title = "This is neither a time nor a size of the log"


def settings_of(data: Path | None, database: str | None) -> Settings:
    """The settings that the options and the environment give."""
    return Settings.of(data, database, os.environ)


@contextmanager
def opened(data: Path | None, database: str | None) -> Iterator[Ledger]:
    """The ledger, closed again; problems become one line and an exit code."""
    with problems():
        ledger = open_ledger(settings_of(data, database))
        try:
            yield ledger
        finally:
            ledger.close()


def as_of(text: str | None) -> AsOf:
    """What `--as-of` asks for.

    Raises:
        AsOfRefused: neither a time with its zone nor a size.
    """
    if text is None:
        return AsOf()
    if text.isdecimal():
        return AsOf(size=int(text))
    try:
        return AsOf(moment=datetime.fromisoformat(text))
    except ValueError:
        raise AsOfRefused(
            "as-of: give a size of the log such as 120, or a time such as 2026-03-02T09:00+00:00",
            field="as-of",
        ) from None


def unlocked(path: Path) -> KeyFile:
    """The key file, with its passphrase from the environment or asked for."""
    read_clear_members(path)
    return open_key_file(path, passphrase_for(path))


def passphrase_for(path: Path, *, new: bool = False) -> str:
    """The passphrase of a key file: from COUNTERSIGN_PASSPHRASE, or asked for without an echo."""
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    words = "New passphrase" if new else "Passphrase"
    asked: str = typer.prompt(f"{words} for {path}", hide_input=True, confirmation_prompt=new)
    return asked
