"""`countersign verify`: derive the whole ledger again from its bytes, and say what was found."""

import os
import time
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.progress import Progress

from crypto.errors import CryptoError
from crypto.genesis import TrustFile, parse_trust
from ledger.cli.console import ERR, say, say_json, warn
from ledger.cli.options import Data, Database, Json, settings_of
from ledger.errors import Problem
from ledger.verify import Evidence, Options, Report, read_evidence, render, verify_ledger

NOT_READABLE: Final = 3


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("verify")(verify)


def verify(
    trust: Annotated[Path | None, typer.Option(help="The trust file that you were given.")] = None,
    evidence: Annotated[
        list[Path] | None,
        typer.Option(help="Receipts, head statements or checkpoints that you kept."),
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes to use.")] = os.cpu_count() or 1,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Verify the ledger. Ends with 0 verified, 1 altered, 2 consistent but unproven, 3 not
    readable.
    """
    try:
        report = _verify(data, database, trust, evidence or [], workers)
    except Problem as problem:
        warn(f"countersign: {problem.detail}")
        raise typer.Exit(NOT_READABLE) from None
    if as_json:
        say_json(report.as_json())
    else:
        say(render(report))
    raise typer.Exit(report.exit_code)


def _verify(
    data: Path | None, database: str | None, trust: Path | None, evidence: list[Path], workers: int
) -> Report:
    with Progress(console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task("Verifying", total=None)
        return verify_ledger(
            settings_of(data, database),
            _trust(trust) if trust else None,
            [_evidence(path) for path in evidence],
            lambda done, total: bar.update(task, completed=done, total=total),
            Options(workers=workers, now=int(time.time())),
        )


class GivenUnreadable(Problem):
    """A file that was given to verify against cannot be read."""

    code = "given-unreadable"
    status = 400
    title = "What was given cannot be read"


def _trust(path: Path) -> TrustFile:
    try:
        return parse_trust(_bytes(path))
    except CryptoError as error:
        raise GivenUnreadable(f"{path}: {error}", field="trust") from None


def _evidence(path: Path) -> Evidence:
    return read_evidence(str(path), _bytes(path))


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise GivenUnreadable(f"{path}: {error.strerror}") from None
