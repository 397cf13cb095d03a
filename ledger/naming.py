"""By which names an author may call people while drafting.

Drafting recognises people by their names and answers with who they are. Somebody could otherwise
try out a name that is kept from them and, leaving no entry of their own, be told whose it is.
"""

from collections.abc import Mapping
from datetime import datetime

from domain.clearance import Clearance, Readable, clearance_of, reader_of
from domain.enquiry import Enquiry
from domain.entry import Entry
from domain.events.people import PersonAdded, PersonFact
from domain.marks import marks_at
from domain.people import people_of
from domain.practitioner import Practitioner
from domain.values import Mark
from ledger.reads import Reads


def names_for(
    author: Practitioner, enquiry: Enquiry, reads: Reads, now: datetime
) -> Mapping[str, tuple[str, ...]]:
    """Local id to the names that the author may know, the current one first.

    Ordinary names are anybody's who has the enquiry's id: a newcomer's first entry names the child.
    """
    naming = [e for e in enquiry.standing() if isinstance(e.event, PersonAdded | PersonFact)]
    if not any(_marks(entry) for entry in naming):
        return enquiry.names_in_use()
    clearance = _clearance(author, enquiry, reads, now)
    seen = (
        entry
        for entry in naming
        if all(clearance.sees(Readable(mark, entry.author)) for mark in _marks(entry))
    )
    return {person.id: person.names for person in people_of(seen).values()}


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
