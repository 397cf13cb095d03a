"""`countersign enquiries` and `show`: which enquiries there are, and what their records say."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from ledger.cli.console import OUT, say, say_json, say_table, say_text, width
from ledger.cli.naming import event_named, event_names
from ledger.cli.options import (
    As,
    Data,
    Database,
    EnquiryId,
    Json,
    Key,
    OptionRefused,
    Purpose,
    as_of,
    moment_or_none,
    opened,
    stream_id,
)
from ledger.cli.readers import pages, reader_of, warn_of
from ledger.cli.text import Name, as_text
from ledger.register import EnquiryLine
from projections.case_view import case_view
from projections.chronology import Order, Wanted, chronology
from projections.countersignatures import countersignatures
from projections.decisions import decisions
from projections.duties import duties
from projections.stage import StageName
from projections.times import instant_words
from projections.words import spaced

_FUNCTIONS: dict[Name, Any] = {
    "case": case_view,
    "chronology": chronology,
    "countersignatures": countersignatures,
    "duties": duties,
    "decisions": decisions,
}


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("enquiries")(enquiries)
    app.command("show")(show)


def enquiries(
    state: Annotated[StageName | None, typer.Option(help="Only those that stand here.")] = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """List the ids of the enquiries, the oldest first.

    On a terminal it also says where each stands.
    """
    with opened(data, database) as ledger:
        ledger.register.catch_up()
        warn_of(len(ledger.register.unreadable()))
        found = pages(lambda after: ledger.register.enquiries(state=state, after=after, limit=500))
        lines = [line for items in found for line in items]
    if as_json:
        say_json(lines)
    elif OUT.is_terminal:
        say_table(("Enquiry", "Stands at", "Entries", "Last recorded"), _rows(lines))
    else:
        for line in lines:
            say(line.stream)


def _rows(lines: Sequence[EnquiryLine]) -> list[tuple[str, ...]]:
    return [
        (line.stream, spaced(line.state), str(line.last_seq), instant_words(line.last_at))
        for line in lines
    ]


def show(
    enquiry: EnquiryId,
    view: Annotated[Name, typer.Option(help="What to show.")] = "case",
    as_of_text: As = None,
    order: Annotated[
        Order, typer.Option(help="Chronology: by when it happened, or was recorded.")
    ] = "happened",
    person: Annotated[
        str | None,
        typer.Option(metavar="PERSON", help="Chronology: only what names this person (local id)."),
    ] = None,
    event: Annotated[
        list[str] | None,
        typer.Option(
            metavar="EVENT",
            help="Chronology: only this event; may be repeated.",
            autocompletion=event_names,
        ),
    ] = None,
    agency: Annotated[
        str | None, typer.Option(metavar="AGENCY", help="Chronology: only this agency’s.")
    ] = None,
    first: Annotated[
        str | None, typer.Option(metavar="TIME", help="Chronology: from this time on.")
    ] = None,
    last: Annotated[
        str | None, typer.Option(metavar="TIME", help="Chronology: until this time.")
    ] = None,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Show an enquiry, now or as it was known.

    The views are the case at a glance; the chronology; countersignatures given and outstanding;
    duties and findings, the gravest first; and who decided what, when and on what information.
    """
    wanted = Wanted(
        order,
        person,
        frozenset(map(event_named, event or ())),
        agency,
        moment_or_none(first, "first"),
        moment_or_none(last, "last"),
    )
    if view != "chronology" and wanted != Wanted():
        raise OptionRefused(
            "view: --order, --person, --event, --agency, --first and --last choose rows of the "
            "chronology; add --view chronology",
            field="view",
        )
    with opened(data, database) as ledger:
        reader = reader_of(ledger, key, purpose)
        asked = as_of(as_of_text)
        reading = reader.views.reading(stream_id(enquiry), reader.practitioner, purpose, asked)
        chosen = (wanted,) if view == "chronology" else ()
        answer: BaseModel = reader.views.get(_FUNCTIONS[view], reading, *chosen)
        demonstration = ledger.genesis.demonstration
    if as_json:
        say_json({"demonstration": demonstration, **answer.model_dump(mode="json")})
    else:
        say_text(as_text(view, answer, width(), demonstration=demonstration))
