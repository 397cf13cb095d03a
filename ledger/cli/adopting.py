"""`procedure`, `adopt` and `adopt-calendar`: an authority's own procedure, and its working days."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import TypeAdapter

from domain.profiles import Parameter, ProfileInvalid, load_profile, shipped_profiles
from domain.profiles.values import NOT_STATED
from ledger.calendar_source import FIRST_YEAR, LAST_YEAR, english_calendar
from ledger.cli.console import say, say_json
from ledger.cli.options import Data, Database, Json, OptionRefused, opened
from ledger.cli.signing import sign
from ledger.draft import DraftRequest
from ledger.ledger import Ledger
from ledger.operating.create import adoption

Officer = Annotated[
    Path, typer.Option(metavar="FILE", help="Your key file, as a registrar or a manager.")
]
Yes = Annotated[bool, typer.Option("--yes", help="Sign without asking.")]
_YEAR = {"min": FIRST_YEAR, "max": LAST_YEAR}


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("procedure")(procedure)
    app.command("adopt")(adopt)
    app.command("adopt-calendar")(adopt_calendar)


def _shipped(incomplete: str) -> list[str]:
    return [name for name in shipped_profiles() if name.startswith(incomplete)]


def procedure(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="hertfordshire or standard.",
            autocompletion=_shipped,
        ),
    ],
    explain: Annotated[
        bool, typer.Option("--explain", help="What each parameter means, and which are ours.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Print a procedure that ships, to copy and to change.

    Put it in a file, change what your authority does otherwise, and adopt that file.
    """
    data = adoption(name)
    parameters = tuple(load_profile(data["toml"]).parameters())
    if as_json:
        say_json([_described(one) for one in parameters] if explain else data)
    else:
        say("\n".join(map(_explained, parameters)) if explain else data["toml"].rstrip("\n"))


def _described(parameter: Parameter) -> dict[str, Any]:
    value = TypeAdapter(Any).dump_python(parameter.value, mode="json")
    return {**asdict(replace(parameter, value=None)), "value": value}


def _explained(parameter: Parameter) -> str:
    """One parameter in a few lines: what it means, what it is, and whether that is ours."""
    shown = _described(parameter)["value"]
    value = NOT_STATED if shown is None else json.dumps(shown, ensure_ascii=False)
    unit = f" {parameter.unit}" if parameter.unit and shown is not None else ""
    ours = (
        f"\n  Not from the procedure: {parameter.not_from_seed}" if parameter.not_from_seed else ""
    )
    meaning = parameter.meaning or parameter.key
    return f"{parameter.key}: {value}{unit}\n  {meaning}{ours}"


def adopt(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The procedure, as TOML.")],
    key: Officer,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", help="Its name; otherwise the file's.")
    ] = None,
    yes: Yes = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Put a procedure into force for enquiries that begin now.

    Those that have begun keep theirs, unless an entry of their own (ProcedureMoved) moves them.
    """
    toml = _text_of(file)
    try:
        edition = load_profile(toml).procedure.edition
    except ProfileInvalid as error:
        problems = "; ".join(map(str, error.problems))
        raise OptionRefused(f"{file}: {problems}", field="file") from None
    fields = {"name": name or file.stem, "version": edition, "toml": toml}
    with opened(data, database) as ledger:
        _record(ledger, key, "ProfileAdopted", fields, yes, as_json)


def adopt_calendar(
    first: Annotated[int, typer.Argument(metavar="FIRST", help="The first year.", **_YEAR)],
    last: Annotated[int, typer.Argument(metavar="LAST", help="The last year.", **_YEAR)],
    key: Officer,
    version: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Its version; otherwise the source's.")
    ] = None,
    yes: Yes = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Adopt the bank holidays of England for some years.

    Limits that are still to come are counted by them. One that has passed stays where it was.
    """
    if last < first:
        raise OptionRefused(
            f"last: {last} is before {first}; name the first year first", field="last"
        )
    calendar = english_calendar(first, last)
    fields = {
        "name": calendar.name,
        "version": version or calendar.version,
        "first": calendar.first.isoformat(),
        "last": calendar.last.isoformat(),
        "bank_holidays": [day.isoformat() for day in sorted(calendar.bank_holidays)],
    }
    with opened(data, database) as ledger:
        _record(ledger, key, "CalendarAdopted", fields, yes, as_json)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise OptionRefused(f"{file}: {error.strerror}", field="file") from None
    except UnicodeDecodeError:
        raise OptionRefused(f"{file}: not UTF-8", field="file") from None


def _record(
    ledger: Ledger, key: Path, event: str, fields: dict[str, Any], sure: bool, as_json: bool
) -> None:
    request = DraftRequest(
        event=event,
        streams=(ledger.genesis.authority,),
        data=fields,
        occurred=ledger.moment().isoformat(),
    )
    (receipt,) = sign(ledger, key, lambda _author, _kid: request, sure=sure)
    if as_json:
        say_json({"stream": receipt.stream, "seq": receipt.seq, "digest": receipt.digest})
    else:
        version = f"{fields['name']}, {fields['version']}"
        say(f"Adopted: {version}. It is entry {receipt.seq} of the authority’s stream.")
