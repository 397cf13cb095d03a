"""`countersign record`: ask field by field, show the statement, sign, and print the receipt."""

import json
import sys
import uuid
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from domain.events import BY_NAME
from domain.schema import describe
from ledger.admissions import Receipt
from ledger.cli.console import problems, say, say_json, warn
from ledger.cli.options import Data, Database, Json, opened, unlocked
from ledger.draft import DraftRequest, RefRequest
from ledger.errors import Problem, Stale
from ledger.keyfile import KeyFile
from ledger.ledger import Ledger

How = Literal["own_act", "present", "telephone", "video", "message", "document"]


class FieldRefused(Problem):
    """What was given for a field cannot be read."""

    code = "field-refused"
    status = 422
    title = "A field cannot be read"


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("record")(record_event)


def record_event(
    event: Annotated[str, typer.Argument(help="The event, such as ChildSeen.")],
    key: Annotated[Path, typer.Option(help="Your key file.")],
    enquiry: Annotated[
        list[str] | None,
        typer.Option(help="The enquiry; several for siblings; none for a new one."),
    ] = None,
    fields: Annotated[
        str | None, typer.Option("--fields", help="The event's data as JSON; - for standard input.")
    ] = None,
    occurred: Annotated[str | None, typer.Option(help="When it happened.")] = None,
    known: Annotated[str | None, typer.Option(help="When you came to know.")] = None,
    how: Annotated[How, typer.Option(help="How you know.")] = "own_act",
    told_by: Annotated[str | None, typer.Option(help="Who told you.")] = None,
    actor: Annotated[str | None, typer.Option(help="Who did it, if not you.")] = None,
    capacity: Annotated[str | None, typer.Option(help="In which capacity you act.")] = None,
    corrects: Annotated[int | None, typer.Option(help="The entry that this corrects.")] = None,
    because: Annotated[str | None, typer.Option(help="Why it corrects it.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without asking again.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Record something that happened, in your name."""
    with opened(data, database) as ledger, problems():
        if event not in BY_NAME:
            raise FieldRefused(f"event: {event!r} is not one; countersign schema lists them")
        given = _given(fields) if fields is not None else _ask_fields(event)
        moment = occurred if occurred is not None else _ask("occurred (time, date or unknown)")
        source = {"how": how} | ({"from": told_by} if told_by else {})
        request = DraftRequest(
            event=event,
            streams=tuple(enquiry) if enquiry else (str(uuid.uuid4()),),
            data=given,
            occurred=_json_or_text(moment),
            known=known,
            capacity=capacity,
            actor=actor,
            source=source,
            because=because,
            refs=(RefRequest(rel="corrects", seq=corrects),) if corrects else (),
        )
        receipts = _sign(ledger, unlocked(key), request, sure=yes)
    if as_json:
        say_json([_receipt_json(receipt) for receipt in receipts])
        return
    for receipt in receipts:
        say(f"Recorded as entry {receipt.seq} of enquiry {receipt.stream}. The receipt:\n")
        say(receipt.proof.decode("utf-8"))


def _sign(ledger: Ledger, key: KeyFile, request: DraftRequest, *, sure: bool) -> list[Receipt]:
    """Show what will be signed, and sign it; at a new position without asking where others got in
    first.
    """
    draft = ledger.draft(key.practitioner, key.device.kid, request)
    prepared = key.device.prepare(draft)
    _confirm(prepared.statements, sure=sure)
    while True:
        try:
            return ledger.admit(key.device.sign(prepared))
        except Stale:
            draft = ledger.draft(key.practitioner, key.device.kid, request)
            moved = prepared.moved_to(draft)
            if moved is None:
                prepared = key.device.prepare(draft)
                warn("An entry that these words refer to has changed. They now read:")
                _confirm(prepared.statements, sure=False)
            else:
                prepared = moved


def _confirm(statements: tuple[str, ...], *, sure: bool) -> None:
    for statement in dict.fromkeys(statements):
        warn(f"\n  {statement}\n")
    if not sure and not typer.confirm("Sign this?", err=True):
        raise typer.Exit(1)


def _given(text: str) -> dict[str, Any]:
    try:
        value = json.loads(sys.stdin.read() if text == "-" else text)
    except ValueError:
        raise FieldRefused("fields: not JSON", field="fields") from None
    if not isinstance(value, dict):
        raise FieldRefused("fields: not a JSON object", field="fields")
    return value


def _ask_fields(event: str) -> dict[str, Any]:
    """Ask for each field of the event; what may be left out is left out by an empty answer."""
    description = describe(BY_NAME[event])
    warn(description["description"])
    required = description["data"].get("required", [])
    answers: dict[str, Any] = {}
    for name, schema in description["data"]["properties"].items():
        if schema.get("description"):
            warn(f"\n{schema['description']}")
        example = json.dumps(description["example"].get(name), ensure_ascii=False)
        hint = f" e.g. {example}" if name in description["example"] else ""
        answer = _ask(f"{name}{hint}", optional=name not in required)
        if answer:
            answers[name] = _json_or_text(answer)
    return answers


def _ask(words: str, *, optional: bool = False) -> str:
    default = "" if optional else None
    answer: str = typer.prompt(words, default=default, show_default=False, err=True)
    return answer


def _json_or_text(text: str) -> Any:
    """An answer that is a JSON object, list, number, true or false; otherwise the words
    themselves.
    """
    try:
        value = json.loads(text)
    except ValueError:
        return text
    return text if isinstance(value, float) else value


def _receipt_json(receipt: Receipt) -> dict[str, Any]:
    return {
        "stream": receipt.stream,
        "seq": receipt.seq,
        "digest": receipt.digest,
        "proof": receipt.proof.decode("utf-8"),
    }
