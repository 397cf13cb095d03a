"""Who may deposit a document in an enquiry, and who may read it."""

from collections.abc import Iterable, Iterator

from domain.enquiry import Enquiry
from domain.events.documents import Document, DocumentDeposited
from domain.proposal import kind_of_stream
from domain.refusals import MAY_NOT_RECORD
from ledger.documents import UnknownDocument
from ledger.ledger import Ledger, NotFound
from ledger.refusing import NotAdmitted
from projections.reading import Reading


def deposit(
    ledger: Ledger,
    author: str,
    enquiry: str,
    parts: Iterable[bytes],
    declared: str | None = None,
) -> Document:
    """Take in a document that the author is then to record (`DocumentDeposited`), within a day.

    Raises:
        NotFound: there is no such enquiry.
        NotAdmitted: the author records nothing in enquiries.
        MediaRefused, DocumentTooLong, DiskFull, ReadOnly: as `Documents.deposit`.
    """
    ledger.attend()
    entries = ledger.reads.entries(enquiry)
    kind = kind_of_stream(enquiry, entries[0].event, ledger.root) if entries else None
    if kind is not Enquiry or ledger.reads.enquiry(enquiry).disposed:
        raise NotFound("enquiry: there is no such enquiry", field="enquiry")
    if not _records(ledger, author, enquiry):
        refused = MAY_NOT_RECORD.because("you record nothing in enquiries", "iss")
        raise NotAdmitted.because(refused)
    return ledger.store.documents.deposit(enquiry, parts, declared)


def _records(ledger: Ledger, author: str, enquiry: str) -> bool:
    adopted = ledger.reads.profile_of(enquiry)
    roles = adopted.profile.roles if adopted else {}
    now = ledger.moment()
    held = ledger.reads.practitioner(author).capacities_in_force(now)
    found = [roles[one.role] for one in held if one.role in roles]
    return any(not (role.is_read_only or role.is_registrar) for role in found)


def read_document(
    ledger: Ledger, reading: Reading, name: str
) -> tuple[DocumentDeposited, Iterator[bytes]]:
    """A document that an entry in a reader's sight deposits, and its bytes, chunk by chunk.

    Raises:
        UnknownDocument: there is none that the reader may see.
        DocumentUnreadable: at any chunk: the file was altered, cut short or taken away.
    """
    for entry in reading.enquiry.entries:
        event = entry.event
        named = isinstance(event, DocumentDeposited) and event.document.name == name
        if isinstance(event, DocumentDeposited) and named and reading.sees(entry, "document"):
            return event, ledger.store.documents.read(entry.stream, name)
    raise UnknownDocument("document: there is none that you may see", field="document")
