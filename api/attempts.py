"""How often somebody may fail before they must wait: for guesses at one-time codes.

Each code bears few wrong guesses of its own (`ledger.invitations`). This stops whoever would use
those up for code after code, so that nobody could be enrolled.
"""

from collections import OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from ledger.errors import Problem
from ledger.ledger import Clock

MOST: Final = 10
"""Failures in `SECONDS` that are borne: two codes mistyped until they are used up."""
SECONDS: Final = 15 * 60
MAX_CLIENTS: Final = 10_000
"""Addresses that are remembered; the one that failed longest ago is forgotten first."""


class TooManyAttempts(Problem):
    """This address has failed too often."""

    code = "too-many-attempts"
    status = 429
    title = "Too many attempts"


class Attempts:
    """Failures by address, in the memory of this process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, deque[int]] = OrderedDict()
        self._lock = Lock()

    @contextmanager
    def by(self, client: str, failure: type[Problem]) -> Iterator[None]:
        """Count what fails with `failure` in this block.

        Raises:
            TooManyAttempts: the client has failed too often already.
        """
        now = self._clock()
        if len(self._recent(client, now)) >= MOST:
            raise TooManyAttempts(
                f"code: {MOST} wrong codes came from this address; wait {SECONDS // 60} minutes",
                field="code",
            )
        try:
            yield
        except failure:
            self._count(client, now)
            raise

    def _recent(self, client: str, now: int) -> list[int]:
        with self._lock:
            return [then for then in self._failed.get(client, ()) if then > now - SECONDS]

    def _count(self, client: str, now: int) -> None:
        with self._lock:
            self._failed.setdefault(client, deque(maxlen=MOST)).append(now)
            self._failed.move_to_end(client)
            if len(self._failed) > MAX_CLIENTS:
                self._failed.popitem(last=False)
