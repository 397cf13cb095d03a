"""Having the newest checkpoint attested outside now, for what leaves before the schedule has it."""

from ledger.ledger import Ledger
from ledger.publishing.publisher import Publisher
from ledger.settings import Settings
from ledger.stamping import Outcome, Stamper, time_authorities
from ledger.witnessing.collect import cosigner


def attest(ledger: Ledger, settings: Settings) -> Outcome:
    """Publish the log as it is, cosigned and stamped by whoever the settings name and can be had.

    Nobody who is down keeps anything from being published; `countersign witnesses` and `stamps`
    show it. What was published and attested before is left as it is.

    Raises:
        WatchRefused: the policy of the witnesses cannot be read.
        AuthoritiesRefused: the settings of the time authorities cannot be read.
        LogHalted: what is stored no longer fits the log.
    """
    publisher = Publisher(ledger, cosigner(settings, ledger, patient=True))
    authorities = time_authorities(settings)
    return Stamper(ledger, authorities, lambda: publisher.publish(ledger.now())).run()
