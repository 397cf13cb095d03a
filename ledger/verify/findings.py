"""Taking findings down: one for each kind, at its first place, with how many there are."""

from collections.abc import Callable
from dataclasses import replace

from ledger.verify.kinds import Kind
from ledger.verify.report import Finding, Place

Note = Callable[[Kind, Place, str, str], None]
"""Takes down a finding: its kind, where, what was expected and what was found."""


class Findings:
    """What was found so far."""

    def __init__(self) -> None:
        self._found: dict[str, Finding] = {}

    def note(self, kind: Kind, place: Place, expected: str, found: str) -> None:
        """Take down one more."""
        new = Finding(kind, place, expected, found)
        known = self._found.get(kind.code, new)
        first = new if _rank(place) < _rank(known.first) else known
        count = known.count + 1 if kind.code in self._found else 1
        self._found[kind.code] = replace(first, count=count)

    def sorted(self) -> tuple[Finding, ...]:
        """The findings by their first places; those without one stand last."""
        return tuple(sorted(self._found.values(), key=lambda finding: _rank(finding.first)))


def _rank(place: Place) -> tuple[bool, int, str, int]:
    position = place.position
    return position is None, position or 0, place.stream or "", place.seq or 0
