"""Rough notes: kept, linked to what was typed from them, and one day disposed of."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Countersigning, Event
from domain.values import EntryNumber, Refers, Text, Value, Words, unique
from domain.wording import Phrases


class NotesKept(Value):
    """There are notes: what they look like is deposited, and the original has its place."""

    says: ClassVar[str] = (
        "made {form} at the time. They are deposited in entry {document}; the original is kept "
        "{place}"
    )

    kind: Literal["kept"]
    form: Annotated[
        Literal["handwritten", "typed", "dictated"],
        Phrases(
            {
                "handwritten": "handwritten notes",
                "typed": "notes on a device",
                "dictated": "a dictated note",
            }
        ),
    ]
    document: Annotated[EntryNumber, Refers("concerns", "DocumentDeposited")]
    place: Words


class NoNotes(Value):
    """No notes were made, and why."""

    says: ClassVar[str] = "made no notes at the time: {reason}"

    kind: Literal["none"]
    reason: Words


class RoughNotes(Event, type="rough-notes/1", rows="REC-04", by="any", countersign=NONE):
    """The notes that a typed record was made from, or that there are none."""

    says = "{occurred}, {actor} {notes}. This is about these entries: {concerns}."
    example = {
        "notes": {
            "kind": "kept",
            "form": "handwritten",
            "document": 11,
            "place": "in the locked cabinet of the team, notebook 7, pages 12 to 15",
        },
        "concerns": [4],
    }

    notes: Annotated[NotesKept | NoNotes, Field(discriminator="kind")]
    """What there is, or why there is nothing."""
    concerns: Annotated[tuple[EntryNumber, ...], Field(min_length=1), unique(), Refers("concerns")]
    """The entries that were typed from them, or written without notes."""


class RoughNotesDisposed(
    Event,
    type="rough-notes-disposed/1",
    rows="REC-04 TIM-17",
    by="any",
    countersign=Countersigning(kind="authorise", by="records.notes_disposal_authoriser"),
):
    """The originals of rough notes were destroyed."""

    says = "{occurred}, {actor} disposed of the rough notes of entry {concerns} by {how}. {reason}"
    example = {
        "concerns": 12,
        "how": "shredding",
        "reason": "The proceedings ended, and the council’s lawyer needs them no longer.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "RoughNotes")]
    """The entry with the notes."""
    how: Words
    """How, as it follows the word "by"."""
    reason: Text
    """Why they need not be kept any longer."""
