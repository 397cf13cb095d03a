"""Options that several commands share, and what they stand for."""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import typer

from ledger.cli.console import warn
from ledger.errors import Problem
from ledger.keys.keyfile import KeyFile, KeyFileRefused, open_key_file, read_clear_members
from ledger.ledger import Ledger
from ledger.operating.opening import open_ledger
from ledger.settings import Settings
from ledger.views import AsOf

PASSPHRASE: Final = "COUNTERSIGN_PASSPHRASE"  # noqa: S105 - a name
NEW_PASSPHRASE: Final = "COUNTERSIGN_NEW_PASSPHRASE"  # noqa: S105 - a name
ATTEMPTS: Final = 3
"""How often a passphrase is asked for: enough for a slip of the finger."""


class OptionRefused(Problem):
    """What an option or an answer says cannot be read."""

    code = "option-refused"
    status = 422
    title = "This cannot be read"


def _enquiry_ids(incomplete: str) -> list[str]:
    """The ids that begin so, for a shell that completes them; none where there is no ledger."""
    try:
        ledger = open_ledger(Settings.of(None, None, os.environ))
    except (Problem, OSError):
        return []
    try:
        ledger.register.catch_up()
        return list(ledger.register.beginning(incomplete))
    finally:
        ledger.close()


Data = Annotated[
    Path | None,
    typer.Option(
        "--data",
        envvar="DATA",
        metavar="DIR",
        help="The data folder: entries, keystore and trust file.",
        show_default=False,
    ),
]
Database = Annotated[
    str | None,
    typer.Option(
        "--database",
        envvar="DATABASE_URL",
        metavar="URL",
        help="postgresql://… where the entries are kept there; otherwise SQLite in the folder.",
        show_default=False,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Key = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="Your key file, which says who reads; its passphrase is asked for.",
        show_default=False,
    ),
]
Purpose = Annotated[
    Literal["casework", "inspection"],
    typer.Option(help="Why you read: to work on the case, or to inspect it."),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="TIME|SIZE",
        help="As it was known then: a time such as 2026-03-02T09:00Z, or a size of the log.",
        show_default=False,
    ),
]
EnquiryId = Annotated[
    str,
    typer.Argument(metavar="ENQUIRY", help="The enquiry’s id.", autocompletion=_enquiry_ids),
]


def settings_of(data: Path | None, database: str | None) -> Settings:
    """The settings that the options and the environment give."""
    return Settings.of(data, database, os.environ)


@contextmanager
def opened(data: Path | None, database: str | None) -> Iterator[Ledger]:
    """The ledger, closed again."""
    ledger = open_ledger(settings_of(data, database))
    try:
        yield ledger
    finally:
        ledger.close()


def stream_id(text: str, field: str = "enquiry") -> str:
    """The id of an enquiry or a practitioner.

    Raises:
        OptionRefused: not a UUID.
    """
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise OptionRefused(
            f"{field}: not an id such as 4f0f3a52-6d6e-4f0b-9a59-3f0e8d1f2a77; "
            "countersign enquiries and practitioners list them",
            field=field,
        ) from None


def moment(text: str, field: str) -> datetime:
    """A time with its zone.

    Raises:
        OptionRefused: it has none, or is no time.
    """
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        raise OptionRefused(
            f"{field}: not a time with its zone, such as 2026-03-02T09:00Z", field=field
        )
    return time


def moment_or_none(text: str | None, field: str) -> datetime | None:
    """As `moment`, where the option was given."""
    return None if text is None else moment(text, field)


def as_of(text: str | None) -> AsOf:
    """What `--as-of` asks for.

    Raises:
        OptionRefused: neither a time with its zone nor a size of the log.
    """
    if text is None:
        return AsOf()
    if text.isascii() and text.isdecimal() and len(text) < len(str(2**53)):
        return AsOf(size=int(text))
    try:
        return AsOf(moment=moment(text, "as-of"))
    except OptionRefused:
        raise OptionRefused(
            "as-of: neither a time with its zone, such as 2026-03-02T09:00Z, nor a size of the "
            "log, such as 120",
            field="as-of",
        ) from None


def key_members(path: Path, ledger: Ledger) -> dict[str, Any]:
    """Whose key a file holds, before its passphrase is known.

    Raises:
        KeyFileRefused: missing, not a key file, or of another ledger.
    """
    members = read_clear_members(path)
    if members.get("ledger") != ledger.genesis.ledger:
        raise KeyFileRefused(f"{path}: a key of another ledger; name the one of this ledger")
    return members


def unlocked(path: Path, ledger: Ledger) -> KeyFile:
    """The key in a file, with its passphrase from the environment or asked for.

    Raises:
        KeyFileRefused: as `key_members`, or the passphrase is wrong.
    """
    key_members(path, ledger)
    return opened_key(path)


def opened_key(path: Path) -> KeyFile:
    """As `unlocked`, of whichever ledger the key is.

    Raises:
        KeyFileRefused: missing, not a key file, or the passphrase is wrong.
    """
    read_clear_members(path)  # nobody is asked for the passphrase of what is no key
    left = 1 if PASSPHRASE in os.environ else ATTEMPTS
    while True:
        left -= 1
        try:
            return open_key_file(path, passphrase_for(path))
        except KeyFileRefused as refused:
            if refused.field != "passphrase" or not left:
                raise
            warn(refused.detail)


def passphrase_for(path: Path) -> str:
    """The passphrase of a key file: from the environment, or asked for without an echo.

    Raises:
        OptionRefused: there is no terminal to ask on.
    """
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given
    _need_terminal(PASSPHRASE)
    asked: str = typer.prompt(f"Passphrase for {path}", hide_input=True, err=True)
    return asked


def new_passphrase_for(path: Path) -> str:
    """A passphrase for a key file that is to be written: as `passphrase_for`, but asked twice.

    Raises:
        OptionRefused: it is empty, or there is no terminal to ask on.
    """
    given = os.environ.get(NEW_PASSPHRASE, os.environ.get(PASSPHRASE))
    if given is None:
        _need_terminal(NEW_PASSPHRASE)
        given = typer.prompt(
            f"New passphrase for {path}", hide_input=True, confirmation_prompt=True, err=True
        )
    if not given:
        raise OptionRefused("passphrase: empty; choose one", field="passphrase")
    return given


def _need_terminal(variable: str) -> None:
    try:
        os.close(os.open(os.ctermid(), os.O_RDWR))
    except OSError:
        raise OptionRefused(
            f"passphrase: no terminal to ask on; set {variable}", field="passphrase"
        ) from None
