"""The record at the end of an enquiry: contacts, its parts together, chronology, the last check."""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field

from domain.events.base import NONE, RECORDING, Event
from domain.events.roles import CHILDRENS_SERVICES, MANAGERS
from domain.values import EntryNumber, Refers, Text, Value, Who, Words, YesNo, unique
from domain.wording import Phrases

PARTS: Final = {
    "agency_checks": "Agency checks",
    "contacts": "Contacts and forms",
    "strategy_notes": "Notes of strategy discussions",
    "details": "Details of the enquiry",
    "body_maps": "Body maps",
    "assessment": "Assessment, with risks and how they are managed",
    "decisions": "How decisions were made",
    "outcome": "Outcome and what is planned",
}
RecordPart = Annotated[
    Literal[
        "agency_checks",
        "contacts",
        "strategy_notes",
        "details",
        "body_maps",
        "assessment",
        "decisions",
        "outcome",
    ],
    Phrases(PARTS),
]
"""The parts of a complete record (REC-06 to REC-13)."""


class FormUsed(Value):
    """A form that belongs to a contact, and the entry that holds it once there is one."""

    says: ClassVar[str] = "“{form}”[ (entry {entry})]"

    form: Words
    entry: Annotated[EntryNumber, Refers("concerns")] | None = None


class ContactRecorded(
    Event, type="contact-recorded/1", rows="REC-07", by=CHILDRENS_SERVICES, countersign=RECORDING
):
    """A contact with the family or with a practitioner, and the forms that belong to it."""

    says = (
        "{occurred}, {actor} was in contact with {people} {way}. {content}[ Forms used: {forms}.]"
    )
    example = {
        "people": ["dawn"],
        "way": "visit",
        "content": "Dawn Carter showed me the children’s room and signed the consent form.",
        "forms": [{"form": "consent to share information", "entry": 6}],
    }

    people: Annotated[tuple[Who, ...], Field(min_length=1), unique()]
    """With whom."""
    way: Annotated[
        Literal["visit", "meeting", "telephone", "video", "letter", "message"],
        Phrases(
            {
                "visit": "on a visit",
                "meeting": "in a meeting",
                "telephone": "by telephone",
                "video": "in a video call",
                "letter": "by letter",
                "message": "by message",
            }
        ),
    ]
    """How."""
    content: Text
    """What passed."""
    forms: tuple[FormUsed, ...] = ()
    """The forms used for it."""


class Held(Value):
    """The entries in which this part of the record stands."""

    says: ClassVar[str] = "{part}: in these entries, {entries}"

    kind: Literal["held"]
    part: RecordPart
    entries: Annotated[tuple[EntryNumber, ...], Field(min_length=1), unique(), Refers("concerns")]


class NotApplicable(Value):
    """There is nothing of this part, and why."""

    says: ClassVar[str] = "{part}: none, because {reason}"

    kind: Literal["not_applicable"]
    part: RecordPart
    reason: Words


class EnquiryRecordCompiled(
    Event,
    type="enquiry-record-compiled/1",
    rows="REC-06..13",
    by=CHILDRENS_SERVICES,
    countersign=RECORDING,
):
    """The parts of the enquiry’s record were brought together: where each stands, or why not."""

    says = "{occurred}, {actor} brought the record of the enquiry together. {summary} {parts}."
    example = {
        "summary": "Bruises on both arms, explained by Maya and confirmed by the doctor.",
        "parts": [
            {"kind": "held", "part": "agency_checks", "entries": [8, 11]},
            {"kind": "not_applicable", "part": "body_maps", "reason": "no marks were seen"},
        ],
    }

    summary: Text
    """The enquiry in a few sentences."""
    parts: Annotated[
        tuple[Annotated[Held | NotApplicable, Field(discriminator="kind")], ...],
        Field(min_length=1),
        unique(lambda part: part.part),
    ]
    """Every part of the record that there is, or why there is none."""


class ChronologyEntryMade(
    Event, type="chronology-entry-made/1", rows="REC-05", by=CHILDRENS_SERVICES, countersign=NONE
):
    """A line of the child’s own chronology, with the entries that it rests on."""

    says = (
        "{author} entered in the child’s chronology {about}: {line} It rests on these entries: "
        "{concerns}."
    )
    example = {
        "about": "concerns",
        "line": "Bruises on both arms were found to be grip marks; Craig Doyle moved out.",
        "concerns": [4, 9],
    }

    about: Annotated[
        Literal["concerns", "outcome", "event"],
        Phrases(
            {
                "concerns": "what the concerns were",
                "outcome": "what came of them",
                "event": "what happened",
            }
        ),
    ]
    """What the line tells."""
    line: Text
    """The line, as it stands in the chronology."""
    concerns: Annotated[tuple[EntryNumber, ...], Field(min_length=1), unique(), Refers("concerns")]
    """The entries that it rests on."""


class CompletionChecked(
    Event, type="completion-checked/1", rows="REC-05", by=MANAGERS, countersign=NONE
):
    """At completion a manager made sure that concerns and outcome are recorded and known."""

    says = (
        "{occurred}, {actor} checked, on completion, that the concerns and the outcome of entry "
        "{concerns} are in the record and in the child’s chronology. The other agencies "
        "{agencies_told|have been told|have not been told yet}."
    )
    example = {"concerns": 24, "agencies_told": True}

    concerns: Annotated[EntryNumber, Refers("concerns", "OutcomeDecided")]
    """The entry with the outcome."""
    agencies_told: YesNo
    """Whether the other agencies have been told."""
