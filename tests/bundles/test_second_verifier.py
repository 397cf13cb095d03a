"""What the ledger writes, and the same bundles altered, by two verifiers that share no code."""

from random import Random

import pytest

from crypto.archive import write_archive
from tests.bundles.conftest import House
from tests.reference import altering
from tests.reference.compare import both

ALTERED = 2
"""Of each bundle: each takes a quarter of a second, and tests/reference alters hundreds."""


@pytest.mark.parametrize("policy", ["court", "subject_access", "absence"])
def test_both_say_the_same(house: House, policy: str) -> None:
    """Sentences recomposed, gaps and all: nothing is found in it, and the same once altered."""
    files = house.bundle(house.decided(house.wanted(policy)))
    trust = house.trust.encode()
    fast, slow = both(write_archive(files), trust)
    assert fast == slow
    assert slow["exit"] == 0
    for seed in range(ALTERED):
        fast, slow = both(write_archive(altering.files(files, Random(seed))), trust)
        assert fast == slow
