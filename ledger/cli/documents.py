"""`countersign deposit` and `document`: files put beside the record, and read again."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from crypto.documents import CHUNK_BYTES
from domain.enquiry import Enquiry
from domain.events.documents import DocumentDeposited, Form
from ledger.cli.console import say, say_json
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
    opened,
    stream_id,
)
from ledger.cli.readers import reader_of
from ledger.cli.signing import sign
from ledger.depositing import deposit as take_in
from ledger.depositing import read_document
from ledger.draft import DraftRequest

_NUMBER: Final[Callable[[str], object]] = re.compile("[1-9][0-9]{0,8}").fullmatch


def add_to(app: typer.Typer) -> None:
    """Add these commands."""
    app.command("deposit")(deposit)
    app.command("document")(document)


def deposit(
    enquiry: EnquiryId,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", exists=True, dir_okay=False, readable=True, help="The file to deposit."
        ),
    ],
    key: Annotated[Path, typer.Option(metavar="FILE", help="Your key file.", show_default=False)],
    form: Annotated[Form, typer.Option(help="What kind of document it is.")],
    title: Annotated[
        str, typer.Option(metavar="WORDS", help="What it is, for a reader of the chronology.")
    ],
    concerns: Annotated[
        list[int] | None,
        typer.Option(metavar="NUMBER", min=1, help="An entry it belongs to; may be repeated."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without being asked again.")] = False,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Deposit a file beside the record, in your name.

    It is kept exactly as it is, sealed with a key of its own; the entry that you sign says its
    SHA-256. Its kind is told from its bytes: PDF, photographs, scans, recordings, text, .docx and
    .odt are kept, up to 256 MiB.
    """
    stream = stream_id(enquiry)
    with opened(data, database) as ledger:

        def request(author: str, _kid: str) -> DraftRequest:
            description = take_in(ledger, author, stream, _chunks(file))
            fields: dict[str, Any] = {"form": form, "title": title}
            return DraftRequest(
                event=DocumentDeposited.__name__,
                streams=(stream,),
                data={**fields, "document": description.model_dump(), "concerns": concerns or []},
                occurred=ledger.moment().isoformat(),
            )

        (receipt,) = sign(ledger, key, request, sure=yes)
        name = _name(ledger.reads.enquiry(receipt.stream), str(receipt.seq))
    if as_json:
        say_json({"document": name, "stream": receipt.stream, "seq": receipt.seq})
    else:
        say(f"Deposited by entry {receipt.seq} of enquiry {receipt.stream}, as {name}.")


def document(
    enquiry: EnquiryId,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Its name, or the number of the entry that deposits it."
        ),
    ],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE", help="The file to write.", show_default=False
        ),
    ],
    as_of_text: As = None,
    purpose: Purpose = "casework",
    key: Key = None,
    data: Data = None,
    database: Database = None,
    as_json: Json = False,
) -> None:
    """Write out a document, exactly as it was deposited.

    It is written in the clear: keep it as you would the paper.
    """
    if output.exists():
        raise OptionRefused(f"output: {output} exists; it is never overwritten", field="output")
    with opened(data, database) as ledger:
        reader = reader_of(ledger, key, purpose)
        moment = as_of(as_of_text)
        reading = reader.views.reading(stream_id(enquiry), reader.practitioner, purpose, moment)
        event, chunks = read_document(ledger, reading, _name(reading.enquiry, name))
        _write(output, chunks)
    described = event.document
    if as_json:
        say_json({**described.model_dump(), "output": str(output)})
    else:
        say(f"Wrote {described.size} bytes ({described.media_type}) to {output}.")


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as opened_file:
        while chunk := opened_file.read(CHUNK_BYTES):
            yield chunk


def _write(output: Path, chunks: Iterator[bytes]) -> None:
    """All of it or nothing: half a report may read as a whole one."""
    try:
        with output.open("xb") as file:
            output.chmod(0o600)
            file.writelines(chunks)
    except BaseException:
        output.unlink(missing_ok=True)
        raise


def _name(enquiry: Enquiry, given: str) -> str:
    """A document's name, where the number of its entry may be given instead."""
    number = int(given) if _NUMBER(given) else 0
    event = enquiry.entry(number).event if 1 <= number <= enquiry.version else None
    return event.document.name if isinstance(event, DocumentDeposited) else given
