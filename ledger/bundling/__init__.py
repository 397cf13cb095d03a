"""Bundles: what leaves the record for one recipient, so that they can check it alone.

A saved policy decides what is withheld, everything that leaves is searched for it, and an officer
signs the list of contents as an entry of the enquiry.
"""

from ledger.bundling.finding import Stopped
from ledger.bundling.hits import can_be_withheld, found_by, hit_of, is_needed, place_of
from ledger.bundling.issuing import bundle, issue, whole
from ledger.bundling.waiting import Waiting, fetch, set_aside
from ledger.bundling.wanted import (
    MAX_CHARACTERS,
    Decision,
    PolicyUnknown,
    Saved,
    Wanted,
)
from ledger.bundling.writing import Prepared, prepare

__all__ = [
    "MAX_CHARACTERS",
    "Decision",
    "PolicyUnknown",
    "Prepared",
    "Saved",
    "Stopped",
    "Waiting",
    "Wanted",
    "bundle",
    "can_be_withheld",
    "fetch",
    "found_by",
    "hit_of",
    "is_needed",
    "issue",
    "place_of",
    "prepare",
    "set_aside",
    "whole",
]
