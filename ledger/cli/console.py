"""What commands print: tables for people, JSON for machines, and one line for what went wrong.

Colours and progress appear on a terminal only, so that what is piped is plain.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import orjson
import typer
from rich.console import Console
from rich.table import Table

from ledger.errors import Problem

OUT: Final = Console(highlight=False)
ERR: Final = Console(stderr=True, highlight=False)

WRONG_USAGE: Final = 2
REFUSED: Final = 1


def say(text: str) -> None:
    """Print a line as it is."""
    OUT.print(text, markup=False, soft_wrap=True)


def say_json(value: Any) -> None:
    """Print JSON, indented, times in UTC."""
    sys.stdout.buffer.write(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z))
    sys.stdout.buffer.write(b"\n")
    sys.stdout.flush()


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; on a pipe, tab-separated lines without a heading."""
    if not OUT.is_terminal:
        for row in rows:
            say("\t".join(row))
        return
    table = Table(*columns, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    OUT.print(table)


def warn(text: str) -> None:
    """Print a line to standard error."""
    ERR.print(text, markup=False, soft_wrap=True)


@contextmanager
def problems() -> Iterator[None]:
    """Turn what the ledger refuses into one line and an exit code."""
    try:
        yield
    except Problem as problem:
        cited = f" ({problem.clause})" if problem.clause else ""
        warn(f"countersign: {problem.detail}{cited}")
        raise typer.Exit(REFUSED) from None
    except BrokenPipeError:
        raise typer.Exit(0) from None
