"""What somebody may see of an enquiry, from what the ledger's streams say."""

from collections.abc import Iterator
from datetime import UTC, datetime

from domain.clearance import (
    Clearance,
    Purpose,
    Teams,
    clearance_of,
    reader_among,
    reader_of,
    teams_of,
)
from domain.enquiry import Enquiry
from domain.events.directory import PractitionerEnrolled
from domain.practitioner import Practitioner
from ledger.errors import Problem
from ledger.reading.reads import Reads


class NoProcedure(Problem):
    """The authority has adopted no procedure or calendar by which this could be read."""

    code = "no-procedure"
    status = 409
    title = "No procedure is adopted"


def clearance_in(
    reads: Reads, enquiry: Enquiry, reader: str, purpose: Purpose, now: int
) -> Clearance:
    """The reader's clearance; nothing where the stream is no enquiry, or is gone.

    Raises:
        NoProcedure: the authority has adopted none.
    """
    if not is_enquiry(reads, enquiry):
        return Clearance(frozenset())
    adopted = reads.profile_of(enquiry.id)
    if adopted is None:
        raise NoProcedure("no procedure is adopted")
    person, at = reads.practitioner(reader), datetime.fromtimestamp(now, UTC)
    standing = reader_of(person, enquiry, reads.directory(), adopted.profile, at)
    return clearance_of(standing, enquiry, purpose)


def casework_readers(reads: Reads, enquiry: Enquiry, now: int) -> Iterator[Practitioner]:
    """Everybody in the directory who may see something of an enquiry to work on it."""
    adopted = reads.profile_of(enquiry.id)
    if adopted is None or not is_enquiry(reads, enquiry):
        return
    directory, at = reads.directory(), datetime.fromtimestamp(now, UTC)
    parties = enquiry.parties
    teams = Teams().union(*(teams_of(*party, directory) for party in parties))
    for person in directory.people.values():
        own = frozenset(agency for practitioner, agency in parties if practitioner == person.id)
        reader = reader_among(person, own, teams, adopted.profile, at)
        if reader.standings - {"inspector"}:
            yield person


def is_enquiry(reads: Reads, enquiry: Enquiry) -> bool:
    """Whether the stream is an enquiry of which something is left."""
    first = enquiry.entries[0] if enquiry.entries else None
    return (
        first is not None
        and not enquiry.disposed
        and enquiry.id != reads.genesis.authority
        and not isinstance(first.event, PractitionerEnrolled)
    )
