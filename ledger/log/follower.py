"""A thread that brings into the log what other processes, or a crash, left outside it."""

from threading import Event, Thread
from typing import Final

from ledger.errors import DatabaseUnavailable, LogHalted, Problem
from ledger.log.log import Log

POLL_SECONDS: Final = 0.05
"""How long an entry of another process may wait; an idle look costs one look-up in an index."""


class Follower:
    """Follows a log until `stop`, or until the log halts: then `halted` says why.

    SQLite cannot notify, so both databases are polled. Admission does not wait for this thread: it
    grows the log in its own transaction.
    """

    def __init__(self, log: Log, poll_seconds: float = POLL_SECONDS) -> None:
        self._log = log
        self._poll_seconds = poll_seconds
        self._stopped = Event()
        self._thread = Thread(target=self._follow, name="log-follower", daemon=True)
        self.halted: Problem | None = None

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def stop(self) -> None:
        """End after the batch at hand."""
        self._stopped.set()
        self.join()

    def join(self) -> None:
        """Wait until it was stopped, or has halted."""
        self._thread.join()

    def _follow(self) -> None:
        while not self._stopped.is_set():
            try:
                grown = self._log.follow_once()
            except DatabaseUnavailable:
                grown = 0
            except LogHalted as halted:
                self.halted = halted
                return
            if not grown:
                self._stopped.wait(self._poll_seconds)
