"""Group commit: whoever comes first writes for all who wait.

A durable commit costs the same for one entry as for fifty. Callers queue; the first becomes the
leader, takes all that has queued and commits it in one transaction, while the next group gathers
behind it. That group's first caller then leads: nobody whose item is written waits for another's.
"""

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class _Call(Generic[Item, Outcome]):
    """A caller's item; `asleep` is released once there is an outcome, an error, or a group to lead.

    It is released once at most, so a lock does for what an `Event` does with four.
    """

    __slots__ = ("asleep", "error", "item", "outcome")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.outcome: list[Outcome] = []
        self.error: BaseException | None = None
        self.asleep = Lock()
        self.asleep.acquire()


class GroupCommit(Generic[Item, Outcome]):
    """Calls `write` with all the items that wait, at most `limit` at once, one call at a time."""

    def __init__(
        self, write: Callable[[Sequence[Item]], Sequence[Outcome]], limit: int = 128
    ) -> None:
        self._write = write
        self._limit = limit
        self._queue: list[_Call[Item, Outcome]] = []
        self._led = False
        self._lock = Lock()

    def submit(self, item: Item) -> Outcome:
        """Write `item`, alone or with others, and return its outcome.

        Raises:
            Exception: what `write` raised, to everyone in that group.
        """
        call = _Call[Item, Outcome](item)
        with self._lock:
            self._queue.append(call)
            follows, self._led = self._led, True
        if follows:
            call.asleep.acquire()
        if not call.outcome and not call.error:
            self._lead()
        if call.error:
            raise call.error
        return call.outcome[0]

    def _lead(self) -> None:
        """Write the caller's group, of which it is the first, and let the next group's first lead.

        Whatever ends the writing ends it for everyone in the group, or they would wait for ever.
        """
        with self._lock:
            group, self._queue = self._queue[: self._limit], self._queue[self._limit :]
        try:
            outcomes = self._write([call.item for call in group])
            for call, outcome in zip(group, outcomes, strict=True):
                call.outcome.append(outcome)
        except BaseException as error:
            for call in group:
                call.error = error
            raise
        finally:
            self._hand_over()
            for call in group[1:]:
                call.asleep.release()

    def _hand_over(self) -> None:
        with self._lock:
            self._led = bool(self._queue)
            if self._led:
                self._queue[0].asleep.release()
