"""Whole-ledger verification: `countersign verify`.

    report = verify_ledger(settings, trust, [read_evidence(name, data)])
    print(render(report))
    raise SystemExit(report.exit_code)

What is named here is imported when it is first used: a process that only checks entries needs
nothing of the domain, which would take it most of a second to import.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
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

_HOMES: Final = {
    "evidence": ("Evidence", "EvidenceRefused", "read_evidence"),
    "kinds": ("KINDS", "Kind", "Severity"),
    "rendering": ("render",),
    "report": ("Counted", "Finding", "Place", "Report", "Verdict"),
    "run": ("Options",),
    "verify": ("verify_ledger",),
}
_HOME_OF: Final = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import what was asked for (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
