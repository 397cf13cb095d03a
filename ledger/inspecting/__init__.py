"""Inspecting across enquiries: every decision that a reader may see, and samples of them.

    found = Inspecting(ledger).population(reader, Which(kinds=frozenset({"outcome"})))
    sample(found.decided, seed, 10)

A population is that of one size of the log, so whoever may see the same finds the same again.
"""

from ledger.inspecting.decided import Decided, Which
from ledger.inspecting.population import Inspecting, Population, TooMany
from ledger.inspecting.sampling import Drawn, rank, sample

__all__ = [
    "Decided",
    "Drawn",
    "Inspecting",
    "Population",
    "TooMany",
    "Which",
    "rank",
    "sample",
]
