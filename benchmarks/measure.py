"""Measuring two things against each other on a machine that others use too.

A time on its own says little: the machine may be busy for one of the two. So the things compared
take short turns, each round in another order, and what is quoted is the median over the rounds of
the ratio within a round.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from threading import Barrier
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of the rounds, and their lowest and highest."""

    median: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """What the rounds gave."""
        return cls(median(values), min(values), max(values))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.lowest:.2f}–{self.highest:.2f})"


@dataclass(frozen=True)
class Measured:
    """Seconds that each thing took, by its name: one number for each round."""

    rounds: Mapping[str, Sequence[float]]

    def seconds(self, name: str) -> float:
        """The median over the rounds."""
        return median(self.rounds[name])

    def ratio(self, name: str, other: str) -> Spread:
        """How many times as long as `other` a thing took, within each round."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return Spread.of([one / two for one, two in pairs])


def in_turns(things: Mapping[str, Callable[[], float]], rounds: int) -> Measured:
    """Let each of `things` measure itself once a round, each round in another order.

    Each is called once more at the start, unmeasured: files grow and caches fill then.
    """
    names = list(things)
    taken: dict[str, list[float]] = {name: [] for name in names}
    for name in names:
        things[name]()
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            taken[name].append(things[name]())
    return Measured(taken)


def timed(thing: Callable[[], object]) -> Callable[[], float]:
    """A thing that measures itself: the seconds of one call, in which no garbage is collected."""

    def measured() -> float:
        gc.collect()
        gc.disable()
        try:
            began = perf_counter()
            thing()
            return perf_counter() - began
        finally:
            gc.enable()

    return measured


def side_by_side(work: Callable[[T], object], shares: Sequence[Sequence[T]]) -> float:
    """Do each share in a thread of its own, all starting at once; the seconds until the last."""
    start = Barrier(len(shares) + 1)

    def worker(share: Sequence[T]) -> None:
        start.wait()
        for item in share:
            work(item)

    gc.collect()
    with ThreadPoolExecutor(len(shares)) as threads:
        ended = [threads.submit(worker, share) for share in shares]
        start.wait()
        began = perf_counter()
        for one in ended:
            one.result()
        return perf_counter() - began
