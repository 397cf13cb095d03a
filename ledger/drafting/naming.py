"""Whom an author may name while drafting, and by which names.

Drafting recognises people by their names and answers with who they are. Somebody could otherwise
try out a name or an id that is kept from them and, leaving no entry of their own, be told whose it
is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.clearance import Clearance, Readable, clearance_of, reader_of
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.people import PersonAdded, PersonFact
from domain.marks import marks_at
from domain.people import people_of
from domain.practitioner import Practitioner
from domain.values import Mark
from ledger.reading.reads import Reads


@dataclass(frozen=True, slots=True)
class Known:
    """Whom an author may know of."""

    names: Mapping[str, tuple[str, ...]]
    """Local id to the names in use, the current one first."""
    ids: frozenset[str]
    """The local ids of everybody ever added."""


def known_to(author: Practitioner, enquiry: Enquiry, reads: Reads, now: datetime) -> Known:
    """Whom the author may know of in this enquiry.

    Ordinary names are anybody's who has the enquiry's id: a newcomer's first entry names the child.
    """
    naming = [e for e in enquiry.entries if isinstance(e.event, PersonAdded | PersonFact)]
    if not any(_marks(entry) for entry in naming):
        return Known(enquiry.names_in_use(), _added(naming))
    clearance = _clearance(author, enquiry, reads, now)
    seen = [
        entry
        for entry in naming
        if all(clearance.sees(Readable(mark, entry.author)) for mark in _marks(entry))
    ]
    shown = {entry.seq for entry in seen}
    standing = (entry for entry in enquiry.in_turn if entry.seq in shown)
    names = {person.id: person.names for person in people_of(standing).values()}
    return Known(names, _added(seen))


def _added(naming: Iterable[Entry]) -> frozenset[str]:
    return frozenset(e.event.person.p for e in naming if isinstance(e.event, PersonAdded))


def _marks(entry: Entry) -> set[Mark]:
    """The marks, other than ordinary, of who an entry names and by which name."""
    marks = {entry.mark}.union(*(marks_at(entry, part) for part in ("person", "fact")))
    return marks - {"ordinary"}


def _clearance(author: Practitioner, enquiry: Enquiry, reads: Reads, now: datetime) -> Clearance:
    adopted = reads.profile_of(enquiry.id)
    if adopted is None:
        return Clearance(frozenset())
    reader = reader_of(author, enquiry, reads.directory(), adopted.profile, now)
    return clearance_of(reader, enquiry, "casework")
