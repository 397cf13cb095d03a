"""The register: a follower that keeps ids, types, times and states across all enquiries.

register = open_register(settings, store, genesis)
register.catch_up()
register.running_out(before=tomorrow)
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
