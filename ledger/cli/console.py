"""What commands print: text and tables for people, JSON for machines, one line for what went wrong.

Colours and progress appear on a terminal only, so that what is piped is plain.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import orjson
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

MAX_WIDTH: Final = 100
"""Columns beyond which lines are hard to follow, however wide the terminal."""
PIPED_WIDTH: Final = 80
"""Columns where nobody says how many there are: what a printer and a mail show."""


class NobodyReads(Exception):
    """What reads our output has ended; so may we."""


class _Plain(Console):
    """A console that adds nothing to what is printed, and says so when nobody reads any more."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=True)

    def on_broken_pipe(self) -> None:
        """End quietly."""
        raise NobodyReads from None


OUT: Final = _Plain()
ERR: Final = _Plain(stderr=True)


def width() -> int:
    """The columns to fill: those of the terminal, to a bound, and 80 elsewhere."""
    return min(OUT.width, MAX_WIDTH) if OUT.is_terminal else PIPED_WIDTH


def say(text: str = "") -> None:
    """Print a line as it is, to the tab."""
    with _readers():
        OUT.file.write(f"{text}\n")


def say_text(lines: Iterable[Text]) -> None:
    """Print lines that are laid out already."""
    for line in lines:
        OUT.print(line)


def say_json(value: Any) -> None:
    """Print JSON, indented, times in UTC."""
    say(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z).decode("utf-8"))


def finish() -> None:
    """Hand over what is still buffered."""
    with _readers():
        OUT.file.flush()


@contextmanager
def _readers() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise NobodyReads from None


def say_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; on a pipe, tab-separated lines without a heading.

    Whoever copies an id needs all of it, so no word is ever cut: where the words of a row do not
    fit beside each other, they stand below each other.
    """
    if not OUT.is_terminal:
        for row in rows:
            say("\t".join(row))
    elif not rows:
        say("None.")
    elif _narrowest(columns, rows) <= OUT.width:
        _say_beside(columns, rows)
    else:
        _say_below(columns, rows)


_GAP: Final = 2
"""Blanks between two columns."""


def _narrowest(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many columns of the terminal a table takes where every word has a line of its own."""
    words = zip(columns, *rows, strict=True)
    longest = (max(len(word) for cell in cells for word in cell.split() or [""]) for cells in words)
    return sum(longest) + _GAP * (len(columns) - 1)


def _say_beside(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), collapse_padding=True)
    for heading, *cells in zip(columns, *rows, strict=True):
        whole = not any(" " in cell for cell in cells)  # an id or a number
        table.add_column(heading, no_wrap=whole, overflow="fold")
    for row in rows:
        table.add_row(*map(Text, row))
    OUT.print(table, soft_wrap=False)


def _say_below(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Each row as lines of their own, each with its heading."""
    side = max(map(len, columns)) + _GAP
    for row in rows:
        for heading, cell in zip(columns, row, strict=True):
            say(f"{heading:<{side}}{cell}")
        say()


def warn(text: str, style: str = "") -> None:
    """Print a line to standard error."""
    ERR.print(Text(text, style))


class _Line:
    """What is being done, in one line, once it has begun."""

    def __init__(self, doing: str) -> None:
        self._doing = doing

    def __call__(self, _done: int, _total: int) -> None:
        if self._doing:
            warn(f"{self._doing} …")
        self._doing = ""


@contextmanager
def progress(doing: str, *, aloud: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error while something long runs, where that is a terminal. Where it is
    none: nothing, or one line if `aloud`, so that whoever waits for it knows why.

    Gives what to call with how much is done and how much there is; it shows from the first call on.
    """
    if aloud and not ERR.is_terminal:
        yield _Line(doing)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=ERR, transient=True, disable=not ERR.is_terminal) as bar:
        task = bar.add_task(doing, total=None, visible=False)
        yield lambda done, total: bar.update(task, completed=done, total=total, visible=True)
