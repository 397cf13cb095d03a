"""Enquiries about other children of a family, before anything was recorded for both at once."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from domain.enquiry import CHILDREN
from domain.people import PersonRecord
from ledger.ledger import Ledger
from ledger.register import BadQuery, NameLine
from projections.reading import Reading


def about_children_of(reading: Reading, ledger: Ledger) -> Iterator[str]:
    """The enquiries about a child whom the reader sees named in this one, under the same id.

    Names alone would bring families together who share one; ids are by chance, or were given by
    whoever opened the one enquiry from the other. Who may read this one may not know of them.
    """
    here, subject = reading.enquiry.id, _subject(reading.people.values())
    for person in reading.people.values():
        if person.event.kind in CHILDREN and person is not subject:
            for line in _called(person.name, ledger):
                if line.stream != here and _is_about(line, person, ledger):
                    yield line.stream


def _called(name: str, ledger: Ledger) -> tuple[NameLine, ...]:
    with suppress(BadQuery):  # no word in it, or more than the register looks up
        return ledger.register.find(name).items
    return ()


def _is_about(line: NameLine, person: PersonRecord, ledger: Ledger) -> bool:
    child = _subject(ledger.reads.enquiry(line.stream).children)
    return child is not None and (child.id, child.name) == (person.id, person.name)


def _subject(people: Iterable[PersonRecord]) -> PersonRecord | None:
    """The child whom an enquiry is about."""
    return next((one for one in people if one.event.kind == "child"), None)
