"""`countersign replay`: a demonstration ledger from scenarios."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import Progress

from ledger.cli.console import ERR, problems, say, say_json
from ledger.cli.options import Data, Database, Json, settings_of
from ledger.replay import PASSPHRASE, replay


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("replay")(replay_scenarios)


def replay_scenarios(
    files: Annotated[list[Path], typer.Argument(help="Scenarios (*.jsonl), told together.")],
    ending: Annotated[
        Literal["now"] | None,
        typer.Option(help="Shift by whole weeks so that the scenarios end now."),
    ] = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Build a demonstration ledger in an empty data folder."""
    with problems(), Progress(console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task("Replaying", total=None)
        settings = settings_of(data, database)
        ledger = replay(
            files,
            settings,
            ending_now=datetime.now(UTC) if ending else None,
            progress=lambda done, total: bar.update(task, completed=done, total=total),
        )
        size = ledger.store.log.size()
        ledger.close()
    if as_json:
        say_json({"ledger": ledger.genesis.ledger, "entries": size, "demonstration": True})
        return
    say(f"DEMONSTRATION ledger {ledger.genesis.ledger}: {size} entries in {settings.data}.")
    say(f"Key files in {settings.data / 'devices'}, passphrase “{PASSPHRASE}”.")
