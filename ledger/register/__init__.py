"""The register: a follower that keeps ids, types, times and states across all enquiries.

register = Register(store, genesis, BlindIndex(master_key, genesis.ledger))
register.catch_up()
register.practitioners()
"""

from ledger.register.names import BlindIndex
from ledger.register.register import Register, open_register

__all__ = ["BlindIndex", "Register", "open_register"]
