"""What a serving process does by itself, at fixed intervals."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic
from typing import Final

from ledger.errors import Problem

STOP_SECONDS: Final = 10
"""How long to wait at the end for what is being done, which may wait for somebody else's server."""

_LOG: Final = logging.getLogger("countersign.schedule")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to do at once and then each `every` seconds."""

    name: str
    every: float
    run: Callable[[], object]


class Schedule:
    """Runs jobs, each in a thread of its own, so that a slow one delays no other.

    What fails is logged and done again at the next time. A time that passes while a job still runs
    is left out.
    """

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._jobs = tuple(jobs)
        self._stopped = Event()
        self._threads = [
            Thread(target=self._repeat, args=(job,), name=job.name, daemon=True) for job in jobs
        ]

    def start(self) -> None:
        """Begin."""
        for thread in self._threads:
            thread.start()

    def run_now(self) -> None:
        """Do every job once, in their order, for somebody who waits for it."""
        for job in self._jobs:
            _attempt(job)

    def stop(self) -> None:
        """End after what is being done, or after `STOP_SECONDS`."""
        self._stopped.set()
        deadline = monotonic() + STOP_SECONDS
        for thread in self._threads:
            thread.join(max(0, deadline - monotonic()))

    def _repeat(self, job: Job) -> None:
        began = monotonic()
        while not self._stopped.is_set():
            _attempt(job)
            self._stopped.wait(job.every - (monotonic() - began) % job.every)


def _attempt(job: Job) -> None:
    try:
        job.run()
    except Problem as problem:
        _LOG.error("%s: %s", job.name, problem.detail)
    except Exception as error:  # noqa: BLE001 - the last boundary; its words may be a record's
        _LOG.error("%s: %s", job.name, type(error).__name__)
