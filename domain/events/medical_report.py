"""The doctor's report on a child protection medical: ten items, and whose words they are."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.events.base import Countersigning, Event
from domain.events.roles import CHILDRENS_SERVICES, EXAMINERS
from domain.values import (
    EntryNumber,
    Instant,
    Opinion,
    Person,
    Professional,
    Refers,
    Text,
    Value,
    Verbatim,
    Who,
    Words,
    unique,
)


class Account(Value):
    """Somebody's account of an injury, word for word."""

    says: ClassVar[str] = "{person}: {words}."

    person: Person
    words: Verbatim


class Accounts(Value):
    """Item 1: accounts of parents, carers and child, and where they differ or change (MED-24)."""

    says: ClassVar[str] = (
        "Accounts, word for word. {accounts}[ Where they differ: {discrepancies}.]"
    )

    kind: Literal["accounts"]
    accounts: Annotated[tuple[Account, ...], Field(min_length=1)]
    discrepancies: Text | None = None


class Findings(Value):
    """Item 2: findings in words; diagrams are deposited documents, named here (MED-25)."""

    says: ClassVar[str] = "Findings: {text}.[ Diagrams: {diagrams}.]"

    kind: Literal["findings"]
    text: Text
    diagrams: tuple[Words, ...] = ()


class Injury(Value):
    """One mark or injury."""

    says: ClassVar[str] = "{site}, {size}, {shape}"

    site: Words
    size: Words
    shape: Words


class Injuries(Value):
    """Item 3: site, size and shape of each mark or injury (MED-25)."""

    says: ClassVar[str] = "Marks and injuries: {marks}."

    kind: Literal["marks"]
    marks: Annotated[tuple[Injury, ...], Field(min_length=1)]


class Consistency(Value):
    """Item 4: the opinion whether the injury is consistent with the explanation (MED-25)."""

    says: ClassVar[str] = "Opinion: {opinion}."

    kind: Literal["opinion"]
    opinion: Opinion


class Examination(Value):
    """Item 5: date, time and place (MED-26)."""

    says: ClassVar[str] = "The examination began on {began} at {place}."

    kind: Literal["examination"]
    began: Instant
    place: Words


class Present(Value):
    """Item 6: those present (MED-26)."""

    says: ClassVar[str] = "Present: {people}."

    kind: Literal["present"]
    people: Annotated[tuple[Who, ...], Field(min_length=1), unique()]


class ConsentNoted(Value):
    """Item 7: who gave consent and how (MED-27)."""

    says: ClassVar[str] = "Consent: {text}[, as recorded in entry {entry}]."

    kind: Literal["consent"]
    text: Words
    entry: Annotated[EntryNumber | None, Refers("concerns", "MedicalConsent")] = None


class OtherFindings(Value):
    """Item 8: other findings that matter to the child (MED-28)."""

    says: ClassVar[str] = "Other findings: {text}."

    kind: Literal["other_findings"]
    text: Text


class Development(Value):
    """Item 9: developmental progress (MED-28)."""

    says: ClassVar[str] = "Development: {text}."

    kind: Literal["development"]
    text: Text


class Ended(Value):
    """Item 10: the time the examination ended (MED-26)."""

    says: ClassVar[str] = "The examination ended on {ended}."

    kind: Literal["ended"]
    ended: Instant


Item = Annotated[
    Accounts
    | Findings
    | Injuries
    | Consistency
    | Examination
    | Present
    | ConsentNoted
    | OtherFindings
    | Development
    | Ended,
    Field(discriminator="kind"),
]


class MedicalReport(
    Event,
    type="medical-report/1",
    rows="MED-23..29 MED-32",
    by=f"{EXAMINERS} {CHILDRENS_SERVICES}",
    countersign=Countersigning(kind="confirm_words", by="medical.examiners"),
):
    """The examining doctor's report. Deposited by somebody else, the doctor confirms the words.

    A report with an item missing is recorded as it came; what is missing is a finding.
    """

    says = "Report of {examiner} on the examination of {child} (entry {concerns}). {items}"
    example = {
        "child": "maya",
        "examiner": {
            "as": "Dr Helen Marsh",
            "role": "paediatrician",
            "agency": "Lister Hospital",
            "registration": "GMC 7012345",
        },
        "concerns": 15,
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
    items: Annotated[tuple[Item, ...], Field(min_length=1), unique(lambda item: item.kind)]
    """The items of the report, each at most once; a complete report has all ten."""
