"""Whatever the bytes: a parser takes or refuses them, and writes what it took as it came."""

from random import Random

import pytest

from crypto.errors import Malformed
from tests.fuzz.mutate import mutated
from tests.fuzz.target import Broken, Target, hold
from tests.fuzz.targets import TARGETS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_only_the_documented_errors_are_raised(target: Target) -> None:
    """F0, and the docstring of each: nothing else ends a parser, and nothing has two spellings."""
    seeds, random = target.seeds(), Random(target.name)
    assert sum(hold(target, seed) for seed in seeds), "no seed is accepted"
    for _ in range(target.inputs):
        hold(target, mutated(seeds, random))


def test_what_breaks_is_seen() -> None:
    """An error that is not documented comes through, and so does another spelling."""

    def lax(data: bytes) -> bytes:
        return b"%d" % int(data)

    seeds = (b"7", b"12")
    target = Target("lax", lax, (Malformed,), lambda: seeds)
    assert hold(target, b"7")
    with pytest.raises(Broken):
        hold(target, b"07")
    with pytest.raises(ValueError, match="invalid literal"):
        hold(target, b"seven")
