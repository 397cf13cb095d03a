"""The commands, put together, and what happens where one of them fails."""

import gc
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from io import TextIOWrapper
from typing import Annotated

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from ledger.cli import (
    across,
    adopting,
    bundling,
    disposing,
    documents,
    duty,
    enquiries,
    exhibiting,
    log,
    noting,
    people,
    publishing,
    recording,
    scenarios,
    schema,
    serving,
    stamping,
    upkeep,
    verifying,
    vouching,
    witnessing,
)
from ledger.cli.console import NobodyReads, finish, say, warn
from ledger.cli.failing import EXPECTED, INTERRUPTED, NOBODY_READS, WRONG_USAGE, Failing

app = typer.Typer(
    name="countersign",
    help="The record of a Section 47 enquiry that still stands up in court years later.",
    epilog="Every command explains itself: countersign COMMAND --help",
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (
    people,
    vouching,
    recording,
    noting,
    documents,
    enquiries,
    across,
    duty,
    log,
    publishing,
    stamping,
    witnessing,
    bundling,
    exhibiting,
    verifying,
    scenarios,
    schema,
    serving,
    adopting,
    disposing,
    upkeep,
):
    module.add_to(app)


@app.callback(invoke_without_command=True)
def countersign(
    context: typer.Context,
    show_version: Annotated[
        bool, typer.Option("--version", help="Print which version this is, and exit.")
    ] = False,
) -> None:
    """What all commands have in common."""
    if show_version:
        say(f"countersign {version('countersign')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        warn(context.get_help())
        raise typer.Exit(WRONG_USAGE)


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    gc.freeze()  # what was imported stays: to look at it all once more at the end took 0.3 s
    arguments = sys.argv[1:]
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows the rest
    failing = Failing.of(arguments)
    sys.excepthook = failing.defect
    sys.exit(_run(arguments, failing))


def _run(arguments: Sequence[str], failing: Failing) -> int:
    try:
        _check_text(arguments)
        code = get_command(app).main(
            args=list(arguments), prog_name="countersign", standalone_mode=False
        )
        finish()
    except NobodyReads:
        # What is still buffered has no reader either; the interpreter would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except TyperException as error:
        return failing.usage(error)
    except typer.Abort:
        return INTERRUPTED
    except EXPECTED as error:
        return failing.expected(error)
    return code or 0


def _check_text(arguments: Sequence[str]) -> None:
    """No name or id has bytes that are not UTF-8, and no database would take them.

    Raises:
        TyperException: an argument has.
    """
    try:
        "".join(arguments).encode("utf-8")
    except UnicodeEncodeError:
        raise TyperException("an argument is not UTF-8") from None
