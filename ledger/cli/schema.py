"""`countersign schema`: every event, so that a stranger can write a scenario without reading the
code.
"""

from typing import Annotated

import typer

from domain.events import BY_NAME
from domain.schema import describe, describe_all, describe_frame
from ledger.cli.console import REFUSED, say_json, warn
from ledger.scenario import describe_lines


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("schema")(schema)


def schema(
    event: Annotated[str | None, typer.Argument(help="Only this event.")] = None,
) -> None:
    """Print every event's JSON Schema with an example, and the form of a scenario's lines."""
    if event is None:
        events = list(describe_all())
        say_json({"lines": describe_lines(), "entry": describe_frame(), "events": events})
        return
    if event not in BY_NAME:
        warn(f"countersign: event: {event!r} is not one; countersign schema lists them")
        raise typer.Exit(REFUSED)
    say_json(describe(BY_NAME[event]))
