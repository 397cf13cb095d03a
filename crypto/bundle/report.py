"""The report on a bundle: three verdicts, what was found, what is withheld, what is not proven."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from crypto.bundle.findings import Finding
from crypto.bundle.issue import Issued
from crypto.bundle.kinds import Subject
from crypto.manifest import Manifest

FORMAT: Final = "countersign-report/1"
VERIFIED, ALTERED, UNPROVEN, UNREADABLE = 0, 1, 2, 3
"""Exit codes."""

Status = Literal["verified", "consistent", "altered", "unchecked"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One of the three."""

    subject: Subject
    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class BundleReport:
    """What verifying a bundle found.

    `manifest` is None where it could not be read, `issued` where nobody answers for it, `page`
    where none came with it. `proven`, `not_proven` and `absent` (what was not recorded) are
    sentences. Whoever uses the files of a bundle after this asks `exit_code`.
    """

    manifest: Manifest | None
    issued: Issued | None
    findings: tuple[Finding, ...]
    verdicts: tuple[Verdict, ...]
    proven: tuple[str, ...]
    not_proven: tuple[str, ...]
    absent: tuple[str, ...] = ()
    page: str | None = None
    """SHA-256 of the verifier page that came with it, in hexadecimal."""

    @property
    def exit_code(self) -> int:
        """3 unreadable, else 1 altered, else 2 not attested as the trust file asks, else 0."""
        severities = {finding.kind.severity for finding in self.findings}
        for severity, code in _EXITS:
            if severity in severities:
                return code
        return VERIFIED

    @property
    def first(self) -> Finding | None:
        """The finding to begin with: an alteration, if there is one."""
        ordered = sorted(self.findings, key=lambda one: (one.kind.severity, one.first.rank))
        return ordered[0] if ordered else None

    def withheld(self) -> dict[str, Any]:
        """How many entries, parts of others and documents are withheld, and for which reasons; and
        how many parts of what came with the officer's signature (`issue`), which no list names.
        """
        counted = self.manifest.counted() if self.manifest else _NOTHING
        return {**counted, "issue": self.issued.gaps if self.issued else 0}

    def as_json(self) -> dict[str, Any]:
        """The report for machines; both verifiers give the same, but for words."""
        manifest = self.manifest
        return {
            "format": FORMAT,
            "exit": self.exit_code,
            "ledger": manifest.ledger if manifest else None,
            "enquiry": manifest.enquiry if manifest else None,
            "size": manifest.size if manifest else None,
            "demonstration": manifest.demonstration if manifest else None,
            "verdicts": {v.subject: {"status": v.status, "words": v.words} for v in self.verdicts},
            "findings": [_finding_json(finding) for finding in self.findings],
            "withheld": self.withheld(),
            "proven": [*self.proven, *self.absent],
            "not_proven": list(self.not_proven),
        }


def verdicts(
    findings: Sequence[Finding], size: int | None, *, checked: bool, attested: bool
) -> tuple[Verdict, ...]:
    """The three verdicts that these findings leave.

    `size` is that of the view, `checked` false if the rest was not looked at, `attested` true if
    somebody outside attests times.
    """
    words = {**WORDS, ("time", "verified"): TIME_ATTESTED} if attested else WORDS
    return tuple(_verdict(one, findings, size, words, checked) for one in get_args(Subject))


def _verdict(
    subject: Subject,
    findings: Sequence[Finding],
    size: int | None,
    words: Mapping[tuple[Subject, Status], str],
    checked: bool,
) -> Verdict:
    severities = {one.kind.severity for one in findings if one.kind.subject == subject}
    if "altered" in severities:
        status: Status = "altered"
    elif not checked:
        status = "unchecked"
    else:
        status = "consistent" if "unproven" in severities else "verified"
    said = words.get((subject, status), UNCHECKED)
    return Verdict(subject, status, said.format(size=size))


def _finding_json(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.kind.code,
        "file": finding.first.file,
        "stream": finding.first.stream,
        "seq": finding.first.seq,
        "count": finding.count,
        "meaning": finding.kind.meaning,
    }


_NOTHING: Final[Mapping[str, Any]] = {"entries": 0, "parts": 0, "documents": 0, "reasons": {}}
_EXITS: Final = (("unreadable", UNREADABLE), ("altered", ALTERED), ("unproven", UNPROVEN))
UNCHECKED: Final = "Not looked at, because of what was found before."
TIME_ATTESTED: Final = (
    "The order of the entries is proven, and the times that they state fit between those that "
    "others outside attest."
)
WORDS: Final[Mapping[tuple[Subject, Status], str]] = {
    ("integrity", "verified"): (
        "Every entry given is as its author signed it, with a key that was theirs at the time, and "
        "the ledger’s log holds it."
    ),
    ("integrity", "consistent"): (
        "What is given fits together, but what it rests on is not settled; the findings say what."
    ),
    ("integrity", "altered"): "Something here is not what was signed or what was issued.",
    ("completeness", "verified"): (
        "Every position of the record, up to entry {size} of the log, is accounted for: given, or "
        "withheld for a stated reason."
    ),
    ("completeness", "consistent"): (
        "No gap shows, but fewer people outside than the trust file asks for have seen this log."
    ),
    ("completeness", "altered"): (
        "Something is missing without being said to be withheld, or stands where nothing should."
    ),
    ("time", "verified"): (
        "The order of the entries is proven and their times never run backwards. They are those of "
        "the ledger’s own clock; nobody outside attests them."
    ),
    ("time", "consistent"): (
        "The order of the entries is proven, but nobody whom the trust file asks for attests the "
        "times."
    ),
    ("time", "altered"): (
        "Times that were signed contradict the order of the entries, or what others outside attest."
    ),
}
