"""What the authority decides for the whole ledger, in a stream of its own.

An enquiry is read by the procedure that it began under, so every version stays in the ledger. What
was disposed of is gone, so the certificate stands here and not beside it.
"""

from typing import Annotated, ClassVar, Final, Literal

from pydantic import Field, Strict, StringConstraints, model_validator

from domain.calendar import Calendar
from domain.events.base import Event
from domain.events.directory import Bytes32, PublicKey
from domain.events.roles import LEGAL
from domain.values import Day, Id, Value, Words, unique

__all__ = [
    "AUTHORITY_EVENTS",
    "CalendarAdopted",
    "LedgerKeyIntroduced",
    "LedgerKeyRetired",
    "ProfileAdopted",
    "RecordsDisposed",
    "SomeEntries",
    "WholeEnquiry",
]

MAX_TOML_CHARACTERS = 200_000
"""Bound on a procedure as data, ten times the larger of the two that ship."""
MAX_DISPOSED = 64
"""Most entries named singly: each is a signed reference, of which an entry has at most 64."""

Position = Annotated[int, Strict(), Field(ge=1)]
"""The number of an entry in a stream other than this one."""


class ProfileAdopted(
    Event, type="profile-adopted/1", by="registrar team_manager service_manager head_of_service"
):
    """The authority put a version of its procedure into force for enquiries that begin now."""

    name: Words
    version: Words
    toml: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TOML_CHARACTERS)]
    """The whole profile as it was adopted."""

    says = "{author} adopted the procedure “{name}”, {version}"
    example = {"name": "hertfordshire", "version": "version 74, May 2026", "toml": "[procedure]\n"}


class CalendarAdopted(
    Event, type="calendar-adopted/1", by="registrar team_manager service_manager head_of_service"
):
    """The authority adopted the bank holidays by which working days are counted."""

    name: Words
    version: Words
    first: Day
    last: Day
    bank_holidays: Annotated[tuple[Day, ...], unique()]

    says = "{author} adopted the calendar “{name}”, version {version}, for {first} to {last}"
    example = {
        "name": "england",
        "version": "2026-1",
        "first": "2026-01-01",
        "last": "2026-12-31",
        "bank_holidays": ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04"],
    }

    @model_validator(mode="after")
    def _is_a_calendar(self) -> "CalendarAdopted":
        self.calendar()
        return self

    def calendar(self) -> Calendar:
        """The calendar itself."""
        return Calendar(
            name=self.name,
            version=self.version,
            bank_holidays=frozenset(self.bank_holidays),
            first=self.first,
            last=self.last,
        )


class WholeEnquiry(Value):
    """Everything that was recorded in it. Whoever asks for it is told that there is none."""

    says: ClassVar[str] = "all {entries} entries of"

    kind: Literal["whole"]
    entries: Position
    """How many there are: one more, recorded since this was drafted, stops the disposal."""


class SomeEntries(Value):
    """Single entries, such as those about another family. The others stay as they are."""

    says: ClassVar[str] = "what was recorded under {numbers} in"

    kind: Literal["entries"]
    numbers: Annotated[tuple[Position, ...], Field(min_length=1, max_length=MAX_DISPOSED), unique()]


class RecordsDisposed(Event, type="records-disposed/1", rows="REC-04 TIM-17", by=LEGAL):
    """The certificate by which records of an enquiry are destroyed; digests and counts remain.

    The ledger carries it out as soon as it stands in the log: keys, words and envelopes go.
    """

    enquiry: Id
    extent: Annotated[WholeEnquiry | SomeEntries, Field(discriminator="kind")]
    """All of it, or single entries; a signed reference names the last of all, or each."""
    rule: Words
    """The retention rule or the law by which this is due."""
    reason: Words
    """Why now. It outlives the record, so it names nobody."""

    says = "{author} disposed of {extent} enquiry {enquiry}, by the rule “{rule}”: {reason}"
    example = {
        "enquiry": "0190a6c0-0000-4000-8000-00000000e001",
        "extent": {"kind": "whole", "entries": 34},
        "rule": "child_protection: 35 years from closure",
        "reason": "the period ended on 31 March 2061 and no proceedings are expected",
    }

    def named(self) -> tuple[int, ...]:
        """The positions that the signed references name: those disposed of, or the last of all."""
        match self.extent:
            case WholeEnquiry(entries=entries):
                return (entries,)
            case SomeEntries(numbers=numbers):
                return numbers

    def covers(self, seq: int) -> bool:
        """Whether the entry at this position of the enquiry is disposed of by this."""
        match self.extent:
            case WholeEnquiry(entries=entries):
                return seq <= entries
            case SomeEntries(numbers=numbers):
                return seq in numbers


class LedgerKeyIntroduced(Event, type="ledger-key-introduced/1", by="registrar"):
    """A further key signs for the ledger from now on, beside those that do, until they retire."""

    key: PublicKey
    reason: Words

    says = "{author} introduced the ledger key {key.kid}: {reason}"
    example = {"key": {"kid": "k" * 43, "x": "x" * 43}, "reason": "the yearly change of keys"}


class LedgerKeyRetired(Event, type="ledger-key-retired/1", by="registrar"):
    """A key signs for the ledger no more. What it signed before, of smaller logs, stays valid."""

    kid: Bytes32
    reason: Words

    says = "{author} retired the ledger key {kid}: {reason}"
    example = {"kid": "k" * 43, "reason": "every verifier has the new trust file"}


AUTHORITY_EVENTS: Final = (
    ProfileAdopted,
    CalendarAdopted,
    RecordsDisposed,
    LedgerKeyIntroduced,
    LedgerKeyRetired,
)
"""Every event of the authority's stream, and of no other."""
