"""The register follows the ledger: exactly once, and as if it had read everything anew."""

from collections.abc import Iterator

import pytest

from ledger.register import BlindIndex, Register
from ledger.store import Store
from tests.ledger.telling import Teller
from tests.ledger.writing import GENESIS, stream

MASTER = b"m" * 32


@pytest.fixture
def register(store: Store) -> Register:
    """The register of an empty ledger."""
    return Register(store, GENESIS, BlindIndex(MASTER, GENESIS.ledger))


@pytest.fixture
def teller(store: Store) -> Iterator[Teller]:
    """Writes to the same ledger."""
    return Teller(store)


def test_everybody_enrolled_is_listed_once_caught_up(register: Register, teller: Teller) -> None:
    """Practitioners are known without opening any enquiry."""
    people = sorted(stream() for _ in range(5))
    teller.enrol(*people)
    assert register.practitioners() == ()
    register.catch_up(2)
    assert register.practitioners() == tuple(people)
    assert register.position == 5
