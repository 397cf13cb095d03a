"""What is written for the conference, and who may read it: the family's report, the agencies'."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.agency_record import Authorised, Lacking
from domain.events.base import ANYONE, BY_MANAGER, NONE, Event
from domain.events.roles import CHILDRENS_SERVICES, CONFERENCE, POLICE
from domain.values import (
    EntryNumber,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Words,
    unique,
)
from domain.wording import Phrases


class ConferenceReportShared(
    Event,
    type="conference-report-shared/1",
    rows="CPC-09 TIM-09",
    by=CHILDRENS_SERVICES,
    countersign=BY_MANAGER,
):
    """The report for the conference reached a parent or carer. One entry for each person."""

    says = (
        "{occurred}, {actor} shared the conference report about {child}[ (entry {concerns})] with "
        "{recipient} {how}."
    )
    example = {"child": "maya", "recipient": "dawn", "how": "in_person"}

    child: Person
    """The child whom the report is about."""
    recipient: Person
    """Who received it."""
    how: Annotated[
        Literal["in_person", "post", "email", "read_out"],
        Phrases(
            {
                "in_person": "in person",
                "post": "by post",
                "email": "by email",
                "read_out": "by reading it out",
            }
        ),
    ]
    """How it reached them."""
    concerns: Annotated[EntryNumber, Refers("concerns")] | None = None
    """The entry with the report: its digest, signed with this, says which version was shared."""


class Share(Value):
    """It is shared, and when."""

    says: ClassVar[str] = "It is shared {timing}"

    kind: Literal["share"]
    timing: Words


class Withhold(Value):
    """It is not shared."""

    says: ClassVar[str] = "It is not shared"

    kind: Literal["withhold"]


class ReportSharingDecided(
    Event,
    type="report-sharing-decided/1",
    rows="CPC-10",
    by=f"{CHILDRENS_SERVICES} {POLICE} {CONFERENCE}",
    countersign=BY_MANAGER,
):
    """Whether, and when, a parent is to read the report: considered with police and chair."""

    says = (
        "{occurred}, {actor} considered with {consulted} whether {recipient} can and should read "
        "the report about {child}. {decision}. {reasons}"
    )
    example = {
        "child": "maya",
        "recipient": "dawn",
        "consulted": [
            {"as": "DC Tom Hill", "role": "police_officer", "agency": "Hertfordshire Constabulary"},
            {
                "as": "Martin Bell",
                "role": "conference_chair",
                "agency": "Hertfordshire Children’s Services",
            },
        ],
        "decision": {"kind": "share", "timing": "once Mr Doyle has been interviewed"},
        "reasons": "The report quotes what Maya said, and Mr Doyle has not been asked about it.",
    }

    child: Person
    """The child whom the report is about."""
    recipient: Person
    """The parent or carer."""
    consulted: Annotated[tuple[Professional, ...], Field(min_length=1), unique()]
    """With whom it was considered: the police, and the chair who was appointed."""
    decision: Annotated[Share | Withhold, Field(discriminator="kind")]
    """Whether it is shared, and when."""
    reasons: Opinion
    """Why."""


class ConferenceReportSubmitted(
    Event,
    type="conference-report-submitted/1",
    rows="CPC-11 CPC-12",
    by=ANYONE,
    countersign=NONE,
):
    """An agency's report for the conference: its involvement, and its own analysis."""

    says = (
        "{occurred}, {written_by} sent the report of {agency} for the conference about {child} to "
        "{sent_to}, on the form “{form}”. {state}. Involvement: {involvement}. Analysis: "
        "{analysis}."
    )
    example = {
        "child": "maya",
        "agency": "Oakfield Primary School",
        "written_by": {
            "as": "Grace Obi, deputy head",
            "role": "teacher",
            "agency": "Oakfield Primary School",
        },
        "form": "report to conference S5",
        "sent_to": "the Child Protection Unit",
        "state": {
            "kind": "authorised",
            "by": {
                "as": "Alan Reece, head teacher",
                "role": "teacher",
                "agency": "Oakfield Primary School",
            },
            "on": "2026-03-16",
        },
        "involvement": "Maya joined the school in Reception. Attendance is 97 per cent.",
        "analysis": "Maya minds Leo as a parent would. That is a burden and a warning.",
    }

    child: Person
    """The child."""
    agency: Words
    """The agency, spelt as its practitioners name it."""
    written_by: Professional
    """Who wrote it."""
    form: Words
    """The agency's form."""
    sent_to: Words
    """Where it was sent."""
    state: Annotated[Authorised | Lacking, Field(discriminator="kind")]
    """Authorised and dated, or what it lacks."""
    involvement: Text
    """The nature of the agency's involvement with child and family."""
    analysis: Opinion
    """What it all means from that agency's perspective."""
