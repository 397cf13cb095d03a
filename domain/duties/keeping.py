"""Keeping: rough notes until proceedings have ended, and a hold while they are anticipated."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from domain.duties.case import Case, any_of
from domain.duties.countersigning import signed
from domain.duties.duty import LAWFULNESS, RECORDING, Breach, Quote, Rule
from domain.duties.words import event_words, listed
from domain.entry import Entry
from domain.events.child import ChildSeen
from domain.events.documents import DocumentDeposited
from domain.events.notes import RoughNotes, RoughNotesDisposed
from domain.events.outcome import OutcomeDecided
from domain.events.protection import EmergencyAction
from domain.events.records import Countersignature, HoldPlaced, HoldReleased, LegalHold

_NOTES_ARE_KEPT: Final = ("records.rough_notes", "until_proceedings_end")

PROCEEDINGS: Final = any_of(
    EmergencyAction.where(lambda event: event.action.kind in {"epo_applied", "epo_granted"}),
    OutcomeDecided.where(lambda event: event.outcome.kind == "substantiated_legal"),
)
"""What makes legal proceedings to be anticipated."""


def _without_notes(_: Entry, case: Case) -> Iterator[Breach]:
    """Visits of which, at the outcome, nobody has said where the notes are."""
    silent = [seen for seen in case.all(ChildSeen) if not _notes_of(seen, case)]
    if silent:
        visits = listed([event_words(seen) for seen in silent])
        yield Breach(f"Nothing is recorded of the rough notes of {visits}.", tuple(silent))


def _notes_of(entry: Entry, case: Case) -> bool:
    """Whether something says where they are, or they are deposited themselves."""
    notes = any_of(RoughNotes, DocumentDeposited.where(form="notes"))
    return any(notes.matches(one.event) for one in case.answering(entry, "concerns"))


def _disposed_wrongly(disposal: Entry, case: Case) -> Iterator[Breach]:
    """Notes destroyed under a hold, or on nobody’s authority."""
    for hold in _holds_at(disposal, case):
        yield Breach(f"Notes were destroyed while {event_words(hold)} held them.", (hold,))
    roles = case.profile.roles_for("records.notes_disposal_authoriser")
    if not any(one.frame.capacity.role in roles for one in signed(disposal, "authorise", case)):
        yield Breach("Notes were destroyed, and nobody entitled to it has authorised that.")


def _holds_at(moment: Entry, case: Case) -> Iterator[Entry]:
    """The legal holds that stood when something was recorded."""
    place = case.enquiry.place
    before = [one for one in case.all(LegalHold) if place(one) < place(moment)]
    actions = [one.event.action for one in before if isinstance(one.event, LegalHold)]
    released = {action.hold for action in actions if isinstance(action, HoldReleased)}
    for entry, action in zip(before, actions, strict=True):
        known_as = {version.seq for version in case.versions(entry)}
        if isinstance(action, HoldPlaced) and not known_as & released:
            yield entry


def _not_held(anticipated: Entry, case: Case) -> Iterator[Breach]:
    """Proceedings are to be expected, and nothing keeps the record until they end."""
    placed = LegalHold.where(lambda event: event.action.kind == "placed")
    if not case.all(placed):
        yield Breach(
            f"Since {event_words(anticipated)} legal proceedings are to be expected, and no legal "
            "hold keeps the record and its notes until they end."
        )


NOTES_KEPT: Final = Rule(
    "REC-04",
    RECORDING,
    "keeping rough notes",
    of=OutcomeDecided,
    breaches=_without_notes,
    remedy=RoughNotes,
    only=_NOTES_ARE_KEPT,
    quotes={"001": Quote(176, "retain rough notes in line with local retention")},
)

NOTES_DISPOSED: Final = Rule(
    "REC-04",
    LAWFULNESS,
    "disposing of rough notes",
    of=RoughNotesDisposed,
    breaches=_disposed_wrongly,
    remedy=Countersignature,
    only=_NOTES_ARE_KEPT,
    quotes={"001": Quote(176, "until the completion of anticipated legal proceedings")},
)

HELD: Final = Rule(
    "TIM-17",
    LAWFULNESS,
    "holding the record while proceedings are anticipated",
    of=PROCEEDINGS,
    breaches=_not_held,
    remedy=LegalHold,
    only=_NOTES_ARE_KEPT,
    quotes={"001": Quote(176, "until the completion of anticipated legal proceedings")},
)

RULES: Final = (NOTES_KEPT, NOTES_DISPOSED, HELD)
