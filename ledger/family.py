"""Enquiries about other children of a family, before anything was recorded for both at once."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from domain.people import whom_it_is_about
from ledger.errors import RecordUnreadable
from ledger.ledger import Ledger
from ledger.register import BadQuery, NameLine
from projections.children import OtherChild
from projections.reading import Reading


@dataclass(frozen=True, slots=True)
class Family:
    """The enquiries about other children of a family, as far as somebody may know of them."""

    readings: tuple[Reading, ...]
    unread: bool
    """Whether there may be another that cannot be read: nobody can tell whose it is, nor who may
    know of it."""


def about(child: OtherChild, ledger: Ledger) -> Iterator[str]:
    """The enquiries about a child who is named in another one under the same id.

    Names alone would bring families together who share one; ids are by chance, or were given by
    whoever opened the one enquiry from the other. Who may read the one may not know of these. One
    that cannot be read may be such.
    """
    for line in _called(child.name, ledger):
        with suppress(RecordUnreadable):
            subject = whom_it_is_about(ledger.reads.enquiry(line.stream).children)
            if subject is None or (subject.id, subject.name) != child:
                continue
        yield line.stream


def _called(name: str, ledger: Ledger) -> tuple[NameLine, ...]:
    with suppress(BadQuery):  # no word in it, or more than the register looks up
        return ledger.register.find(name).items
    return ()
