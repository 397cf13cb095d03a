"""What the authority adopts: its procedure and its calendar, in a stream of their own.

An enquiry is read by the procedure that it began under, so every version stays in the ledger.
"""

from typing import Annotated, Final

from pydantic import StringConstraints, model_validator

from domain.calendar import Calendar
from domain.events.base import Event
from domain.values import Day, Words, unique

__all__ = ["AUTHORITY_EVENTS", "CalendarAdopted", "ProfileAdopted"]

MAX_TOML_CHARACTERS = 200_000
"""Bound on a procedure as data, ten times the larger of the two that ship."""


class ProfileAdopted(
    Event, type="profile-adopted/1", by="registrar team_manager service_manager head_of_service"
):
    """The authority put a version of its procedure into force for enquiries that begin now."""

    name: Words
    version: Words
    toml: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TOML_CHARACTERS)]
    """The whole profile as it was adopted."""

    says = "{author} adopted the procedure “{name}”, version {version}"
    example = {"name": "hertfordshire", "version": "74", "toml": "[procedure]\n"}


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


AUTHORITY_EVENTS: Final = (ProfileAdopted, CalendarAdopted)
"""Every event of the authority's stream, and of no other."""
