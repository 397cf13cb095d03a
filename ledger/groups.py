"""Group commit: whoever comes first writes for all who wait.

A durable commit costs the same for one entry as for fifty. Callers queue; the first becomes the
leader, takes all that has queued and commits it in one transaction, while the next group gathers
behind it.
"""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class GroupCommit(Generic[Item, Outcome]):
    """Calls `write` with all the items that wait, at most `limit` at once, one call at a time."""

    def __init__(
        self, write: Callable[[Sequence[Item]], Sequence[Outcome]], limit: int = 128
    ) -> None:
        self._write = write
        self._limit = limit
        self._queue: list[tuple[Item, Future[Outcome]]] = []
        self._queue_lock = threading.Lock()
        self._writer_lock = threading.Lock()

    def submit(self, item: Item) -> Outcome:
        """Write `item`, alone or with others, and return its outcome.

        Raises:
            Exception: what `write` raised, to everyone in that group.
        """
        future: Future[Outcome] = Future()
        with self._queue_lock:
            self._queue.append((item, future))
        while not future.done():
            with self._writer_lock:
                if not future.done():
                    self._write_group()
        return future.result()

    def _write_group(self) -> None:
        with self._queue_lock:
            group, self._queue = self._queue[: self._limit], self._queue[self._limit :]
        if not group:
            return
        try:
            outcomes = self._write([item for item, _ in group])
        except BaseException as error:  # noqa: BLE001 - those not told would wait for ever
            for _, future in group:
                future.set_exception(error)
            return
        for (_, future), outcome in zip(group, outcomes, strict=True):
            future.set_result(outcome)
