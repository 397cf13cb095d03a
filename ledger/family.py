"""Enquiries about other children of a family, before anything was recorded for both at once."""

from collections.abc import Iterator
from contextlib import suppress

from domain.people import whom_it_is_about
from ledger.ledger import Ledger
from ledger.register import BadQuery, NameLine
from projections.children import OtherChild


def about(child: OtherChild, ledger: Ledger) -> Iterator[str]:
    """The enquiries about a child who is named in another one under the same id.

    Names alone would bring families together who share one; ids are by chance, or were given by
    whoever opened the one enquiry from the other. Who may read the one may not know of these.
    """
    for line in _called(child.name, ledger):
        subject = whom_it_is_about(ledger.reads.enquiry(line.stream).children)
        if subject is not None and (subject.id, subject.name) == child:
            yield line.stream


def _called(name: str, ledger: Ledger) -> tuple[NameLine, ...]:
    with suppress(BadQuery):  # no word in it, or more than the register looks up
        return ledger.register.find(name).items
    return ()
