"""The jobs of a serving process, and how often each is done."""

import re
from collections.abc import Mapping
from typing import Final

from ledger.errors import Problem
from ledger.ledger import Ledger
from ledger.publishing.publisher import Publisher
from ledger.publishing.schedule import Job
from ledger.settings import Settings

PUBLISH_EVERY: Final = "PUBLISH_EVERY"
PUBLISH_SECONDS: Final = 60
MAX_SECONDS: Final = 86_400


class IntervalRefused(Problem):
    """How often something is to be done is no number of seconds."""

    code = "interval-refused"
    status = 422
    title = "The interval cannot be used"


def jobs(
    ledger: Ledger,
    settings: Settings,  # noqa: ARG001 - which witnesses and time authorities to ask, beside it
    environment: Mapping[str, str],
) -> tuple[Job, ...]:
    """What a process that serves the ledger does by itself.

    Raises:
        IntervalRefused: an interval in the environment is not 1 to 86,400 seconds.
    """
    publisher = Publisher(ledger)
    every = seconds(environment, PUBLISH_EVERY, PUBLISH_SECONDS)
    return (Job("publish", every, lambda: publisher.publish(ledger.now())),)


def seconds(environment: Mapping[str, str], name: str, default: int) -> int:
    """An interval from the environment.

    Raises:
        IntervalRefused: it is not a whole number from 1 to 86,400.
    """
    text = environment.get(name) or str(default)
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text) or int(text) > MAX_SECONDS:
        raise IntervalRefused(f"{name}: not 1 to {MAX_SECONDS} seconds", field=name)
    return int(text)
