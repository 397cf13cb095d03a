"""What is still to be done in an enquiry: actions, checks, objections, signatures, duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from domain.duties import State
from domain.entry import Entry
from domain.events.checks import AgencyCheckChased, AgencyCheckReceived, AgencyCheckRequested
from projections.countersignatures import Outstanding, countersignatures
from projections.duties import DutyView, duty_views, visible_statuses
from projections.objections import Objection, objections
from projections.parts import Link, Pieces, Somebody, link_to, somebody, text_of
from projections.reading import Reading
from projections.view import View

__all__ = ["Open", "OpenAction", "OpenCheck", "still_open"]


class OpenAction(View):
    """An agreed action that nobody recorded as completed (STR-29)."""

    number: int
    what: Pieces
    owner: Somebody
    due: datetime
    """The last instant in time."""
    overdue: bool
    entry: int
    """The strategy record that agreed it."""


class OpenCheck(View):
    """A request to an agency that has no answer yet."""

    request: Link
    to: str | None
    """The agency asked; null where the reader may not see it."""
    due: datetime | None
    """The last instant in time; null where the reader may not see it."""
    overdue: bool
    chased: tuple[int, ...]
    """Entries that asked for it again."""


class Open(View):
    """What is still to be done."""

    actions: tuple[OpenAction, ...]
    checks: tuple[OpenCheck, ...]
    objections: tuple[Objection, ...]
    countersignatures: tuple[Outstanding, ...]
    duties: tuple[DutyView, ...]
    """The running and the overdue, and those of which the recorded times do not tell."""


_OPEN: Final = frozenset({State.RUNNING, State.OVERDUE, State.CANNOT_TELL})


def still_open(reading: Reading) -> Open:
    """What is still to be done, as far as the reader may see it."""
    undone = [status for status in reading.statuses if status.state in _OPEN]
    return Open(
        actions=tuple(_actions(reading)),
        checks=tuple(_checks(reading)),
        objections=tuple(one for one in objections(reading) if not one.answered),
        countersignatures=countersignatures(reading).outstanding,
        duties=duty_views(
            visible_statuses(undone, reading, lambda: reading.open_statuses), reading.profile
        ),
    )


def _actions(reading: Reading) -> Iterator[OpenAction]:
    for action in reading.enquiry.open_actions():
        entry, agreed = action.entry, action.agreed
        if reading.sees(entry, "actions"):
            due = agreed.due.bounds()[1]
            yield OpenAction(
                number=agreed.number,
                what=text_of(entry, "actions", agreed.what, reading),
                owner=somebody(agreed.owner, reading.profile),
                due=due,
                overdue=reading.now > due,
                entry=entry.seq,
            )


def _checks(reading: Reading) -> Iterator[OpenCheck]:
    for entry, event in reading.enquiry.of(AgencyCheckRequested):
        if reading.sees(entry) and not _answered(entry, reading):
            due = event.due.bounds()[1] if reading.sees(entry, "due") else None
            chased = reading.case.answering(entry, "concerns")
            yield OpenCheck(
                request=link_to(entry, reading),
                to=event.agency if reading.sees(entry, "agency") else None,
                due=due,
                overdue=due is not None and reading.now > due,
                chased=tuple(
                    one.seq
                    for one in chased
                    if isinstance(one.event, AgencyCheckChased) and reading.sees(one)
                ),
            )


def _answered(entry: Entry, reading: Reading) -> bool:
    """By anything recorded: that an answer is withheld from a reader does not make it open."""
    answers = reading.case.answering(entry, "answers")
    return any(isinstance(answer.event, AgencyCheckReceived) for answer in answers)
