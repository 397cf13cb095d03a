"""Names over time: which names were recorded anew after an entry was signed (principle 4)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from domain.enquiry import REPLACES
from domain.entry import Entry
from domain.people import people_of
from projections.parts import Named, Pieces
from projections.reading import Reading
from projections.view import View

__all__ = ["NameSince", "Names"]


class NameSince(View):
    """Somebody's name was recorded anew after this entry; its words stay as signed."""

    person: str
    """Local id."""
    written: tuple[str, ...]
    """The name or names in the signed words."""
    now: str
    """The name in use now."""
    entry: int
    """The entry that brought it into use."""


class Names:
    """The name in use of everybody, from one entry to the next, as far as the reader may see."""

    def __init__(self, reading: Reading) -> None:
        self._in_use: dict[str, list[tuple[int, str]]] = {}
        enquiry = reading.enquiry
        naming = {entry.seq for entry in enquiry.entries if reading.names(entry)}
        for entry in enquiry.entries:
            if entry.seq in naming or _replaces_one_of(naming, entry):
                standing = enquiry.at_version(entry.seq).in_turn
                self._learn(entry.seq, (e for e in standing if e.seq in naming))

    def since(self, entry: Entry, words: Pieces) -> Iterator[NameSince]:
        """The names in an entry's words that were recorded anew since."""
        written: dict[str, dict[str, None]] = {}
        for piece in words:
            if isinstance(piece, Named):
                written.setdefault(piece.person, {})[piece.text] = None
        for person, texts in written.items():
            changed = self._changed_after(entry.seq, person)
            if changed:
                yield NameSince(
                    person=person, written=tuple(texts), now=changed[1], entry=changed[0]
                )

    def _learn(self, seq: int, naming: Iterator[Entry]) -> None:
        for person in people_of(naming).values():
            known = self._in_use.setdefault(person.id, [])
            if not known or known[-1][1] != person.name:
                known.append((seq, person.name))

    def _changed_after(self, seq: int, person: str) -> tuple[int, str] | None:
        known = self._in_use.get(person, [])
        then = bisect_right(known, seq, key=lambda one: one[0])
        if then in (0, len(known)) or known[then - 1][1] == known[-1][1]:
            return None
        return known[-1]


def _replaces_one_of(naming: set[int], entry: Entry) -> bool:
    return any(ref.rel in REPLACES and ref.seq in naming for ref in entry.refs)
