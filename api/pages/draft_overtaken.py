"""What was recorded elsewhere while a draft lay: nobody is led to sign a second time what is done.

The ledger closes a draft as it admits what was signed of it. What its author signs on the command
line, or a colleague does first, closes none, since a draft may hold words that are in no entry: it
says so, and its author decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.forms.asked import is_number
from api.pages.asked_of import KINDS
from domain.entry import Entry
from domain.events import BY_NAME
from domain.events.records import Countersignature, Return
from ledger.saved import SavedDraft
from projections.countersigning import standing_of
from projections.parts import how_replaced
from projections.reading import Reading

__all__ = ["Overtaken", "overtaken"]


@dataclass(frozen=True, slots=True)
class Overtaken:
    """What was recorded, in words, and where. `settled`: nothing is left to sign of the draft."""

    words: str
    entry: int
    settled: bool = True


def overtaken(draft: SavedDraft, reading: Reading | None, reader: str) -> Overtaken | None:
    """What of a draft is done already; None where all of it is still to be signed."""
    if draft.is_closed or reading is None:
        return None
    return next(_found(draft, reading, reader), None)


def _found(draft: SavedDraft, reading: Reading, reader: str) -> Iterator[Overtaken]:
    event = BY_NAME[draft.event]
    about = _entry(draft, "corrects", reading)
    if about:
        yield from _replaced(about, reading)
    if event is Countersignature:
        yield from _countersigned(draft, reading, reader)
    elif event is Return:
        yield from _returned(draft, reading, reader)
    elif not about:
        yield from _recorded(draft, reading, reader)


def _replaced(about: Entry, reading: Reading) -> Iterator[Overtaken]:
    by = reading.enquiry.replaced_by(about)
    if by:
        yield Overtaken(f"Entry {about.seq} has been {how_replaced(by)} meanwhile.", by.seq)


def _countersigned(draft: SavedDraft, reading: Reading, reader: str) -> Iterator[Overtaken]:
    about = _entry(draft, "countersigns", reading)
    if about is None:
        return
    yield from _replaced(about, reading)
    standing, kind = standing_of(about, reading), _first(draft, "kind")
    open_ = any(need.kind == kind for need in standing.outstanding)
    for given, event in reversed(standing.given):
        own = given.author == reader
        if event.kind == kind and (own or not open_) and not reading.withholds(given):
            who = "You have" if own else f"{given.frame.capacity.as_} has"
            yield Overtaken(f"{who} {_did(event, about)} already.", given.seq)


def _did(event: Countersignature, about: Entry) -> str:
    verb, _, rest = KINDS[event.kind][1].partition(" ")
    return f"{verb} entry {about.seq}{f' {rest}' if rest else ''}"


def _returned(draft: SavedDraft, reading: Reading, reader: str) -> Iterator[Overtaken]:
    about = _entry(draft, "returns", reading)
    if about is None:
        return
    yield from _replaced(about, reading)
    for other in _since(draft.begun, reading):
        event = other.event
        if isinstance(event, Return) and event.returns == about.seq and other.author == reader:
            yield Overtaken(f"You have returned entry {about.seq} already.", other.seq)
    standing = standing_of(about, reading)
    given = [entry for entry, _ in standing.given if not reading.withholds(entry)]
    if given and not standing.outstanding:
        yield Overtaken(f"Entry {about.seq} waits for nobody any more.", given[-1].seq)


def _recorded(draft: SavedDraft, reading: Reading, reader: str) -> Iterator[Overtaken]:
    """The like of it, by the same author or about the same numbers: perhaps another occasion."""
    for other in _since(draft.saved, reading):
        if other.event.newest() is not BY_NAME[draft.event] or reading.hides(other):
            continue
        own = other.author == reader
        numbers = {name: value for name, value in other.event if type(value) is int}
        same = all(_first(draft, name) == str(value) for name, value in numbers.items())
        if same and (own or numbers):
            who = "You have" if own else f"{other.frame.capacity.as_} has"
            yield Overtaken(f"{who} recorded the like since this was saved.", other.seq, False)


def _since(moment: int, reading: Reading) -> Iterator[Entry]:
    """The standing entries that were recorded after a moment, the last first."""
    for entry in reversed(tuple(reading.enquiry.standing())):
        if entry.recorded.timestamp() <= moment:
            return
        yield entry


def _entry(draft: SavedDraft, name: str, reading: Reading) -> Entry | None:
    """The entry that an answer names, where the reader sees any of it."""
    number = _first(draft, name)
    if not is_number(number, 9) or not 0 < int(number) <= reading.enquiry.version:
        return None
    entry = reading.enquiry.entry(int(number))
    return None if reading.withholds(entry) else entry


def _first(draft: SavedDraft, name: str) -> str:
    return next(iter(draft.answers.get(name, ())), "")
