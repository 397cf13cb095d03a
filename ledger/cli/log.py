"""`countersign checkpoint`, `receipt` and `head`: what the log attests, to be kept elsewhere."""

from typing import Annotated

import typer

from ledger.cli.console import say, say_json
from ledger.cli.options import Data, Database, Json, opened, stream_id


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("checkpoint")(checkpoint)
    app.command("receipt")(receipt)
    app.command("head")(head)


Stream = Annotated[
    str, typer.Argument(metavar="STREAM", help="The enquiry’s or practitioner’s id.")
]
Size = Annotated[
    int | None,
    typer.Option(
        metavar="NUMBER",
        min=1,
        max=2**53 - 1,
        help="At an earlier size of the log.",
        show_default=False,
    ),
]


def checkpoint(
    size: Size = None, data: Data = None, database: Database = None, as_json: Json = False
) -> None:
    """Print the log’s signed checkpoint.

    It is a C2SP tlog-checkpoint. Whoever keeps one outside can show that nothing before it was
    changed or taken away.
    """
    with opened(data, database) as ledger:
        text = ledger.store.log.checkpoint(size).decode("utf-8")
        number = size or ledger.store.log.size()
    if as_json:
        say_json({"size": number, "checkpoint": text})
    else:
        say(text.rstrip("\n"))


def receipt(
    stream: Stream,
    seq: Annotated[int, typer.Argument(metavar="NUMBER", min=1, help="The entry’s number.")],
    size: Size = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Print the receipt of an entry.

    It is a C2SP tlog-proof: that the log held this entry at that size.
    """
    with opened(data, database) as ledger:
        proof = ledger.receipt(stream_id(stream, "stream"), seq, size).decode("utf-8")
    if as_json:
        say_json({"stream": stream, "seq": seq, "proof": proof})
    else:
        say(proof.rstrip("\n"))


def head(
    stream: Stream,
    size: Size = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Print the signed statement of where a stream ends.

    With it nobody can leave out the last entries of an enquiry unnoticed.
    """
    with opened(data, database) as ledger:
        statement = ledger.store.log.head_statement(stream_id(stream, "stream"), size)
    if as_json:
        say_json({"stream": stream, "statement": statement.decode("ascii")})
    else:
        say(statement.decode("ascii"))
