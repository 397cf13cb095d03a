"""The jobs of a serving process, and how often each is done."""

import re
from collections.abc import Mapping
from typing import Final

from ledger.errors import Problem, RecordUnreadable
from ledger.ledger import Ledger
from ledger.serving.configured import publisher
from ledger.serving.schedule import Job
from ledger.settings import Settings
from ledger.stamping import Stamper, ask_for_roots, time_authorities

PUBLISH_EVERY: Final = "PUBLISH_EVERY"
PUBLISH_SECONDS: Final = 60
STAMP_EVERY: Final = "STAMP_EVERY"
STAMP_SECONDS: Final = 3600
MAX_SECONDS: Final = 86_400
REREAD_SECONDS: Final = 600
"""How often what could not be read is tried again, and whoever runs the service told of it."""
FOLLOW_SECONDS: Final = 10
"""How long an entry may lie outside the log that no admission brought in; an idle look costs one
look-up in an index."""


class IntervalRefused(Problem):
    """How often something is to be done is no number of seconds."""

    code = "interval-refused"
    status = 422
    title = "The interval cannot be used"


def jobs(
    ledger: Ledger,
    settings: Settings,
    environment: Mapping[str, str],
) -> tuple[Job, ...]:
    """What a process that serves the ledger does by itself.

    Raises:
        IntervalRefused: an interval in the environment is not 1 to 86,400 seconds.
        LossUndeclared: the log does not hold what was published last.
        WatchRefused: the policy of the witnesses cannot be read.
        AuthoritiesRefused: the settings of the time authorities cannot be read.
    """
    publishing = publisher(ledger, settings)
    # Admission brings in its own; this finds what another program put beside it, or took away.
    follow = Job("follow", FOLLOW_SECONDS, ledger.store.log.catch_up)
    reread = Job("read again", REREAD_SECONDS, lambda: _reread(ledger))
    every = seconds(environment, PUBLISH_EVERY, PUBLISH_SECONDS)
    publish = Job("publish", every, lambda: publishing.publish(ledger.now()))
    authorities = time_authorities(settings)
    if not authorities:
        return (follow, reread, publish)
    ask_for_roots(settings, authorities)
    stamper = Stamper(ledger, authorities, publish.run)
    stamp = Job("stamp", seconds(environment, STAMP_EVERY, STAMP_SECONDS), stamper.run)
    return follow, reread, publish, stamp


def _reread(ledger: Ledger) -> None:
    """Read again what could not be read when the register came to it.

    Raises:
        RecordUnreadable: some of it still cannot, and is missing from every list.
    """
    ledger.register.catch_up()
    left = ledger.register.retry()
    if left:
        raise RecordUnreadable(
            f"record: {len(left)} cannot be read and {'is' if len(left) == 1 else 'are'} missing "
            f"from every list, {left[0]} first; run countersign verify"
        )


def seconds(environment: Mapping[str, str], name: str, default: int) -> int:
    """An interval from the environment.

    Raises:
        IntervalRefused: it is not a whole number from 1 to 86,400.
    """
    text = environment.get(name) or str(default)
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text) or int(text) > MAX_SECONDS:
        raise IntervalRefused(f"{name}: not 1 to {MAX_SECONDS} seconds", field=name)
    return int(text)
