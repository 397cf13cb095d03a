"""Showing what is about to be signed, and signing it with a key that the ledger never sees."""

from collections.abc import Callable
from pathlib import Path

import typer

from ledger.admission.admissions import Receipt
from ledger.cli.console import ERR, warn, width
from ledger.cli.options import key_members, unlocked
from ledger.cli.text.layout import BOLD, Para, page
from ledger.device import prepare
from ledger.draft import DraftRequest
from ledger.errors import Stale
from ledger.keys.keyfile import KeyFileRefused
from ledger.ledger import Ledger


def sign(
    ledger: Ledger, path: Path, ask: Callable[[str, str], DraftRequest], *, sure: bool
) -> list[Receipt]:
    """Show the statement, ask for the passphrase, sign and admit.

    `ask` gives what to record, for an author and a key by their ids. Where others got in first the
    same words are signed at the new position, without asking unless they now read differently.

    Raises:
        KeyFileRefused: the key cannot be used.
        NotAdmitted: refused; nothing was signed.
        typer.Exit: the author does not want to sign it.
    """
    members = key_members(path, ledger)
    author, kid = str(members["practitioner"]), str(members["kid"])
    request = ask(author, kid)
    prepared = prepare(ledger.draft(author, kid, request))
    confirm(prepared.statements, sure=sure)
    key = unlocked(path, ledger)
    if (key.practitioner, key.device.kid) != (author, kid):
        raise KeyFileRefused(f"{path}: changed while it was read; begin again")
    while True:
        try:
            return ledger.admit(key.device.sign(prepared))
        except Stale:
            draft = ledger.draft(author, kid, request)
            moved = prepared.moved_to(draft)
            prepared = moved or prepare(draft)
            if moved is None:
                warn("An entry that these words refer to has changed. They now read:")
                confirm(prepared.statements, sure=sure)


def confirm(statements: tuple[str, ...], *, sure: bool) -> None:
    """Show the words that are to be signed, and ask whether they are unless that is sure.

    Raises:
        typer.Exit: the author does not want to sign them.
    """
    warn("")
    for statement in dict.fromkeys(statements):
        for line in page([Para(statement, BOLD, "  ")], width()):
            ERR.print(line)
        warn("")
    if not sure and not typer.confirm("Sign this?", err=True):
        warn("Nothing was signed.")
        raise typer.Exit(1)
