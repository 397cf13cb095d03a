"""What can happen in an enquiry: one module per chapter of the procedure.

Importing this package completes the closed registry of `domain.events.base`.
"""

from domain.events import (
    authority,
    checks,
    child,
    circulation,
    conference,
    consent,
    directory,
    medical,
    medical_report,
    outcome,
    parents,
    people,
    protection,
    records,
    referral,
    section47,
    strategy,
    strategy_record,
)
from domain.events.base import BY_NAME, BY_TYPE, Event

__all__ = [
    "BY_NAME",
    "BY_TYPE",
    "Event",
    "authority",
    "checks",
    "child",
    "circulation",
    "conference",
    "consent",
    "directory",
    "medical",
    "medical_report",
    "outcome",
    "parents",
    "people",
    "protection",
    "records",
    "referral",
    "section47",
    "strategy",
    "strategy_record",
]
