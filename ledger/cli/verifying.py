"""`countersign verify`: derive the whole ledger again from its bytes, and say what was found."""

import os
import time
from pathlib import Path
from typing import Annotated

import typer

from crypto.errors import CryptoError
from crypto.trust import TrustFile, parse_trust
from ledger.cli.console import progress, say, say_json
from ledger.cli.options import Data, Database, Json, settings_of
from ledger.errors import Problem
from ledger.verify import Options, read_evidence, render, verify_ledger


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("verify")(verify)


def verify(
    trust: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="The trust file that was handed to you; without it the ledger vouches for itself.",
            show_default=False,
        ),
    ] = None,
    evidence: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="A receipt, head statement or checkpoint that you kept; may be repeated.",
            show_default=False,
        ),
    ] = None,
    workers: Annotated[
        int,
        typer.Option(
            metavar="NUMBER", min=1, max=256, help="Processes to use; all cores by default."
        ),
    ] = os.cpu_count() or 1,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Verify the whole ledger from its bytes.

    Every signature, link, seal and proof is derived again. What does not fit is said in words that
    a judge can read, with the first bad position, and with what none of this proves.

    Ends with 0 verified, 1 altered, 2 consistent but not proven to the end, 3 not readable or
    wrong usage.
    """
    trusted = _trust(trust) if trust else None
    kept = [read_evidence(str(path), _bytes(path, "evidence")) for path in evidence or ()]
    with progress("Verifying") as done:
        report = verify_ledger(
            settings_of(data, database),
            trusted,
            kept,
            done,
            Options(workers=workers, now=int(time.time())),
        )
    if as_json:
        say_json(report.as_json())
    else:
        say(render(report).rstrip("\n"))
    raise typer.Exit(report.exit_code)


class GivenUnreadable(Problem):
    """A file that was given to verify against cannot be read."""

    code = "given-unreadable"
    status = 400
    title = "What was given cannot be read"


def _trust(path: Path) -> TrustFile:
    try:
        return parse_trust(_bytes(path, "trust"))
    except CryptoError as error:
        raise GivenUnreadable(f"{path}: {error}", field="trust") from None


def _bytes(path: Path, field: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GivenUnreadable(f"{path}: {error.strerror}", field=field) from None
