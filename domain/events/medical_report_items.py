"""The ten items of a doctor's report on a child protection medical."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from domain.values import (
    EntryNumber,
    Instant,
    Opinion,
    Person,
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
    """Item 2: findings in words and in diagrams (MED-25).

    Diagrams are deposited documents, named here, or body maps recorded here as entries.
    """

    says: ClassVar[str] = (
        "Findings: {text}.[ Diagrams: {diagrams}.][ Body maps, by entry: {body_maps}.]"
    )

    kind: Literal["findings"]
    text: Text
    diagrams: tuple[Words, ...] = ()
    body_maps: Annotated[tuple[EntryNumber, ...], unique(), Refers("concerns", "BodyMap")] = ()


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
"""The ten items, each told by its `kind`."""
