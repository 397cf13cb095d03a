"""The record at the end: chronology, the eight parts of it, names and dates compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.countersigning import signed
from domain.duties.duty import RECORDING, Breach, Quote, Rule
from domain.duties.words import listed
from domain.entry import Entry
from domain.events.checking import IdentityChecked
from domain.events.completion import (
    PARTS,
    ChronologyEntryMade,
    CompletionChecked,
    ContactRecorded,
    EnquiryRecordCompiled,
)
from domain.events.outcome import OutcomeDecided
from domain.events.people import PersonAdded, PersonFact
from domain.events.records import Countersignature

_PARTS: Final = (
    ("REC-06", "agency_checks", Quote(182, "Agency checks;")),
    ("REC-07", "contacts", Quote(183, "Content of contact cross-referenced with")),
    ("REC-08", "strategy_notes", Quote(184, "Strategy Discussion/Meeting notes")),
    ("REC-09", "details", Quote(185, "Details of the enquiry")),
    ("REC-10", "body_maps", Quote(186, "Body maps (where applicable)")),
    ("REC-11", "assessment", Quote(187, "identification of risks and how they may be managed")),
    ("REC-12", "decisions", Quote(188, "Decision making processes")),
    ("REC-13", "outcome", Quote(189, "Outcome/further action planned")),
)  # fmt: skip
_DETAILS: Final = {
    "names": "the spelling of names",
    "aliases": "other names",
    "dates_of_birth": "dates of birth",
}


def _unchecked(outcome: Entry, case: Case) -> Iterator[Breach]:
    """What the manager still has to see to, once there is an outcome."""
    wanted = case.profile.records.chronology or ()
    told = {getattr(entry.event, "about", None) for entry in case.all(ChronologyEntryMade)}
    missing = [f"the {part}" for part in wanted if part not in told]
    if missing:
        yield Breach(f"There is an outcome, and {listed(missing)} {_are(missing)} not in the "
                     "child’s chronology.")  # fmt: skip
    if case.profile.records.contents and not case.all(EnquiryRecordCompiled):
        yield Breach("There is an outcome, and nobody has brought the enquiry’s record together.")
    checked = case.answering(outcome, "concerns")
    if not any(isinstance(entry.event, CompletionChecked) for entry in checked):
        yield Breach("There is an outcome, and no manager has checked that the record is complete.")


def _are(words: list[str]) -> str:
    return "are" if len(words) > 1 else "is"


def _lacks(code: str, compiled: Entry, case: Case) -> Iterator[Breach]:
    """A part that the procedure asks for and the latest compilation does not speak of."""
    event = compiled.event
    latest = case.all(EnquiryRecordCompiled)[-1] is compiled
    parts = event.parts if isinstance(event, EnquiryRecordCompiled) else ()
    if latest and code not in {part.part for part in parts}:
        yield Breach(f"The record does not say where this part is: {PARTS[code].lower()}.")


def _part(row: str, code: str, quote: Quote) -> Rule:
    return Rule(
        row,
        RECORDING,
        f"this part of the record: {PARTS[code].lower()}",
        of=EnquiryRecordCompiled,
        breaches=lambda compiled, case: _lacks(code, compiled, case),
        remedy=EnquiryRecordCompiled,
        only=("records.contents", code),
        quotes={"001": quote},
    )


def _dangling(contact: Entry, _: Case) -> Iterator[Breach]:
    """Forms that a contact names and no entry holds."""
    event = contact.event
    used = event.forms if isinstance(event, ContactRecorded) else ()
    loose = [f"“{one.form}”" for one in used if one.entry is None]
    if loose:
        yield Breach(f"No entry holds what the contact names: {listed(loose)}.")


def _not_compared(_: Entry, case: Case) -> Iterator[Breach]:
    """Whose names and dates were compared with no document by the time of the outcome."""
    asked = set(case.profile.records.identity_check or ())
    for person in case.enquiry.people.values():
        left = asked - _compared(person.id, case)
        if left and person.event.kind in {"child", "parent"}:
            details = listed([words for detail, words in _DETAILS.items() if detail in left])
            words = f"{person.name}: {details} were not checked against a document."
            yield Breach(words, (person.added,))


def _compared(person: str, case: Case) -> set[str]:
    events = (entry.event for entry in case.all(IdentityChecked))
    return {
        detail
        for event in events
        if isinstance(event, IdentityChecked) and event.person.p == person
        for detail in event.details
        if event.result.kind == "agrees"
    }


def _difference(check: Entry, case: Case) -> Iterator[Breach]:
    """A difference that was found and has not been put right since."""
    event = check.event
    if not isinstance(event, IdentityChecked) or event.result.kind == "agrees":
        return
    if set(event.details) - _compared(event.person.p, case):
        yield Breach("The record differs from a document, and has not been put right.")


def _corrected_alone(entry: Entry, case: Case) -> Iterator[Breach]:
    """A name or date corrected without a manager’s countersignature."""
    corrects = any(ref.rel == "corrects" for ref in entry.refs)
    managers = case.profile.roles_for("countersign.responsible_manager")
    by = {one.frame.capacity.role for one in signed(entry, "countersign", case)}
    if corrects and not by & managers:
        yield Breach("What is recorded of a person was corrected, and no manager countersigned it.")


CHECKED: Final = Rule(
    "REC-05",
    RECORDING,
    "the record at completion",
    of=OutcomeDecided,
    breaches=_unchecked,
    remedy=CompletionChecked,
    only=("records.chronology", "outcome"),
    quotes={"001": Quote(178, "including on the child's chronology")},
)

FORMS: Final = Rule(
    "REC-07",
    RECORDING,
    "the forms that belong to a contact",
    of=ContactRecorded,
    breaches=_dangling,
    remedy=ContactRecorded,
    only=("records.contents", "contacts"),
    quotes={"001": _PARTS[1][2]},
)

_IDENTITY_CHECKED: Final = ("records.identity_check", "names")
_SPELLING: Final = {"001": Quote(193, "checked for the correct spelling of names and any alias")}

COMPARED: Final = Rule(
    "REC-15",
    RECORDING,
    "comparing names and dates of birth",
    of=OutcomeDecided,
    breaches=_not_compared,
    remedy=IdentityChecked,
    only=_IDENTITY_CHECKED,
    quotes=_SPELLING,
)

PUT_RIGHT: Final = Rule(
    "REC-15",
    RECORDING,
    "putting right what differs",
    of=IdentityChecked,
    breaches=_difference,
    remedy=IdentityChecked,
    only=_IDENTITY_CHECKED,
    quotes=_SPELLING,
)

CORRECTION_SIGNED: Final = Rule(
    "REC-15",
    RECORDING,
    "countersigning a correction of names and dates",
    of=any_of(PersonAdded, PersonFact),
    breaches=_corrected_alone,
    remedy=Countersignature,
    only=_IDENTITY_CHECKED,
    quotes=_SPELLING,
)

RULES: Final = (
    CHECKED,
    *(_part(*part) for part in _PARTS),
    FORMS,
    COMPARED,
    PUT_RIGHT,
    CORRECTION_SIGNED,
)
