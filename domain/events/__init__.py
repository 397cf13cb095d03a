"""What can happen in an enquiry: one module per chapter of the procedure.

Importing this package completes the closed registry of `domain.events.base`.
"""

from domain.events import (
    checks,
    child,
    medical,
    medical_report,
    parents,
    people,
    protection,
    records,
    referral,
    section47,
    strategy,
)

__all__ = [
    "checks",
    "child",
    "medical",
    "medical_report",
    "parents",
    "people",
    "protection",
    "records",
    "referral",
    "section47",
    "strategy",
]
