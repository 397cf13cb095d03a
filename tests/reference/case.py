"""One bundle under verification: what was read of it so far, and what was found (F16.38-40)."""

from dataclasses import dataclass, field
from typing import Any

from tests.reference.basics import need
from tests.reference.entries import Entry
from tests.reference.ledger import Keys
from tests.reference.listing import codes_used
from tests.reference.notes import Tree
from tests.reference.people import People

Place = tuple[str | None, str | None, int | None]
"""File, stream, position."""

OPEN = {
    *("no-trust-file", "disputed", "cosignatures-missing", "absence-unproven"),
    *("stamp-missing", "stamp-unchecked"),
}
COMPLETENESS = {
    *("cosignatures-missing", "absence-unproven", "file-missing", "stream-gap"),
    *("reference-dangling", "gap-unexplained", "gap-stray", "document-missing", "head-differs"),
    *("later-than-view", "absence-refused"),
}
TIME = {
    *("stamp-missing", "stamp-unchecked", "clock-back", "stamp-invalid", "time-outside-anchors"),
}


class At:
    """A listed position, and its entry as far as it is given."""

    def __init__(self, stream: dict[str, Any], listed: dict[str, Any]) -> None:
        self.stream, self.kind = stream["stream"], stream["kind"]
        self.seq, self.index, self.digest = listed["seq"], listed["index"], listed["digest"]
        self.given = listed["given"]
        self.file = f"entries/{self.stream}/{self.seq}.sdjwt"
        self.place: Place = (self.file, self.stream, self.seq)
        self.entry: Entry | None = None
        self.revealed = False
        self.sound = True


@dataclass
class Case:
    """Everything about one bundle; what comes behind `findings` is known once it was looked at."""

    trust: dict[str, Any] | None
    files: dict[str, bytes] = field(default_factory=dict)
    manifest: dict[str, Any] | None = None
    findings: dict[str, set[Place]] = field(default_factory=dict)
    complete: bool = False
    genesis: dict[str, Any] = field(default_factory=dict)
    ledger: str = ""
    keys: Keys = field(default_factory=lambda: Keys("", []))
    people: People = field(init=False)
    at: list[At] = field(default_factory=list)
    outside: int = 0
    tree: Tree | None = None
    anchors: dict[int, str] = field(default_factory=dict)
    ends: dict[str, tuple[int, str]] = field(default_factory=dict)
    unlisted: int = 0
    """Gaps in what came with the officer's signature (F16.32)."""

    @property
    def said(self) -> dict[str, Any]:
        """The manifest."""
        need(self.manifest is not None, "no manifest")
        return self.manifest or {}

    def found(self, code: str, place: Place) -> None:
        """F16.38."""
        self.findings.setdefault(code, set()).add(place)

    def unsound(self, code: str, one: At) -> None:
        """A finding about an entry that changes nothing from here on (F16.24)."""
        one.sound = False
        self.found(code, one.place)

    def report(self) -> dict[str, Any]:
        """F16.38 to F16.40, but for words."""
        lines = []
        for code, places in self.findings.items():
            first = min(places, key=lambda one: (one[1] or "", one[2] or 0, one[0] or ""))
            lines.append((code, *first, len(places)))
        codes = set(self.findings)
        altered = codes - OPEN - {"archive-refused"}
        return {
            "exit": 3 if "archive-refused" in codes else 1 if altered else 2 if codes else 0,
            "ledger": self.manifest["ledger"] if self.manifest else None,
            "verdicts": {
                "integrity": self._verdict(codes - COMPLETENESS - TIME),
                "completeness": self._verdict(codes & COMPLETENESS),
                "time": self._verdict(codes & TIME),
            },
            "findings": sorted(lines, key=lambda one: (one[1] or "", one[0])),
            "withheld": len(codes_used(self.manifest)) if self.manifest else 0,
            "issue": self.unlisted,
        }

    def _verdict(self, codes: set[str]) -> str:
        if codes - OPEN - {"archive-refused"}:
            return "altered"
        if not self.complete:
            return "unchecked"
        return "consistent" if codes else "verified"
