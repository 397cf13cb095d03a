"""The register: a follower that keeps ids, types, times and states across all enquiries.

register = Register(store, genesis, BlindIndex(master_key, genesis.ledger))
register.catch_up()
register.practitioners()
"""

from ledger.register.answers import (
    CountersignatureLine,
    DecisionLine,
    DutyLine,
    EnquiryLine,
    NameLine,
    Presses,
    PressingLine,
    TaskLine,
)
from ledger.register.names import BlindIndex
from ledger.register.page import BadQuery, Page
from ledger.register.register import Register, open_register

__all__ = [
    "BadQuery",
    "BlindIndex",
    "CountersignatureLine",
    "DecisionLine",
    "DutyLine",
    "EnquiryLine",
    "NameLine",
    "Page",
    "Presses",
    "PressingLine",
    "Register",
    "TaskLine",
    "open_register",
]
