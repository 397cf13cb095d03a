"""The entries of the rows: `ROWS` of each chapter's module in this folder."""

from functools import cache
from importlib import import_module

from tests.statute.frame import Row


@cache
def rows_of(chapter: str) -> tuple[Row, ...]:
    """The entries of a chapter, in its own order."""
    rows: tuple[Row, ...] = import_module(f"tests.statute.{chapter}").ROWS
    return rows
