"""`countersign dispose`: records are destroyed by a certificate that stays."""

from pathlib import Path
from typing import Annotated, Any

import typer

from domain.retention import kept
from ledger.cli.console import say, say_json, warn
from ledger.cli.options import Data, Database, EnquiryId, Json, OptionRefused, opened, stream_id
from ledger.cli.signing import sign
from ledger.draft import DraftRequest
from ledger.ledger import Ledger


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("dispose")(dispose)


def dispose(
    enquiry: EnquiryId,
    key: Annotated[Path, typer.Option(metavar="FILE", help="Your key file, as a lawyer.")],
    rule: Annotated[
        str, typer.Option(metavar="WORDS", help="The retention rule or law by which it is due.")
    ],
    reason: Annotated[
        str, typer.Option(metavar="WORDS", help="Why now; it outlives the record, so name nobody.")
    ],
    whole: Annotated[
        int | None,
        typer.Option(metavar="NUMBER", min=1, help="All of it: how many entries it has."),
    ] = None,
    entry: Annotated[
        list[int] | None,
        typer.Option(metavar="NUMBER", min=1, help="A single entry; may be given again."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without asking.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Destroy an enquiry, or single entries of it, for good.

    Keys, words and envelopes go; digests and your certificate stay, and the ledger still verifies.
    Backups hold what they held: they are no part of this.
    """
    extent = _extent(whole, entry or [])
    stream = stream_id(enquiry)
    with opened(data, database) as ledger:
        _agrees(len(ledger.reads.entries(stream)), whole, entry or [])
        _tell_how_long_it_is_kept(ledger, stream)
        fields = {"enquiry": stream, "extent": extent, "rule": rule, "reason": reason}
        request = DraftRequest(
            event="RecordsDisposed",
            streams=(ledger.genesis.authority,),
            data=fields,
            occurred=ledger.moment().isoformat(),
        )
        (receipt,) = sign(ledger, key, lambda _author, _kid: request, sure=yes)
    if as_json:
        say_json({"certificate": receipt.digest, "stream": receipt.stream, "seq": receipt.seq})
    else:
        say(f"Disposed of. The certificate is entry {receipt.seq} of the authority’s stream.")


def _tell_how_long_it_is_kept(ledger: Ledger, stream: str) -> None:
    """What the procedure says of its retention: shown, and nobody's decision but the lawyer's."""
    adopted, enquiry = ledger.reads.profile_of(stream), ledger.reads.enquiry(stream)
    if adopted is None or enquiry.disposed:
        return
    found = kept(enquiry, adopted.profile)
    until = f"until {found.until.isoformat()}" if found.until else "until the record says from when"
    rule = found.retention
    warn(
        f"By the procedure it is kept {until} ({rule.code}: {rule.years} years from "
        f"{rule.counted_from.replace('_', ' ')})."
    )


def _extent(whole: int | None, entries: list[int]) -> dict[str, Any]:
    if (whole is None) == (not entries):
        raise OptionRefused("whole, entry: give one or the other", field="whole")
    if entries:
        return {"kind": "entries", "numbers": entries}
    return {"kind": "whole", "entries": whole}


def _agrees(held: int, whole: int | None, entries: list[int]) -> None:
    """What is to be destroyed is what is there: whoever counted otherwise has not read it all.

    Raises:
        OptionRefused: there is no such enquiry, or it has another number of entries.
    """
    if not held:
        raise OptionRefused("enquiry: there is none of this id", field="enquiry")
    if whole is not None and whole != held:
        raise OptionRefused(
            f"whole: the enquiry has {held} entries, not {whole}; read what it holds now, and give "
            "that number",
            field="whole",
        )
    if max(entries, default=0) > held:
        raise OptionRefused(
            f"entry: the enquiry has {held} entries, and none is number {max(entries)}",
            field="entry",
        )
