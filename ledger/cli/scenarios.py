"""`countersign replay`: a demonstration ledger from scenarios."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from ledger.cli.console import progress, say, say_json
from ledger.cli.options import Data, Database, Json, settings_of
from ledger.replaying.replay import PASSPHRASE, replay


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("replay")(replay_scenarios)


def replay_scenarios(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Scenarios (*.jsonl), told together in the order of their times.",
        ),
    ],
    ending: Annotated[
        Literal["now"] | None,
        typer.Option(
            help="Shift by whole weeks, so that the scenarios end now and clocks still run.",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Build a demonstration ledger from scenarios.

    The data folder must be empty. A line that is refused stops it with the line’s number, the
    reason and the clause; what was told before stays. countersign schema says how to write a
    scenario.
    """
    settings = settings_of(data, database)
    with progress("Replaying") as done:
        ending_now = datetime.now(UTC) if ending else None
        ledger = replay(files, settings, ending_now=ending_now, progress=done)
        size = ledger.store.log.size()
        ledger.close()
    if as_json:
        say_json({"ledger": ledger.genesis.ledger, "entries": size, "demonstration": True})
        return
    say(f"DEMONSTRATION ledger {ledger.genesis.ledger}: {size} entries in {settings.data}.")
    say(f"Key files in {settings.data / 'devices'}, passphrase “{PASSPHRASE}”.")
