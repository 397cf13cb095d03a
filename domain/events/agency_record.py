"""Each agency’s own record of the enquiry: completed, authorised and dated, and concluded."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Event
from domain.values import Day, EntryNumber, Professional, Refers, Value, Words
from domain.wording import Phrases


class Authorised(Value):
    """Somebody of the agency authorised the record and dated it."""

    says: ClassVar[str] = "It was authorised by {by} and dated {on}"

    kind: Literal["authorised"]
    by: Professional
    on: Day


class Lacking(Value):
    """The record was handed in without what makes it one (REC-16)."""

    says: ClassVar[str] = "It was handed in {lacks}, and was sent back"

    kind: Literal["lacking"]
    lacks: Annotated[
        Literal["authoriser", "date", "authoriser_and_date"],
        Phrases(
            {
                "authoriser": "without the name of anybody who authorised it",
                "date": "without a date",
                "authoriser_and_date": "without a date and without anybody who authorised it",
            }
        ),
    ]


class AgencyRecord(
    Event, type="agency-record/1", rows="REC-01 REC-16 CPC-11", by="any", countersign=NONE
):
    """An agency’s full written record of its part in the enquiry, on its own form."""

    says = "{occurred}, {written_by} completed the record of {agency} on the form “{form}”. {state}"
    example = {
        "agency": "Oakfield Primary School",
        "form": "safeguarding record S4",
        "written_by": {
            "as": "Grace Obi, deputy head",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "state": {
            "kind": "authorised",
            "by": {
                "as": "Alan Reece, head teacher",
                "role": "teacher",
                "agency": "Oakfield Primary School",
            },
            "on": "2026-03-18",
        },
    }

    agency: Words
    """The agency, spelt as its practitioners name it."""
    form: Words
    """The form that the agency requires for it."""
    written_by: Professional
    """Who wrote it."""
    state: Annotated[Authorised | Lacking, Field(discriminator="kind")]
    """Authorised and dated, or what it lacks."""


class AgencyRecordConcluded(
    Event, type="agency-record-concluded/1", rows="REC-14", by="any", countersign=NONE
):
    """An agency concluded its record and had it countersigned under its own policy."""

    says = (
        "{occurred}, {countersigned_by} countersigned the record in entry {concerns} for their "
        "agency, under {policy}, and it was concluded"
    )
    example = {
        "concerns": 31,
        "countersigned_by": {
            "as": "Alan Reece, head teacher",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "policy": "the school’s recording policy",
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "AgencyRecord")]
    """The entry with the record."""
    countersigned_by: Professional
    """Who countersigned it."""
    policy: Words
    """The policy of the agency, as it follows the word "under"."""
