"""Having the newest checkpoint attested outside now, for what leaves before the schedule has it."""

from ledger.ledger import Ledger
from ledger.serving.configured import publisher
from ledger.settings import Settings
from ledger.stamping import Outcome, Stamper, time_authorities


def attest(ledger: Ledger, settings: Settings) -> Outcome:
    """Publish the log as it is, cosigned and stamped by whoever the settings name and can be had.

    Nobody who is down keeps anything from being published; `countersign witnesses` and `stamps`
    show it. What was published and attested before is left as it is.

    Raises:
        WatchRefused: the policy of the witnesses cannot be read.
        AuthoritiesRefused: the settings of the time authorities cannot be read.
        LossUndeclared: the log does not hold what was published last.
        LogHalted: what is stored no longer fits the log.
    """
    publishing = publisher(ledger, settings, patient=True)
    authorities = time_authorities(settings)
    return Stamper(ledger, authorities, lambda: publishing.publish(ledger.now())).run()
