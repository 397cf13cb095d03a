"""`countersign checkpoint`, `receipt` and `head`: what the log attests."""

from typing import Annotated

import typer

from ledger.cli.console import say
from ledger.cli.options import Data, Database, opened


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("checkpoint")(checkpoint)
    app.command("receipt")(receipt)
    app.command("head")(head)


Size = Annotated[int | None, typer.Option(help="An earlier size of the log.")]


def checkpoint(size: Size = None, data: Data = None, database: Database = None) -> None:
    """Print the log's signed checkpoint (C2SP tlog-checkpoint). Keep it: it cannot be taken
    back.
    """
    with opened(data, database) as ledger:
        say(ledger.store.log.checkpoint(size).decode("utf-8").rstrip("\n"))


def receipt(
    stream: Annotated[str, typer.Argument(help="The enquiry's or practitioner's id.")],
    seq: Annotated[int, typer.Argument(help="The number of the entry.")],
    size: Size = None,
    data: Data = None,
    database: Database = None,
) -> None:
    """Print the receipt of an entry (C2SP tlog-proof)."""
    with opened(data, database) as ledger:
        say(ledger.receipt(stream, seq, size).decode("utf-8").rstrip("\n"))


def head(
    stream: Annotated[str, typer.Argument(help="The enquiry's or practitioner's id.")],
    size: Size = None,
    data: Data = None,
    database: Database = None,
) -> None:
    """Print the signed statement of where a stream ends."""
    with opened(data, database) as ledger:
        say(ledger.store.log.head_statement(stream, size).decode("ascii"))
