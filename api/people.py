"""Practitioners by id, whatever id somebody asks for."""

from domain.events.directory import PractitionerEnrolled
from domain.practitioner import Practitioner
from ledger.ledger import Ledger


def practitioner_of(ledger: Ledger, practitioner: str) -> Practitioner:
    """A practitioner; at version 0 where this is nobody's id, or that of another kind of stream."""
    entries = ledger.reads.entries(practitioner)
    if entries and isinstance(entries[0].event, PractitionerEnrolled):
        return ledger.reads.practitioner(practitioner)
    return Practitioner(practitioner)
