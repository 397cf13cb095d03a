"""Running a command line, and what happens where it fails."""

import gc
import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import typer
from typer.exceptions import TyperException
from typer.main import get_command

from ledger.cli import INTERRUPTED
from ledger.cli.commands import program
from ledger.cli.console import NobodyReads, finish
from ledger.cli.failing import EXPECTED, NOBODY_READS, Failing


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    arguments = sys.argv[1:]
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows the rest
    failing = Failing.of(arguments)
    sys.excepthook = failing.defect
    sys.exit(_run(arguments, failing))


def _run(arguments: Sequence[str], failing: Failing) -> int:
    try:
        _check_text(arguments)
        command = get_command(program(arguments))
        gc.freeze()  # what was imported stays: to look at it all once more at the end took 0.3 s
        code = command.main(args=list(arguments), prog_name="countersign", standalone_mode=False)
        finish()
    except NobodyReads:
        # What is still buffered has no reader either; the interpreter would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except TyperException as error:
        return failing.usage(error)
    except (typer.Abort, KeyboardInterrupt):  # the latter while the command was still imported
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
        raise TyperException("an argument is not UTF-8; set LANG to a locale that is") from None
