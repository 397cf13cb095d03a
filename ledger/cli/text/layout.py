"""Lines of a given width: paragraphs, items, headings and a table, each wrapped between words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from textwrap import wrap
from typing import Final

from rich.text import Text

BOLD: Final = "bold"
DIM: Final = "dim"
ALARM: Final = "bold red"
NOTICE: Final = "yellow"
GAP: Final = "  "
"""Between two columns of a table."""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph; its first line begins with `first`, and the others stand under its words."""

    text: str = ""
    style: str = ""
    first: str = ""

    def lines(self, width: int) -> Iterator[Text]:
        """The paragraph in lines of at most `width` columns."""
        room = max(width - len(self.first), 1)
        words = wrap(self.text, room, break_on_hyphens=False) or [""]
        for number, line in enumerate(words):
            lead = self.first if number == 0 else " " * len(self.first)
            yield Text(f"{lead}{line}".rstrip(), self.style)


def so_many(number: int, of: str = "") -> str:
    """`1 entry`, `4 late entries`."""
    return f"{number} {of}{'entry' if number == 1 else 'entries'}"


def item(text: str, style: str = "") -> Para:
    """One of a list."""
    return Para(text, style, "- ")


def under(text: str, style: str = "") -> Para:
    """Something more about the item above."""
    return Para(text, style, "  ")


def section(title: str, paras: Iterable[Para]) -> Iterator[Para]:
    """A heading with what stands under it; nothing where nothing does."""
    found = list(paras)
    if found:
        yield Para()
        yield Para(title, BOLD)
        yield from found


def page(paras: Iterable[Para], width: int) -> Iterator[Text]:
    """Paragraphs, one below the other; never two empty lines together."""
    empty = False
    for para in paras:
        if para.text or not empty:
            yield from para.lines(width)
        empty = not para.text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its title and how many characters wide it is."""

    title: str
    width: int


Cell = Sequence[Para]


def table(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[Text]:
    """Rows of cells side by side under the titles, with an empty line between two rows."""
    yield from _row(columns, [[Para(column.title, BOLD)] for column in columns])
    yield from _row(columns, [[Para("─" * column.width, DIM)] for column in columns])
    for number, row in enumerate(rows):
        if number:
            yield Text()
        yield from _row(columns, row)


def _row(columns: Sequence[Column], cells: Sequence[Cell]) -> Iterator[Text]:
    sides = [list(page(cell, column.width)) for column, cell in zip(columns, cells, strict=True)]
    for parts in zip_longest(*sides, fillvalue=Text()):
        line = Text()
        for column, part in zip(columns, parts, strict=True):
            line.append_text(part).append(" " * (column.width - len(part.plain)) + GAP)
        line.rstrip()
        yield line
