"""Strategy discussions by their number: what belongs to one, and who took part."""

from __future__ import annotations

from collections.abc import Iterator

from domain.duties.case import Case, Wanted, any_of
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.strategy import (
    Attended,
    ParticipantAttended,
    ParticipantInvited,
    StrategyDiscussionHeld,
    WrittenContribution,
)
from domain.values import Professional


def same_discussion(one: Entry, other: Entry) -> bool:
    """Whether two entries are about the discussion of the same number."""
    number = getattr(one.event, "discussion", None)
    return number is not None and number == getattr(other.event, "discussion", None)


def of_discussion(wanted: Wanted, entry: Entry, case: Case) -> list[Entry]:
    """The standing entries that fit and are about the discussion that this entry is about."""
    return [other for other in case.all(wanted) if same_discussion(other, entry)]


def held(entry: Entry, case: Case) -> Entry | None:
    """That the discussion which this entry is about was held, if it was."""
    return next(iter(of_discussion(StrategyDiscussionHeld, entry, case)), None)


def invited(case: Case) -> Iterator[Professional]:
    """Everybody who was asked to a discussion, was expected at one, or chaired it."""
    for entry in case.all(any_of(ParticipantInvited, ParticipantAttended)):
        if isinstance(entry.event, ParticipantInvited | ParticipantAttended):
            yield entry.event.participant
    for entry in case.all(StrategyDiscussionHeld):
        yield from _chair(entry, case)


def took_part(entry: Entry, case: Case, *, in_writing: bool = False) -> Iterator[Professional]:
    """The chair and those who attended; with `in_writing`, those who contributed so as well."""
    yield from _chair(entry, case)
    for other in of_discussion(ParticipantAttended, entry, case):
        event = other.event
        if isinstance(event, ParticipantAttended) and (
            isinstance(event.attendance, Attended)
            or (in_writing and isinstance(event.attendance, WrittenContribution))
        ):
            yield event.participant


def _chair(entry: Entry, case: Case) -> Iterator[Professional]:
    there = held(entry, case)
    if there and isinstance(there.event, StrategyDiscussionHeld):
        yield there.event.chair


def known_by_then(fact: Entry, entry: Entry, case: Case) -> bool:
    """Whether something was so when the discussion was held, or may be so while it is awaited."""
    there = held(entry, case)
    return there is None or not happened(fact).surely_after(happened(there))
