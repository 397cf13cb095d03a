"""The doctor's report on a child protection medical: whose words they are, and who has them."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import NONE, Countersigning, Event
from domain.events.medical_report_items import Item
from domain.events.roles import CHILDRENS_SERVICES, EXAMINERS
from domain.values import EntryNumber, Person, Professional, Refers, Value, Words, unique
from domain.wording import Phrases


class MedicalReport(
    Event,
    type="medical-report/1",
    rows="MED-23..29 MED-32",
    by=f"{EXAMINERS} {CHILDRENS_SERVICES}",
    countersign=Countersigning(kind="confirm_words", by="medical.examiners"),
):
    """The examining doctor's report. Deposited by somebody else, the doctor confirms the words.

    A report with an item missing is recorded as it came; what is missing is a finding. A later
    report on the same examination may add what was missing.
    """

    says = (
        "Report of {examiner} on the examination of {child} (entry {concerns})."
        "[ It follows {standard}.] {items}"
    )
    example = {
        "child": "maya",
        "examiner": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
            "registration": "GMC 7012345",
        },
        "concerns": 15,
        "standard": "the RCPCH Child Protection Service Delivery Standards, 2020",
        "items": [
            {
                "kind": "accounts",
                "accounts": [
                    {"person": "maya", "words": "Craig grabbed me."},
                    {"person": "dawn", "words": "She fell off the trampoline."},
                ],
                "discrepancies": "Dawn Carter first spoke of the stairs.",
            },
            {"kind": "findings", "text": "Four oval bruises on each upper arm."},
            {
                "kind": "marks",
                "marks": [
                    {
                        "site": "inside of the left upper arm",
                        "size": "1.5 cm by 1 cm",
                        "shape": "oval",
                    }
                ],
            },
            {
                "kind": "opinion",
                "opinion": "The pattern is that of a grip. A fall does not explain it.",
            },
            {"kind": "ended", "ended": "2026-03-03T14:50:00Z"},
        ],
    }

    child: Person
    """The child examined."""
    examiner: Professional
    """The doctor whose report it is."""
    concerns: Annotated[EntryNumber, Refers("concerns", "MedicalConducted")]
    """The entry with the examination."""
    standard: Words | None = None
    """The standard that the doctor says it follows, with its version (MED-32)."""
    items: Annotated[tuple[Item, ...], Field(min_length=1), unique(lambda item: item.kind)]
    """The items of the report, each at most once; a complete report has all ten."""


class PoliceGiven(Value):
    """The police have it too."""

    says: ClassVar[str] = "The police have it too: {officer}"

    kind: Literal["given"]
    officer: Professional


class PoliceNotGiven(Value):
    """The police do not have it, and why."""

    says: ClassVar[str] = "It was not given to the police: {reason}"

    kind: Literal["not_given"]
    reason: Words


class MedicalReportProvided(
    Event,
    type="medical-report-provided/1",
    rows="MED-23",
    by=f"{EXAMINERS} {CHILDRENS_SERVICES}",
    countersign=NONE,
):
    """The report went to those who must have it. It occurred when it was sent."""

    says = "{occurred}, {actor} sent the report in entry {concerns} to {to}. {police}."
    example = {
        "concerns": 16,
        "to": ["childrens_services", "general_practitioner"],
        "police": {
            "kind": "given",
            "officer": {
                "as": "DC Tom Hill",
                "role": "police_officer",
                "agency": "Hertfordshire Constabulary",
            },
        },
    }

    concerns: Annotated[EntryNumber, Refers("concerns", "MedicalReport")]
    """The entry with the report; its digest says which words were sent."""
    to: Annotated[
        tuple[
            Annotated[
                Literal["childrens_services", "general_practitioner"],
                Phrases(
                    {
                        "childrens_services": "children’s services",
                        "general_practitioner": "the child’s general practitioner",
                    }
                ),
            ],
            ...,
        ],
        Field(min_length=1),
        unique(),
    ]
    """To whom it went beside the police."""
    police: Annotated[PoliceGiven | PoliceNotGiven, Field(discriminator="kind")]
    """Whether the police have it: where appropriate they do (MED-23)."""
