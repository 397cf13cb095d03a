"""The report: findings, three verdicts, and what none of this proves (design, principle 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from crypto.anchors import Anchored
from crypto.bundle.telling import time_words
from ledger.verify.kinds import Kind, Severity, Subject

VERIFIED, ALTERED, UNPROVEN = 0, 1, 2
"""Exit codes (design, section 7); 3, not readable or wrong usage, is a `Problem` raised instead."""

Status = Literal["verified", "consistent", "altered"]

OWN_CLOCK: Final = (
    "the time of day, beyond the ledger’s own clock; only that it never ran backwards"
)
NOT_PROVEN: Final = (
    "that the words are true; only that they are the words that were signed",
    "who held the device when it signed; only that the key was its author’s",
    "who a practitioner is, beyond the word of the registrar who enrolled them",
    "what was never recorded",
    (
        "that an author’s role allowed an entry of an enquiry; only the directory, and what the "
        "authority adopted, are held to the rules of admission again"
    ),
    OWN_CLOCK,
    "that nothing was recorded after the last position that the given evidence attests",
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where: `position` in the ledger's order, `stream` and `seq`; None where it has none."""

    position: int | None = None
    stream: str | None = None
    seq: int | None = None

    def __str__(self) -> str:
        named = (
            self.position is not None and f"position {self.position}",
            self.seq is not None and f"entry {self.seq}",
            self.stream and f"stream {self.stream}",
        )
        return ", ".join(part for part in named if part) or "the ledger as a whole"


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of contradiction: the first place where it stands, and how many there are.

    `expected` is what stands there in an unaltered ledger, `found` what stands there now; neither
    carries a key or a disclosed word. `meaning` says what an altered record would look like.
    """

    kind: Kind
    first: Place
    expected: str
    found: str
    count: int = 1

    @property
    def severity(self) -> Severity:
        """Whether this shows an alteration, or leaves something unproven."""
        return self.kind.severity

    @property
    def meaning(self) -> str:
        """In words that a judge can read."""
        return self.kind.meaning


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the three: integrity, completeness, time."""

    subject: Subject
    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What was checked."""

    entries: int = 0
    streams: int = 0
    leaves: int = 0
    checkpoints: int = 0
    gone: int = 0
    """Entries that nobody can read any more: disposed of, or the key of their stream destroyed."""


@dataclass(frozen=True, slots=True)
class Report:
    """What verifying a whole ledger found, rederived from the stored bytes alone.

    `anchored` is the largest tree size that a piece of the given evidence attests, None without
    evidence; `stamped` the last checkpoint that an authority stamped whom the trust file asks for.
    Findings stand in the order of their first places.
    """

    ledger: str
    name: str
    demonstration: bool
    trusted: bool
    """Whether a trust file was given; otherwise the ledger vouched for itself."""
    counted: Counted
    anchored: int | None
    stamped: Anchored | None
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, Verdict, Verdict]
    not_proven: tuple[str, ...] = NOT_PROVEN

    @property
    def first(self) -> Finding | None:
        """The finding whose place comes first."""
        altered = [item for item in self.findings if item.severity is Severity.ALTERED]
        return next(iter(altered or self.findings), None)

    @property
    def exit_code(self) -> int:
        """1 altered; 2 consistent, but not proven to the end; 0 verified."""
        if any(item.severity is Severity.ALTERED for item in self.findings):
            return ALTERED
        return UNPROVEN if self.findings else VERIFIED

    def as_json(self) -> dict[str, Any]:
        """The report for machines: keys and kinds are stable."""
        first = self.first
        return {
            "format": "countersign-report/1",
            "ledger": self.ledger,
            "name": self.name,
            "demonstration": self.demonstration,
            "trusted": self.trusted,
            "counted": asdict(self.counted),
            "anchored": self.anchored,
            "stamped": asdict(self.stamped) if self.stamped else None,
            "exit": self.exit_code,
            "verdicts": {v.subject: {"status": v.status, "words": v.words} for v in self.verdicts},
            "first": asdict(first.first) if first else None,
            "findings": [_finding_json(item) for item in self.findings],
            "not_proven": list(self.not_proven),
        }


def _finding_json(finding: Finding) -> Mapping[str, Any]:
    return {
        "kind": finding.kind.code,
        "severity": finding.severity,
        "subject": finding.kind.subject,
        "first": asdict(finding.first),
        "count": finding.count,
        "expected": finding.expected,
        "found": finding.found,
        "meaning": finding.meaning,
    }


def verdicts(
    findings: Sequence[Finding], anchored: int | None, stamped: Anchored | None = None
) -> tuple[Verdict, Verdict, Verdict]:
    """The three verdicts that these findings leave."""
    return (
        _verdict("integrity", findings, _INTEGRITY),
        _verdict("completeness", findings, _completeness(anchored)),
        _verdict("time", findings, _time(stamped)),
    )


def not_proven(stamped: Anchored | None) -> tuple[str, ...]:
    """What no finding speaks of, and no verdict covers."""
    if stamped is None:
        return NOT_PROVEN
    within = (
        "the time of day more closely than the time stamps lie, beyond the ledger’s own clock; and "
        f"when entries behind {stamped.size} of the log were recorded, beyond it"
    )
    return tuple(within if line == OWN_CLOCK else line for line in NOT_PROVEN)


def _verdict(subject: Subject, findings: Sequence[Finding], words: Mapping[Status, str]) -> Verdict:
    severities = {item.severity for item in findings if item.kind.subject == subject}
    if Severity.ALTERED in severities:
        status: Status = "altered"
    else:
        status = "consistent" if Severity.UNPROVEN in severities else "verified"
    return Verdict(subject, status, words[status])


_INTEGRITY: Final[Mapping[Status, str]] = {
    "verified": "Every entry is as its author signed it, with a key that was theirs at the time.",
    "consistent": "What is stored fits together, but what it rests on was not given, or is gone.",
    "altered": "What is stored is not what was signed.",
}
_TIME: Final[Mapping[Status, str]] = {
    "verified": "The order of the entries is proven, and the ledger’s clock never ran backwards.",
    "consistent": "The order of the entries is proven, but not every time they state can stand.",
    "altered": "Times that were signed contradict the order, or the time stamps, of the log.",
}


def _time(stamped: Anchored | None) -> Mapping[Status, str]:
    if stamped is None:
        return _TIME
    upto = (
        f"Entries up to {stamped.size} of the log were recorded by {time_words(stamped.time)}, as "
        f"the time-stamping authority {stamped.by} attests"
    )
    return {
        "verified": f"{upto}, and none states a time outside the stamps around it.",
        "consistent": f"{upto}, but not every time they state can stand.",
        "altered": _TIME["altered"],
    }


def _completeness(anchored: int | None) -> Mapping[Status, str]:
    upto = "" if anchored is None else f" up to entry {anchored} of the log"
    return {
        "verified": f"Nothing is missing{upto}, as the evidence given attests.",
        "consistent": "No gap shows, but nothing given from outside says where the ledger ended.",
        "altered": "Something that was recorded is missing, or something stands where nothing did.",
    }
