"""The rows that have an entry: `ROWS` of each chapter's module in this folder."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from tests.statute.frame import Row


@cache
def rows_of(chapter: str) -> tuple[Row, ...]:
    """The entries of a chapter, in its own order; none where its module is still to come."""
    name = f"tests.statute.{chapter}"
    if find_spec(name) is None:
        return ()
    rows: tuple[Row, ...] = import_module(name).ROWS
    return rows
