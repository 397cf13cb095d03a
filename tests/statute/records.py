"""Records, countersignature and retention (REC)."""

from typing import Final

from domain.events.agency_record import AgencyRecord, AgencyRecordConcluded
from domain.events.checking import IdentityChecked
from domain.events.completion import (
    ChronologyEntryMade,
    CompletionChecked,
    ContactRecorded,
    EnquiryRecordCompiled,
    RecordPart,
)
from domain.events.directory import Delegation
from domain.events.documents import DocumentDeposited
from domain.events.notes import RoughNotes, RoughNotesDisposed
from domain.events.people import PersonFact
from domain.events.records import Countersignature, LegalHold, Return
from tests.statute.frame import Claim, Row, found, recorded


def _part(row: str, name: RecordPart) -> tuple[Claim, ...]:
    """The compiled record says where a part stands, or why there is none."""

    def speaks_of(compiled: EnquiryRecordCompiled) -> bool:
        return name in {part.part for part in compiled.parts}

    return (recorded(EnquiryRecordCompiled.where(speaks_of)), found(row))


ROWS: Final = (
    Row(
        "REC-01",
        "Each agency’s record with its form, its author, who authorised it and the date; at the "
        "outcome, which agencies took part in a discussion and have none.",
        recorded(AgencyRecord.where(lambda record: record.state.kind == "authorised")),
        found("REC-01"),
    ),
    Row(
        "REC-02",
        "A manager countersigns, in a role held that day, acting up included, or returns it with "
        "reasons; the ledger refuses the author. What waits too long is found, all of it at once.",
        recorded(Countersignature.where(kind="countersign")),
        recorded(Return),
        recorded(Delegation.where(scope="acting_up")),
        found("REC-02"),
    ),
    Row(
        "REC-03",
        "The outcome is provisional until somebody whom the profile names, and who did not decide "
        "it, authorises it; a signature of anybody else is found.",
        recorded(Countersignature.where(kind="authorise")),
        found("REC-03"),
    ),
    Row(
        "REC-04",
        "Rough notes, deposited as they are, with the place of the original, linked to what was "
        "typed from them; their disposal, which needs the lawyer’s word.",
        recorded(DocumentDeposited.where(form="notes")),
        recorded(RoughNotes.where(lambda notes: notes.notes.kind == "kept")),
        recorded(RoughNotesDisposed),
        recorded(LegalHold.where(lambda hold: hold.action.kind == "released")),
        found("REC-04"),
    ),
    Row(
        "REC-05",
        "Lines of the child’s chronology, each with the entries that it rests on, and the "
        "manager’s check at completion; what is missing is found once there is an outcome.",
        recorded(ChronologyEntryMade.where(about="concerns")),
        recorded(ChronologyEntryMade.where(about="outcome")),
        recorded(CompletionChecked),
        found("REC-05"),
    ),
    Row("REC-06", "The compiled record names them.", *_part("REC-06", "agency_checks")),
    Row(
        "REC-07",
        "A contact with the forms used for it, each linked to the entry that holds it; a form "
        "without one is found.",
        recorded(ContactRecorded.where(lambda contact: bool(contact.forms))),
        *_part("REC-07", "contacts"),
    ),
    Row("REC-08", "The compiled record names them.", *_part("REC-08", "strategy_notes")),
    Row("REC-09", "The compiled record names them.", *_part("REC-09", "details")),
    Row(
        "REC-10",
        "The compiled record names them, or says why there are none.",
        *_part("REC-10", "body_maps"),
    ),
    Row("REC-11", "The compiled record names it.", *_part("REC-11", "assessment")),
    Row("REC-12", "The compiled record names them.", *_part("REC-12", "decisions")),
    Row("REC-13", "The compiled record names them.", *_part("REC-13", "outcome")),
    Row(
        "REC-14",
        "That an agency concluded its record, under which policy and who countersigned; at the "
        "outcome, which did not.",
        recorded(AgencyRecordConcluded),
        found("REC-14"),
    ),
    Row(
        "REC-15",
        "Names, other names and dates of birth compared with a document; a correction keeps the "
        "old value in sight and is countersigned.",
        recorded(IdentityChecked.where(lambda check: check.result.kind == "differs")),
        recorded(PersonFact.where(lambda fact: fact.fact.kind == "born")),
        found("REC-15"),
    ),
    Row(
        "REC-16",
        "A record that comes without a date or an authoriser is recorded as lacking them, and is "
        "found until a whole one comes.",
        recorded(AgencyRecord.where(lambda record: record.state.kind == "lacking")),
        found("REC-16"),
    ),
)
