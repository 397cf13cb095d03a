"""Questions across all enquiries, answered by the register: ids, types, times and states.

Whoever asks sees the lines of what they may see: with `--key`, as its holder.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import timedelta
from itertools import islice
from typing import Annotated, Any, Final

import typer

from domain.duties import Gravity
from ledger.across.lines import Line, Reader, Show, called, decision, waiting_for
from ledger.cli.console import say_json, say_table
from ledger.cli.naming import awaited, practitioner_named, role_named
from ledger.cli.options import (
    Data,
    Database,
    Json,
    Key,
    Purpose,
    moment_or_none,
    opened,
)
from ledger.cli.readers import pages, reader_of, warn_of
from ledger.ledger import Ledger
from ledger.register import NameLine
from ledger.register.facts import DecisionKind
from ledger.register.page import Page
from projections.times import duration, instant_words
from projections.words import spaced

Limit = Annotated[int, typer.Option(metavar="NUMBER", min=1, help="How many lines at most.")]
LIMIT: Final = 200
"""Lines when nothing else is asked: some pages of a printer."""
SOON: Final = timedelta(days=7)
"""What runs out soon, when nothing else is asked."""


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("decisions")(decisions)
    app.command("waiting")(waiting)
    app.command("running-out")(running_out)
    app.command("find")(find)


def decisions(
    by: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Only those of this practitioner: a name or an id."),
    ] = None,
    role: Annotated[
        str | None,
        typer.Option(metavar="ROLE", help="Only those taken in this role, such as team_manager."),
    ] = None,
    kind: Annotated[DecisionKind | None, typer.Option(help="Only of this kind.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="TIME", help="Taken at this time or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="TIME", help="Taken before this time.")
    ] = None,
    limit: Limit = LIMIT,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Find decisions by person, role, kind and period."""
    first, end = moment_or_none(since, "since"), moment_or_none(until, "until")
    with opened(data, database) as ledger:
        who = practitioner_named(ledger, by, "by") if by else None
        held = role_named(ledger, role, "role") if role else None
        found = _seen(
            ledger,
            reader_of(ledger, key, purpose),
            lambda after: ledger.register.decisions(
                practitioner=who, role=held, kind=kind, since=first, until=end, after=after
            ),
            decision,
            limit,
        )
        names = {person.id: person.name for person in ledger.reads.directory().people.values()}
    if as_json:
        say_json(found)
        return
    say_table(
        ("Decided", "Kind", "Result", "By", "Role", "Enquiry", "Entry"),
        [
            (
                instant_words(line.decided_at),
                spaced(line.kind),
                spaced(line.result),
                names.get(line.practitioner or "", "not in the directory"),
                spaced(line.role),
                line.stream,
                str(line.seq),
            )
            for line in found
        ],
    )


def waiting(
    whom: Annotated[
        str,
        typer.Argument(
            metavar="WHOM",
            help="A role such as team_manager, a practitioner’s name or id, or “anybody”.",
            show_default=False,
        ),
    ],
    limit: Limit = LIMIT,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """List what waits for a countersignature.

    Those needed longest stand first.
    """
    with opened(data, database) as ledger:
        asked = awaited(ledger, whom)
        found = _seen(
            ledger,
            reader_of(ledger, key, purpose),
            lambda after: ledger.register.waiting_for(asked, after=after),
            waiting_for(asked),
            limit,
        )
        now = ledger.moment()
    if as_json:
        say_json(found)
        return
    say_table(
        ("Since", "Waiting for", "Kind", "Enquiry", "Entry"),
        [
            (
                instant_words(line.since),
                duration(line.age(now)),
                spaced(line.kind),
                line.stream,
                str(line.seq),
            )
            for line in found
        ],
    )


def running_out(
    before: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="Due before this time; before this time next week if not given."
        ),
    ] = None,
    gravity: Annotated[Gravity | None, typer.Option(help="Only of this gravity.")] = None,
    limit: Limit = LIMIT,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """List the duties that run out soon or are overdue."""
    asked = moment_or_none(before, "before")
    with opened(data, database) as ledger:
        now = ledger.moment()
        end = asked or now + SOON
        reader = reader_of(ledger, key, purpose)
        found = _seen(
            ledger,
            reader,
            lambda after: ledger.register.running_out(end, gravity=gravity, after=after),
            reader.duty,
            limit,
        )
    if as_json:
        say_json([{**asdict(line), "state": line.state(now)} for line in found])
        return
    say_table(
        ("Due", "State", "Duty", "Gravity", "Enquiry", "Entry"),
        [
            (
                instant_words(line.due_at),
                spaced(line.state(now)),
                line.duty,
                spaced(line.gravity),
                line.stream,
                str(line.seq),
            )
            for line in found
        ],
    )


def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="One or more whole words of a name.")],
    limit: Limit = LIMIT,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Find people of enquiries by name.

    Those who are or were called by every word are found.
    """
    with opened(data, database) as ledger:
        reader = reader_of(ledger, key, purpose)
        found = _seen(
            ledger,
            reader,
            lambda after: ledger.register.find(name, after=after),
            called(name),
            limit,
        )
        people = [one for line in found for one in _people(line, reader)]
    if as_json:
        say_json(people)
        return
    say_table(
        ("Name", "In the enquiry", "Enquiry", "Entry"),
        [(one["name"], spaced(one["kind"]), one["enquiry"], str(one["entry"])) for one in people],
    )


def _people(line: NameLine, reader: Reader) -> Iterator[dict[str, Any]]:
    """Who that is, as the reader may see it."""
    reading = reader.views.reading(line.stream, reader.practitioner, reader.purpose)
    for one in reading.people.values():
        if one.added.seq == line.person:
            yield {
                "name": one.name,
                "names": list(one.names),
                "person": one.id,
                "kind": one.event.kind,
                "enquiry": line.stream,
                "entry": line.person,
            }


def _seen(
    ledger: Ledger,
    reader: Reader,
    page: Callable[[str | None], Page[Line]],
    show: Show[Line],
    limit: int,
) -> list[Line]:
    """The first lines that the reader may see; what could not be read is said."""
    ledger.register.catch_up()
    shown = (line for items in pages(page) for line in reader.shown(items, show))
    first = list(islice(shown, limit))
    warn_of(reader.missing_from(ledger.register))
    return first
