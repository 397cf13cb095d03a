"""What of an entry its reader is handed: the disclosures of the parts that they may see.

With these they verify the very envelope that was signed. What is kept back is a digest there, which
tells nothing of it but that it exists (128 bits of salt).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, cast

from crypto.canonical import Json, decode_all, digest, unb64
from crypto.entry import parse_envelope
from domain.clearance import Clearance, Readable
from domain.entry import Entry
from domain.marks import marks_at
from domain.values import Mark
from domain.visible import Gap, Visible, visible_fields
from ledger.reading.history import Signed

__all__ = ["Handed", "handed_to"]

_STATEMENT: Final = "statement"
_VALUE: Final = "v"


@dataclass(frozen=True, slots=True)
class Handed:
    """What a reader is handed of an entry."""

    disclosures: tuple[str, ...]
    """In the order in which they were signed."""
    gaps: int
    """Digests in what they are handed for which they have nothing. What lies within a part that is
    withheld is not counted: that would tell how much of it there is."""


def handed_to(
    signed: Signed, entry: Entry, sources: Sequence[str | None], clearance: Clearance
) -> Handed:
    """What a reader may be handed of an entry.

    `sources` names for each segment of the statement the part that it came from. Whoever may not
    see the entry at all is handed nothing of its content.
    """
    sd = parse_envelope(signed.jws).sd
    if not _sees(clearance, entry, {entry.mark}):
        return Handed((), len(sd))
    handing = _Handing(signed.disclosures)
    fields = visible_fields(entry, clearance)
    for key in sd:
        name = handing.name(key)
        if name == _STATEMENT:
            handing.give(key, _statement(entry, sources, clearance))
        elif name in fields:
            handing.give(key, {_VALUE: fields[name]})
        else:
            handing.give(key, None)
    given = tuple(text for text in signed.disclosures if text in handing.given)
    return Handed(given, handing.gaps)


def _statement(entry: Entry, sources: Sequence[str | None], clearance: Clearance) -> list[Visible]:
    """For each segment, whether it is a gap."""
    marks = (marks_at(entry, source) for source in sources)
    return [None if _sees(clearance, entry, found) else Gap(min(found)) for found in marks]


def _sees(clearance: Clearance, entry: Entry, marks: set[Mark] | frozenset[Mark]) -> bool:
    return all(clearance.sees(Readable(mark, entry.author)) for mark in marks)


class _Handing:
    """Walks the signed parts beside what of them is seen; what has no gap is given."""

    def __init__(self, disclosures: Sequence[str]) -> None:
        values = decode_all([unb64(text) for text in disclosures])
        self.given: set[str] = set()
        self.gaps = 0
        self._parts = {
            digest(text.encode("ascii")): (text, cast(list[Json], parts))
            for text, parts in zip(disclosures, values, strict=True)
        }

    def name(self, key: str) -> Json:
        """The name of a top-level part."""
        return self._parts[key][1][1]

    def give(self, key: str, seen: Visible | Gap) -> None:
        """Give a part and those within it; `seen` says where a gap is, None that there is none."""
        if _has_gap(seen):
            self.gaps += 1
            return
        text, parts = self._parts[key]
        self.given.add(text)
        self._within(parts[-1], seen)

    def _within(self, value: Json, seen: Visible | Gap) -> None:
        if isinstance(value, list):
            several = seen if isinstance(seen, list) else [None] * len(value)
            for element, one in zip(value, several, strict=True):
                self.give(str(cast(dict[str, Json], element)["..."]), one)
        elif isinstance(value, dict):
            for name, item in value.items():
                self._within(item, seen.get(name) if isinstance(seen, dict) else None)


def _has_gap(seen: Visible | Gap) -> bool:
    """Whether something is withheld that is no disclosure of its own: then the whole part is."""
    if isinstance(seen, dict):
        return any(map(_has_gap, seen.values()))
    return isinstance(seen, Gap)
