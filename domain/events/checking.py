"""Checking the record itself: names and dates against documents, minutes with who was there."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE
from domain.values import EntryNumber, Person, Refers, Text, Value, Words, YesNo, unique
from domain.wording import Phrases

Detail = Annotated[
    Literal["names", "aliases", "dates_of_birth"],
    Phrases(
        {
            "names": "the spelling of the name",
            "aliases": "other names",
            "dates_of_birth": "the date of birth",
        }
    ),
]


class Agrees(Value):
    """The record has what the document has."""

    says: ClassVar[str] = "The record agrees with it"

    kind: Literal["agrees"]


class Differs(Value):
    """The record has something else, which is to be corrected."""

    says: ClassVar[str] = "The record differs: {difference}"

    kind: Literal["differs"]
    difference: Text


class IdentityChecked(
    Event,
    type="identity-checked/1",
    rows="REC-15",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """Names, aliases and date of birth on the record were compared with a document.

    What differs is put right by correcting the entry that has it: the old value stays visible.
    """

    says = "{occurred}, {actor} checked {details} of {person} against {document}. {result}."
    example = {
        "person": "maya",
        "details": ["names", "aliases", "dates_of_birth"],
        "document": "the birth certificate",
        "result": {"kind": "agrees"},
    }

    person: Person
    """Whose details."""
    details: Annotated[tuple[Detail, ...], Field(min_length=1), unique()]
    """What was compared."""
    document: Words
    """With what, as it follows the word "against"."""
    result: Annotated[Agrees | Differs, Field(discriminator="kind")]
    """Whether the record agrees with it."""


class AccuracyComment(
    Event, type="accuracy-comment/1", rows="STR-39 STR-40", by="any", countersign=NONE
):
    """Somebody who was there says whether minutes are accurate, before they are authorised."""

    says = (
        "{occurred}, {actor} read the record in entry {concerns} and found that it "
        "{accurate|says|does not say} what was said. {comment}"
    )
    example = {
        "concerns": 9,
        "accurate": False,
        "comment": "I said two calls in the last year, and not two arrests.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "StrategyRecord")]
    """The entry with the record."""
    accurate: YesNo
    """Whether it says what was said."""
    comment: Text
    """What is right, or what is not."""


class AccuracyAnswered(
    Event,
    type="accuracy-answered/1",
    rows="STR-39",
    by=f"{CHILDRENS_SERVICES} {CONFERENCE}",
    countersign=NONE,
):
    """A comment on the accuracy of a record was considered, and the record stays as it is.

    Where the comment is right, the record is corrected instead: that answers it as well.
    """

    says = (
        "{occurred}, {actor} considered the comment in entry {answers} and left the record as it "
        "is. {reasons}"
    )
    example = {"answers": 11, "reasons": "Both officers’ notes have the word arrests."}

    answers: Annotated[EntryNumber, Refers("answers", "AccuracyComment")]
    """The entry with the comment."""
    reasons: Text
    """Why."""
