"""Time from outside: RFC 3161 stamps over published checkpoints, kept for as long as the records.

The newest published checkpoint is stamped on a schedule by every authority that the operator names
in `time-authorities.toml`, and stamped again before an authority's certificate expires. What lies
between two stamped checkpoints was recorded between their times (docs/FORMAT.md, chapter 15).
"""

from ledger.stamping.authorities import (
    AuthoritiesRefused,
    TimeAuthority,
    ask_for_roots,
    time_authorities,
)
from ledger.stamping.between import anchors_for, between
from ledger.stamping.rows import Failure, Stamp, failures, stamps
from ledger.stamping.stamper import Outcome, Stamper

__all__ = [
    "AuthoritiesRefused",
    "Failure",
    "Outcome",
    "Stamp",
    "Stamper",
    "TimeAuthority",
    "anchors_for",
    "ask_for_roots",
    "between",
    "failures",
    "stamps",
    "time_authorities",
]
