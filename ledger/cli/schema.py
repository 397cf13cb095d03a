"""`countersign schema`: every event, so that a stranger can write a scenario without reading the
code.
"""

from typing import Annotated

import typer

from domain.events import BY_NAME
from domain.schema import describe, describe_all, describe_frame
from ledger.cli.console import say_json
from ledger.cli.naming import event_named, event_names
from ledger.cli.options import Json
from ledger.replaying.scenario import describe_lines


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("schema")(schema)


def schema(
    event: Annotated[
        str | None,
        typer.Argument(metavar="EVENT", help="Only this event.", autocompletion=event_names),
    ] = None,
    as_json: Json = False,  # noqa: ARG001 - it is JSON either way
) -> None:
    """Print every event, as JSON Schema with an example.

    Beside them stand the forms of a scenario’s lines and of what every entry says. The answer is
    JSON with and without --json.
    """
    if event is None:
        events = list(describe_all())
        say_json({"lines": describe_lines(), "entry": describe_frame(), "events": events})
        return
    say_json(describe(BY_NAME[event_named(event)]))
