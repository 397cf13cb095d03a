"""What a correction changed: part by part, the old and the new words with what differs marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from api.pages.entry_parts import Part, parts_of
from domain.entry import Entry
from projections.parts import plain, statement
from projections.reading import Reading
from projections.times import happened, instant_words
from projections.words import capital

__all__ = ["Change", "Run", "changes_of"]

_WORDS: Final = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stayed or, where `differs`, stand on this side alone."""

    words: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A part that differs. No words on a side: there was nothing, or nothing is left."""

    label: str
    before: tuple[Run, ...]
    after: tuple[Run, ...]


def changes_of(before: Entry, after: Entry, reading: Reading) -> tuple[Change, ...]:
    """Every part that an entry says otherwise than the one that it corrects; where no part does,
    the statement, if a later version of its template put the same into other words.
    """
    old, new = dict(_compared(before, reading)), dict(_compared(after, reading))
    empty = Part("", "", ())
    pairs = ((old.get(name, empty), new.get(name, empty)) for name in {**old, **new})
    found = tuple(_change(*pair) for pair in pairs if pair[0].text != pair[1].text)
    if found:
        return found
    words = (plain(statement(one, reading)) for one in (before, after))
    first, second = (Part("statement", "The statement", (one,)) for one in words)
    return (_change(first, second),) if first.text != second.text else ()


def _compared(entry: Entry, reading: Reading) -> Iterator[tuple[str, Part]]:
    """The parts of an entry and of its frame, by name."""
    frame = entry.frame
    yield "when", Part("when", "When it happened", (capital(happened(entry).words),))
    yield "known", Part("known", "When it was known", (instant_words(frame.known),))
    actor = frame.actor
    if actor is not None:
        yield "actor", Part("actor", "Who did it", (actor.as_,))
    for part in parts_of(entry, reading):
        yield f"part {part.name}", part


def _change(old: Part, new: Part) -> Change:
    before, after = _split(old.text), _split(new.text)
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return Change(
        label=new.label or old.label,
        before=tuple(
            Run("".join(before[first:last]), tag != "equal")
            for tag, first, last, _, _ in blocks
            if first < last
        ),
        after=tuple(
            Run("".join(after[first:last]), tag != "equal")
            for tag, _, _, first, last in blocks
            if first < last
        ),
    )


def _split(text: str) -> list[str]:
    return _WORDS.findall(text)
