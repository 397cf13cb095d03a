"""Samples that anybody can draw again, and that nobody could choose.

The order of a sample is that of SHA-256 over the seed, a line feed and the decision's name, so it
needs no program of ours: any tool that hashes draws the same. A seed that a reader thinks of could
be tried until the sample pleases; the root of the log at the size that is inspected cannot.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ledger.inspecting.decided import Decided


@dataclass(frozen=True, slots=True)
class Drawn:
    """A decision of a sample, with the digest that decided its place."""

    decided: Decided
    digest: str


def rank(seed: str, name: str) -> str:
    """Where a decision stands: the SHA-256, as 64 lower-case hex digits, of `seed`, LF, `name`."""
    return hashlib.sha256(f"{seed}\n{name}".encode()).hexdigest()


def sample(population: Iterable[Decided], seed: str, size: int) -> tuple[Drawn, ...]:
    """The `size` decisions with the smallest digests, in their order; all, where there are fewer.

    Whatever the seed, every set of that size is as likely as any other (SHA-256 as a random
    function), and a larger sample begins with the smaller one.
    """
    ranked = sorted(
        (Drawn(one, rank(seed, one.name)) for one in population), key=lambda drawn: drawn.digest
    )
    return tuple(ranked[:size])


def fingerprint(names: Sequence[str]) -> str:
    """SHA-256 over the names of a population, sorted, each ended by a line feed: who drew from
    another population cannot say that it was this one.
    """
    return hashlib.sha256("".join(f"{name}\n" for name in sorted(names)).encode()).hexdigest()
