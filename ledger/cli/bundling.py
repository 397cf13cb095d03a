"""`countersign bundle`: what leaves the record, for a court, a parent, the police or others."""

from pathlib import Path
from typing import Annotated

import typer

from domain.disclosure import shipped_policies
from ledger.bundling import Saved, Wanted
from ledger.cli.deciding import read_decisions, text_of
from ledger.cli.issuing import Acting, By, Issuing, Output, Sure
from ledger.cli.options import (
    As,
    Data,
    Database,
    EnquiryId,
    Json,
    Key,
    as_of,
    opened,
    settings_of,
    stream_id,
)
from ledger.ledger import Ledger


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("bundle")(bundle)


def bundle(
    enquiry: EnquiryId,
    output: Output,
    policy: Annotated[
        str,
        typer.Option(
            metavar="NAME|FILE",
            help="What leaves: court, parent, police, subject_access, or a file of your own.",
        ),
    ] = "court",
    recipient: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Who receives it; otherwise as the policy says."),
    ] = None,
    purpose: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="What for; otherwise as the policy says."),
    ] = None,
    as_of_text: As = None,
    decide: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="What you decide of what the search found.", show_default=False
        ),
    ] = None,
    key: Key = None,
    acting: Acting = None,
    yes: Sure = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write a bundle, which its recipient can check alone.

    The policy says what is withheld. Before it is written everything in it is searched for withheld
    names, dates of birth, addresses and sentences; what is found stops it, with exit code 4, until
    you decide (--decide). Issuing it is an entry of the enquiry, in your name.
    """
    saved = _policy(policy)
    with opened(data, database) as ledger:
        wanted = _at(
            ledger,
            as_of_text,
            Wanted(
                stream_id(enquiry),
                saved,
                recipient or saved.policy.policy.name,
                purpose or saved.policy.policy.purpose,
                decisions=read_decisions(decide) if decide else (),
            ),
        )
        by = By(key, settings_of(data, database), acting, yes)
        Issuing(ledger, wanted).write(output, by, as_json=as_json)


def _policy(named: str) -> Saved:
    if named in shipped_policies():
        return Saved.shipped(named)
    path = Path(named)
    if not path.exists():
        return Saved.shipped(named)  # which says what there is
    return Saved.read(text_of(path, "policy"))


def _at(ledger: Ledger, text: str | None, wanted: Wanted) -> Wanted:
    asked = as_of(text)
    if asked.moment is None:
        return wanted.asking(size=asked.size)
    size = ledger.reads.size_at(asked.moment)
    return wanted.asking(size=size, known=int(asked.moment.timestamp()))
