"""Verifying a bundle offline: `verify_bundle` (FORMAT chapter 16).

report = verify_bundle(data, trust)
print(render(report, detail=False))
raise SystemExit(report.exit_code)
"""

from crypto.bundle.rendering import render
from crypto.bundle.report import BundleReport
from crypto.bundle.verify import verify_bundle

__all__ = ["BundleReport", "render", "verify_bundle"]
