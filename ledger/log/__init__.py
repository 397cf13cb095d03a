"""The log: the tree over all entries, its checkpoints, receipts and head statements."""

from ledger.log.log import Log
from ledger.log.tree import Leaf

__all__ = ["Leaf", "Log"]
