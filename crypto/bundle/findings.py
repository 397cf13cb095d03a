"""Taking findings down: one for each kind, at its first place, with how many places there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from crypto.bundle.kinds import Kind


class Place(NamedTuple):
    """Where: a file of the bundle, a stream and a position in it; None where it has none.

    Places follow each other by stream, position and file, those without one first.
    """

    file: str | None = None
    stream: str | None = None
    seq: int | None = None

    @property
    def rank(self) -> tuple[str, int, str]:
        """What places are ordered by."""
        return self.stream or "", self.seq or 0, self.file or ""

    def __str__(self) -> str:
        named = (
            self.file,
            self.seq is not None and f"entry {self.seq}",
            self.stream and f"stream {self.stream}",
        )
        return ", ".join(part for part in named if part) or "the bundle as a whole"


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of contradiction: the first place where it stands, and at how many it does.

    `detail` is for an expert: the reason at the first place. It carries no disclosed word.
    """

    kind: Kind
    first: Place
    count: int
    detail: str


@dataclass(slots=True)
class Findings:
    """What was found so far; the same kind at the same place counts once."""

    _found: dict[Kind, dict[Place, str]] = field(default_factory=dict)

    def note(self, kind: Kind, place: Place, detail: str) -> None:
        """Take down one more."""
        self._found.setdefault(kind, {}).setdefault(place, detail)

    def sorted(self) -> tuple[Finding, ...]:
        """The findings by the files of their first places, then by code."""
        found = [_finding(kind, places) for kind, places in self._found.items()]
        return tuple(sorted(found, key=lambda one: (one.first.file or "", one.kind.code)))


def _finding(kind: Kind, places: Mapping[Place, str]) -> Finding:
    first = min(places, key=lambda place: place.rank)
    return Finding(kind, first, len(places), places[first])
