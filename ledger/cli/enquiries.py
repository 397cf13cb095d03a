"""`countersign enquiries`, `show` and the questions across enquiries."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel

from ledger.cli.console import REFUSED, say, say_json, warn
from ledger.cli.options import As, Data, Database, Json, Key, as_of, opened, unlocked
from ledger.cli.reading import READ, Name
from ledger.ledger import Ledger
from ledger.views import Views
from projections.stage import StageName


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("enquiries")(enquiries)
    app.command("show")(show)


def enquiries(
    state: Annotated[StageName | None, typer.Option(help="Only those in this state.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """List the ids of the enquiries."""
    with opened(data, database) as ledger:
        ledger.register.catch_up()
        lines = list(_pages(lambda after: ledger.register.enquiries(state=state, after=after)))
    if as_json:
        say_json([line.model_dump() if isinstance(line, BaseModel) else line for line in lines])
        return
    for line in lines:
        say(str(line.stream))


def show(
    enquiry: Annotated[str, typer.Argument(help="The enquiry's id.")],
    view: Annotated[Name, typer.Option(help="Which view.")] = "case",
    purpose: Annotated[Literal["casework", "inspection"], typer.Option()] = "casework",
    as_of_text: As = None,
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Show an enquiry, now or as it was known."""
    with opened(data, database) as ledger:
        reader = _reader(ledger, key)
        views = Views(ledger)
        function, to_text = READ[view]
        reading = views.reading(enquiry, reader, purpose, as_of(as_of_text))
        answer = views.get(function, reading)
        if as_json:
            say_json(answer.model_dump(mode="json"))
            return
        if ledger.genesis.demonstration:
            say("DEMONSTRATION: invented people, simulated times.")
        say(to_text(answer))


def _reader(ledger: Ledger, key: Any) -> str | None:
    """Who reads: the holder of the key; on a demonstration ledger, failing that, the operator."""
    if key is not None:
        return unlocked(key).practitioner
    if ledger.genesis.demonstration:
        return None
    warn("countersign: key: say who reads, with --key")
    raise typer.Exit(REFUSED)


def _pages(page: Callable[[Any], Any]) -> Any:
    after = None
    while True:
        found = page(after)
        yield from found.items
        if found.next is None:
            return
        after = found.next
