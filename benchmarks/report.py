"""What a benchmark says: ratios against a peer of the same run, each beside its target."""

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.measure import Spread


@dataclass(frozen=True, slots=True)
class Target:
    """A bound on a ratio."""

    bound: float
    at_least: bool

    def met_by(self, ratio: float) -> bool:
        """Whether a ratio keeps to it."""
        return ratio >= self.bound if self.at_least else ratio <= self.bound

    def __str__(self) -> str:
        return f"{'at least' if self.at_least else 'at most'} {self.bound:g}"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing measured: its ratio over the rounds, the target if it has one, and its figures."""

    name: str
    ratio: Spread
    target: Target | None = None
    beside: tuple[str, ...] = ()

    @property
    def missed(self) -> bool:
        """Whether there is a target that the ratio does not meet."""
        return self.target is not None and not self.target.met_by(self.ratio.median)

    def lines(self) -> Iterator[str]:
        """The result as it is printed."""
        verdict = ""
        if self.target:
            verdict = f"{self.target}: {'MISSED' if self.missed else 'met'}"
        yield f"{self.name:<58} {self.ratio!s:<20} {verdict}".rstrip()
        yield from (f"    {text}" for text in self.beside)
