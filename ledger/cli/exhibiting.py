"""`countersign absence` and `certificate`: what an officer swears to, or signs by hand."""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from crypto.absence_words import NOT_SAID
from domain.events.base import BY_TYPE
from ledger.bundling import Prepared, Wanted
from ledger.cli.console import say, say_json
from ledger.cli.issuing import Acting, By, Issuing, Output, Sure
from ledger.cli.options import (
    Data,
    Database,
    EnquiryId,
    Json,
    Key,
    OptionRefused,
    moment,
    opened,
    settings_of,
    stream_id,
)
from ledger.cli.readers import reader_of
from ledger.exhibits.absence import Asked, exhibit, wanted_for
from ledger.exhibits.certificate import certificate as written
from ledger.exhibits.issued import certified
from ledger.ledger import Ledger

_VERSION: Final = re.compile(r"/\d+$")
_MINUTE: Final = 60


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("absence")(absence)
    app.command("certificate")(certificate)


def absence(
    enquiry: EnquiryId,
    output: Output,
    event: Annotated[
        list[str],
        typer.Option(
            metavar="TYPE",
            help="The type of entry: child-seen/1, or child-seen for all its versions; repeatable.",
            show_default=False,
        ),
    ],
    first: Annotated[
        str,
        typer.Option(
            "--from", metavar="TIME", help="From this minute, such as 2026-03-02T09:00Z, on."
        ),
    ],
    last: Annotated[
        str, typer.Option("--to", metavar="TIME", help="Until this minute, not included.")
    ],
    recipient: Annotated[
        str | None, typer.Option(metavar="WHO", help="Who receives it; otherwise a court.")
    ] = None,
    purpose: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="What for; otherwise an affidavit of absence."),
    ] = None,
    key: Key = None,
    acting: Acting = None,
    yes: Sure = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write the exhibit that something was not recorded.

    It goes with an officer’s affidavit (Civil Evidence Act 1995, section 9(3)): a bundle that shows
    the type of every entry and little else, with a statement, signed by the ledger, that none is of
    these types and was recorded in the period. An entry that was corrected or withdrawn counts. It
    is refused where an entry that is withheld or was disposed of could be one of those.
    """
    asked = Asked(_types(event), _minute(first, "from"), _minute(last, "to"))
    if asked.begins >= asked.ends:
        raise OptionRefused("to: not later than --from", field="to")
    with opened(data, database) as ledger:
        by = By(key, settings_of(data, database), acting, yes)
        wanted = wanted_for(stream_id(enquiry), recipient, purpose)
        Issuing(ledger, wanted, partial(_exhibit, asked)).write(output, by, as_json=as_json)
    if not as_json:
        say("It does not prove:")
        for line in NOT_SAID:
            say(f"- {line}")


def certificate(
    enquiry: EnquiryId,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The HTML file to write.", show_default=False
        ),
    ],
    bundle: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The bundle; otherwise the last that was issued."),
    ] = None,
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write the certificate that a bundle is of these records.

    It is printed, and an officer of the authority signs it (Civil Evidence Act 1995, section 9(2)).
    It covers one bundle, to the digest of its list of contents; whose word it is stays blank.
    """
    with opened(data, database) as ledger:
        reader = reader_of(ledger, key, "casework")
        chosen = bundle.read_bytes() if bundle else None
        about = certified(ledger, reader, stream_id(enquiry), chosen)
    with output.open("xb") as file:
        file.write(written(about))
    if as_json:
        say_json({"output": str(output), "manifest": about.manifest, "size": about.size})
    else:
        say(f"Wrote {output}, for the bundle whose list of contents is {about.manifest}.")


def _exhibit(asked: Asked, ledger: Ledger, wanted: Wanted, officer: str) -> Prepared:
    return exhibit(ledger, asked, wanted, officer)


def _types(named: Sequence[str]) -> tuple[str, ...]:
    """The types meant, with all versions where none is named, ascending."""
    found: set[str] = set()
    for name in named:
        known = {one for one in BY_TYPE if name in {one, _VERSION.sub("", one)}}
        if not known:
            raise OptionRefused(
                f"event: no type of entry is called {name}; countersign schema lists them",
                field="event",
            )
        found |= known
    return tuple(sorted(found))


def _minute(text: str, field: str) -> int:
    time = moment(text, field)
    if time.second or time.microsecond:
        raise OptionRefused(f"{field}: not a whole minute", field=field)
    return int(time.timestamp())
