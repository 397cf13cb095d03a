"""Whole-ledger verification: `countersign verify`.

report = verify_ledger(settings, trust, [read_evidence(name, data)])
print(render(report))
raise SystemExit(report.exit_code)
"""

from ledger.verify.evidence import Evidence, EvidenceRefused, read_evidence
from ledger.verify.kinds import KINDS, Kind, Severity
from ledger.verify.rendering import render
from ledger.verify.report import Counted, Finding, Place, Report, Verdict
from ledger.verify.run import Options
from ledger.verify.verify import verify_ledger

__all__ = [
    "KINDS",
    "Counted",
    "Evidence",
    "EvidenceRefused",
    "Finding",
    "Kind",
    "Options",
    "Place",
    "Report",
    "Severity",
    "Verdict",
    "read_evidence",
    "render",
    "verify_ledger",
]
