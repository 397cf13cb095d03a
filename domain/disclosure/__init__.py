"""What leaves the record for whom: saved policies, and the pure code that decides by them.

A policy is a TOML file for one kind of recipient. `decide` says of every part of every entry
whether it is given or withheld, and why; what is withheld takes its words in the statement along.
"""

from domain.disclosure.deciding import Deciding, Outcome
from domain.disclosure.orders import Order, orders_in
from domain.disclosure.policy import (
    Policy,
    PolicyInvalid,
    load_policy,
    shipped_policies,
)
from domain.disclosure.searching import Found, Search, Term
from domain.disclosure.signers import DecidingOfSigners
from domain.disclosure.terms import terms_of

__all__ = [
    "Deciding",
    "DecidingOfSigners",
    "Found",
    "Order",
    "Outcome",
    "Policy",
    "PolicyInvalid",
    "Search",
    "Term",
    "load_policy",
    "orders_in",
    "shipped_policies",
    "terms_of",
]
