"""`countersign record`: say what happened, see the statement, sign it, get the receipt."""

import sys
import uuid
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from domain.values import How, Mark
from ledger.admission.admissions import Receipt
from ledger.cli.asking import ask
from ledger.cli.composing import Composing, Told, json_or_words, read_fields
from ledger.cli.console import say, say_json
from ledger.cli.naming import event_named, event_names
from ledger.cli.options import Data, Database, Json, OptionRefused, opened, stream_id
from ledger.cli.signing import sign
from ledger.draft import RefRequest
from ledger.ledger import Ledger


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("record")(record_event)


def record_event(
    event: Annotated[
        str,
        typer.Argument(
            metavar="EVENT",
            help="What happened, such as ChildSeen; countersign schema lists all events.",
            autocompletion=event_names,
            show_default=False,
        ),
    ],
    key: Annotated[Path, typer.Option(metavar="FILE", help="Your key file.", show_default=False)],
    enquiry: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="The enquiry’s id; repeat it for siblings, who get one act together."
        ),
    ] = None,
    new: Annotated[bool, typer.Option("--new", help="Begin a new enquiry.")] = False,
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="JSON",
            help="The event’s fields as JSON; - reads it from standard input, @FILE from a file.",
        ),
    ] = None,
    occurred: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", help="When it happened: a time with its zone, a date, unknown, or JSON."
        ),
    ] = None,
    known: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="When you came to know, if later; with its zone."),
    ] = None,
    how: Annotated[How | None, typer.Option(help="How you know: your own act if not told.")] = None,
    told_by: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Who told you: somebody of the enquiry, or a colleague."),
    ] = None,
    through: Annotated[
        list[str] | None,
        typer.Option(metavar="WHO", help="Through whom it reached them; may be repeated."),
    ] = None,
    witness: Annotated[str | None, typer.Option(metavar="WHO", help="Who witnessed it.")] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who did it, if not you.")
    ] = None,
    capacity: Annotated[
        str | None,
        typer.Option(metavar="CAPACITY", help="In which capacity you act, if you have several."),
    ] = None,
    mark: Annotated[Mark | None, typer.Option(help="Who may read the entry.")] = None,
    field_mark: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD=MARK", help="Who may read one field; may be repeated."),
    ] = None,
    corrects: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="The number of the entry that this corrects."),
    ] = None,
    because: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Why it corrects it.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without being asked again.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Record something that happened, in your name.

    Run by hand, it asks for everything field by field, shows the statement as it will be signed,
    asks for your passphrase, signs, and prints the receipt. An answer that begins with @ names a
    file that holds it. With --fields and --yes it asks nothing; the passphrase then comes from
    COUNTERSIGN_PASSPHRASE.
    """
    event_named(event)
    by_hand = fields is None
    if not sys.stdin.isatty() and (by_hand or not yes):
        raise OptionRefused(
            "fields: no terminal to ask on; give --fields and --yes", field="fields"
        )
    given = None if fields is None else read_fields(fields)
    with opened(data, database) as ledger:
        composing = Composing(ledger, event)
        told = Told(
            event=event,
            streams=_streams(ledger, enquiry or [], new=new, by_hand=by_hand),
            data=given,
            occurred=json_or_words(occurred),
            known=known,
            how=how,
            told_by=told_by,
            through=tuple(through or ()),
            witness=witness,
            actor=actor,
            more={
                "capacity": capacity,
                "mark": mark,
                "marks": dict(_pair(one) for one in field_mark or ()),
                "because": because,
                "refs": (RefRequest(rel="corrects", seq=corrects),) if corrects else (),
            },
        )
        receipts = sign(
            ledger,
            key,
            lambda author, kid: (
                composing.by_hand(told, author, kid) if by_hand else composing.scripted(told)
            ),
            sure=yes,
        )
    if as_json:
        say_json([_receipt_json(receipt) for receipt in receipts])
        return
    for receipt in receipts:
        say(f"Recorded as entry {receipt.seq} of enquiry {receipt.stream}. Keep its receipt:\n")
        say(receipt.proof.decode("utf-8").rstrip("\n"))


def _streams(ledger: Ledger, enquiries: list[str], *, new: bool, by_hand: bool) -> tuple[str, ...]:
    """The streams to write to; a new enquiry is begun only on purpose.

    Raises:
        OptionRefused: none is named, or there is none of such an id.
    """
    if new and enquiries:
        raise OptionRefused("enquiry: either --enquiry or --new", field="enquiry")
    if not enquiries and not new and by_hand:
        asked = ask("The enquiry’s id", optional=True, empty="begin a new one")
        enquiries, new = ([asked], False) if asked else ([], True)
    if not enquiries and not new:
        raise OptionRefused(
            "enquiry: missing; name it with --enquiry, or begin one with --new", field="enquiry"
        )
    streams = tuple(stream_id(one) for one in enquiries)
    if not all(ledger.reads.entries(stream) for stream in streams):
        raise OptionRefused(
            "enquiry: there is none of this id; to begin one, say --new", field="enquiry"
        )
    return streams or (str(uuid.uuid4()),)


def _pair(text: str) -> tuple[str, str]:
    field, equals, mark = text.partition("=")
    if not equals:
        raise OptionRefused("field-mark: not FIELD=MARK", field="field-mark")
    return field, mark


def _receipt_json(receipt: Receipt) -> dict[str, Any]:
    return {**asdict(receipt), "proof": receipt.proof.decode("utf-8")}
