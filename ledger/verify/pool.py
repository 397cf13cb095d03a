"""Work spread over processes, its results in order, and never far ahead of whoever takes them."""

import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final, Generic, Self, TypeVar

Setup = TypeVar("Setup")
Item = TypeVar("Item")
Result = TypeVar("Result")

_AHEAD: Final = 4
"""Chunks in flight for each process: enough that none waits, few enough to fit in memory."""


class Pool(Generic[Setup]):
    """Processes that each ran `start(setup)`; with one worker, this process does all by itself, and
    `end` lets go of what it opened.

    They are forked where that is safe: each begins at once instead of importing for half a second.
    From a caller with threads, whose locks a fork would copy, they are spawned.
    """

    def __init__(
        self,
        workers: int,
        start: Callable[[Setup], None],
        setup: Setup,
        end: Callable[[], None],
    ) -> None:
        self._workers = workers
        self._end = end
        self._executor: ProcessPoolExecutor | None = None
        if workers > 1:
            self._executor = ProcessPoolExecutor(
                workers, get_context(_method()), initializer=start, initargs=(setup,)
            )
        else:
            start(setup)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor:
            self._executor.shutdown(cancel_futures=True)
        else:
            self._end()

    def map(self, work: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """The results in the order of the items."""
        if self._executor is None:
            yield from map(work, items)
            return
        waiting: deque[Future[Result]] = deque()
        for item in items:
            waiting.append(self._executor.submit(work, item))
            if len(waiting) > _AHEAD * self._workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _method() -> str:
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
