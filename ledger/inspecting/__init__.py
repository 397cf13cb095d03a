"""Inspecting across enquiries: every decision that a reader may see, and samples of them.

    found = Inspecting(ledger).population(reader, Which(kinds=frozenset({"outcome"})))
    sample(found.decided, seed, 10)

A population is that of one size of the log, so whoever may see the same finds the same again.
"""

from ledger.inspecting.decided import Decided, Which
from ledger.inspecting.described import Described, Describing
from ledger.inspecting.population import Inspecting, Population, TooMany, roles_in_force
from ledger.inspecting.sampling import Drawn, rank, sample

__all__ = [
    "Decided",
    "Described",
    "Describing",
    "Drawn",
    "Inspecting",
    "Population",
    "TooMany",
    "Which",
    "rank",
    "roles_in_force",
    "sample",
]
