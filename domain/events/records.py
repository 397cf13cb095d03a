"""About the record itself: countersigned, returned, withdrawn, dissented from, explained, held."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.events.base import NONE, CountersignKind, Event
from domain.events.roles import LEGAL, MANAGERS
from domain.values import EntryNumber, Instant, Opinion, Person, Refers, Text, Value, Words
from domain.wording import Phrases

RowId = Annotated[str, StringConstraints(pattern=r"^([A-Z]{3}|S47)-\d\d$")]
"""The id of a requirement, such as SEE-01."""
_JWS = r"^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$"


class Countersignature(
    Event,
    type="countersignature/1",
    rows="REC-02 REC-03 STR-39 MED-29 REC-14",
    by="any",
    countersign=NONE,
):
    """A second person stands by an entry. Its digest is signed with this: it means those words."""

    says = "{author} {kind} entry {countersigns}.[ Comment: {comment}]"
    example = {
        "countersigns": 12,
        "kind": "countersign",
        "comment": "I have read the whole record.",
    }

    countersigns: Annotated[EntryNumber, Refers("countersigns")]
    """The entry."""
    kind: Annotated[
        CountersignKind,
        Phrases(
            {
                "co_decide": "joined in the decision recorded in",
                "countersign": "countersigned",
                "authorise": "authorised",
                "confirm_words": "confirmed as their own the words recorded in",
                "acknowledge": "acknowledged",
            }
        ),
    ]
    """What the second person does."""
    comment: Opinion | None = None
    """A remark, if any."""


class Return(Event, type="return/1", rows="REC-02", by="any", countersign=NONE):
    """Somebody asked to countersign an entry sent it back instead, with reasons."""

    says = "{author} returned entry {returns} and did not countersign it. {reasons}"
    example = {"returns": 12, "reasons": "The record does not say who was present."}

    returns: Annotated[EntryNumber, Refers("returns")]
    """The entry."""
    reasons: Opinion
    """What is missing or wrong."""


class Withdrawal(Event, type="withdrawal/1", rows="REC-15", by="any", countersign=NONE):
    """An entry was withdrawn, for example because it belongs to another child. It stays visible."""

    says = "{author} withdrew entry {withdraws}. {reasons}"
    example = {"withdraws": 5, "reasons": "The call was about another family of the same name."}

    withdraws: Annotated[EntryNumber, Refers("withdraws")]
    """The entry."""
    reasons: Text
    """Why."""


class DelayExplained(
    Event, type="delay-explained/1", rows="TIM-01..05 CPC-01", by="any", countersign=NONE
):
    """Why something was or will be late. The finding stays; this stands beside it."""

    says = "{author} explained the delay under {duty}[ for {person}]. {reasons}"
    example = {
        "duty": "SEE-01",
        "person": "leo",
        "reasons": "Leo was with his father in Norwich, and the road was closed by snow.",
    }

    duty: RowId
    """The requirement that sets the limit."""
    person: Person | None = None
    """Whom the limit is about, where it runs for each person."""
    reasons: Opinion
    """Why."""


class ProfessionalDissent(
    Event, type="professional-dissent/1", rows="DIS-06 STR-19", by="any", countersign=NONE
):
    """A practitioner disagrees with a decision; printed beside it in every view."""

    says = "{occurred}, {actor} disagreed with the decision in entry {concerns}. {reasons}"
    example = {
        "concerns": 18,
        "reasons": "A conference is needed. The school sees no change in Maya.",
    }

    concerns: Annotated[EntryNumber, Refers("concerns")]
    """The entry with the decision."""
    reasons: Opinion
    """Why."""


class OfflineNote(Event, type="offline-note/1", rows="REC-04 REF-12", by="any", countersign=NONE):
    """A note that its author signed on a device without a connection, recorded here later.

    When it was written is what that device's clock said. Where a part of its words is withheld,
    the signed note, which holds all of them, is to be withheld with it.
    """

    says = (
        "{author} recorded here a note signed earlier, away from the ledger, which says that it "
        "was written on {written}. The note reads: {words}"
    )
    example = {
        "note": f"{'e' * 120}.{'e' * 160}.{'A' * 86}",
        "written": "2026-03-01T23:40:00Z",
        "words": "Maya came to the door by herself. Dawn was asleep on the sofa.",
    }

    note: Annotated[
        str,
        StringConstraints(max_length=65_536, pattern=_JWS),
    ]
    """The signed note (a JWS of its own type), as the device made it."""
    written: Instant
    """When the note says that it was written."""
    words: Text
    """Its words."""


class ProcedureMoved(Event, type="procedure-moved/1", rows="REF-14", by=MANAGERS, countersign=NONE):
    """From here on another adopted version of the procedure applies to this enquiry.

    Without such an entry an enquiry keeps the version under which it began.
    """

    says = "{author} moved this enquiry to the procedure “{name}”, {version}. {reasons}"
    example = {
        "name": "hertfordshire",
        "version": "version 75, September 2026",
        "reasons": "The new limit for seeing the child is shorter, and Maya shall have it too.",
    }

    name: Words
    """The name under which the authority adopted it."""
    version: Words
    """The version, spelt as it was adopted."""
    reasons: Text
    """Why it applies to an enquiry that began before."""


class HoldPlaced(Value):
    """Nothing of this record may be disposed of."""

    says: ClassVar[str] = "placed a legal hold on this record, because of {proceedings}"

    kind: Literal["placed"]
    proceedings: Words


class HoldReleased(Value):
    """An earlier hold ended."""

    says: ClassVar[str] = "released the legal hold of entry {hold}, because {reason}"

    kind: Literal["released"]
    hold: Annotated[EntryNumber, Refers("concerns", "LegalHold")]
    reason: Words


class LegalHold(
    Event,
    type="legal-hold/1",
    rows="REC-04 TIM-17",
    by=f"{LEGAL} {MANAGERS}",
    countersign=NONE,
):
    """The record is kept until proceedings end, or no longer has to be."""

    says = "{author} {action}."
    example = {
        "action": {
            "kind": "placed",
            "proceedings": "care proceedings in the family court at Watford",
        }
    }

    action: Annotated[HoldPlaced | HoldReleased, Field(discriminator="kind")]
    """Placed, or released."""
