"""Reading many enquiries for one page: one that somebody altered is left out, counted and told of.

Whoever can write the database could otherwise keep a manager from every list of theirs by spoiling
a single record, or take it from all of them without a word.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from domain.clearance import Purpose
from ledger.errors import RecordUnreadable
from ledger.family import Family
from ledger.ledger import NotFound
from ledger.register import Register
from ledger.views import PRESENT, AsOf, NoProcedure, Views
from projections.reading import Reading

__all__ = ["Across", "AcrossHere"]

T = TypeVar("T")


class Across(Views):
    """The views of a ledger for its lists. What is kept is kept in those of its single pages."""

    def __init__(self, views: Views, register: Register) -> None:
        self._views = views
        self._register = register
        self._unread: set[str] = set()

    @property
    def missing(self) -> int:
        """How many records cannot be read, and so are in no list."""
        for stream in tuple(self._unread):  # it may have been restored
            with suppress(NotFound, NoProcedure):
                self.reading(stream, None)
        return len(self._unread.union(self._register.unreadable()))

    def get(self, view: Callable[..., T], reading: Reading, *args: object) -> T:
        """As of `Views`."""
        return self._views.get(view, reading, *args)

    def reading(
        self,
        enquiry: str,
        reader: str | None,
        purpose: Purpose = "casework",
        as_of: AsOf = PRESENT,
    ) -> Reading:
        """As of `Views`, where the record can be read.

        Raises:
            NotFound: as of `Views`, or it cannot.
            NoProcedure: as of `Views`.
        """
        try:
            found = self._views.reading(enquiry, reader, purpose, as_of)
        except RecordUnreadable:
            self._unread.add(enquiry)
            raise NotFound("enquiry: its record cannot be read", field="enquiry") from None
        self._unread.discard(enquiry)
        return found

    def family(self, reading: Reading, reader: str, purpose: Purpose) -> Family:
        """As of `Views`."""
        return self._views.family(reading, reader, purpose)


async def the_across(request: Request) -> Across:
    """The views for lists."""
    across: Across = request.app.state.across
    return across


AcrossHere = Annotated[Across, Depends(the_across)]
