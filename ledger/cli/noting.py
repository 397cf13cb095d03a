"""`countersign note`: words signed away from the ledger, to be recorded in it later."""

import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ledger.cli.asking import ask
from ledger.cli.console import say, say_json
from ledger.cli.options import Json, OptionRefused, opened_key
from ledger.cli.signing import confirm
from ledger.offline import check_text, new_note
from projections.times import instant_words


def add_to(app: typer.Typer) -> None:
    """Add this command."""
    app.command("note")(note)


def note(
    key: Annotated[Path, typer.Option(metavar="FILE", help="Your key file.", show_default=False)],
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file to write; it holds your words in the clear.",
            show_default=False,
        ),
    ],
    text: Annotated[
        str | None,
        typer.Option(metavar="WORDS", help="The words, or - to read them from standard input."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Sign without being asked again.")] = False,
    as_json: Json = False,
) -> None:
    """Sign a note where no ledger can be reached.

    It says when it was written by this machine's clock. Record it as soon as there is a
    connection: countersign record OfflineNote --fields @FILE
    """
    by_hand = text is None
    if not sys.stdin.isatty() and (by_hand or not yes):
        raise OptionRefused("text: nobody to ask; give --text and --yes", field="text")
    if output.exists():
        raise OptionRefused(f"output: {output} exists; it is never overwritten", field="output")
    words = _words(text)
    check_text(words)
    confirm((words,), sure=yes)
    written = int(time.time())
    signed = new_note(opened_key(key), words, written)
    _write(output, json.dumps({"note": signed.decode("ascii")}) + "\n")
    said = datetime.fromtimestamp(written, UTC)
    if as_json:
        say_json({"file": str(output), "written": said})
    else:
        say(f"Signed as written on {instant_words(said)}, in {output}.")


def _words(text: str | None) -> str:
    """What the note is to say, without the space around it.

    Raises:
        OptionRefused: standard input is not UTF-8.
    """
    if text != "-":
        return (text if text is not None else ask("What happened") or "").strip()
    try:
        return sys.stdin.buffer.read().decode("utf-8").strip()
    except UnicodeDecodeError:
        raise OptionRefused("text: not UTF-8", field="text") from None


def _write(path: Path, words: str) -> None:
    """For its author alone to read; a file that is there stays as it is.

    Raises:
        OSError: it is there, or cannot be written.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(words)
