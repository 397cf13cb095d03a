"""Which form answers a finding or an open duty, and what that form can begin with.

All of it follows from the event that puts the matter right: its fields say which entry, person,
discussion or action it is about, and the matter rests on entries that name them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from domain.duties import DutyStatus, Given
from domain.duties.spans import happened
from domain.entry import Entry
from domain.events.base import Event, marked_numbers
from domain.events.records import DelayExplained
from domain.findings import Finding
from domain.values import Mention
from projections.view import View

__all__ = ["Answer", "answer_to_duty", "answer_to_finding"]

_SHARED: Final = ("child", "person", "discussion", "agency")
"""Fields that mean the same in every event that has them."""


class Answer(View):
    """The form that answers a finding or a duty."""

    event: str
    """The event to record."""
    title: str
    """The same in words: `agency check received`."""
    given: dict[str, str | int]
    """Fields that the form can begin with: local ids of persons, numbers of entries."""
    corrects: int | None
    """The entry to correct, where only an exact time tells what happened."""


def answer_to_duty(status: DutyStatus) -> Answer:
    """The form that meets a duty."""
    return _answer(status.duty.remedy, status.entries, status.given)


def answer_to_finding(finding: Finding) -> Answer:
    """The form that puts a finding right, or explains it where nothing can."""
    corrects = _inexact(finding) if finding.kind == "undecided" else None
    entries = () if finding.remedy is DelayExplained else finding.entries  # of a row, not of these
    return _answer(finding.remedy, entries, finding.given, corrects)


def _answer(
    remedy: type[Event], entries: Sequence[Entry], given: Given, corrects: int | None = None
) -> Answer:
    found = {**dict(_shared(entries)), **dict(_referred(remedy, entries)), **dict(given)}
    known = {field: said for field, said in found.items() if field in remedy.model_fields}
    return Answer(event=remedy.__name__, title=remedy.in_words(), given=known, corrects=corrects)


def _shared(entries: Sequence[Entry]) -> Iterator[tuple[str, str | int]]:
    """What the first entry that has such a field says in it."""
    for field in _SHARED:
        values = (getattr(entry.event, field, None) for entry in entries)
        said = next((value for value in values if value is not None), None)
        if isinstance(said, Mention):
            yield field, said.p
        elif isinstance(said, str | int):
            yield field, said


def _referred(remedy: type[Event], entries: Sequence[Entry]) -> Iterator[tuple[str, int]]:
    """The last entry of a kind that the field asks for; one that asks for none, takes the only."""
    for field, mark in marked_numbers(remedy):
        fitting = [one for one in entries if type(one.event).__name__ in mark.to]
        alone = not mark.to and (len(entries) == 1 or mark.rel == "countersigns")
        if fitting or alone:
            yield field, (fitting or entries)[-1].seq


def _inexact(finding: Finding) -> int | None:
    """The entry whose time decides nothing: the last of those that the remedy can replace."""
    same = [entry for entry in finding.entries if entry.event.newest() is finding.remedy]
    spans = [(entry, happened(entry)) for entry in same]
    inexact = [entry for entry, span in spans if span.earliest != span.latest]
    return (inexact or same)[-1].seq if same else None
