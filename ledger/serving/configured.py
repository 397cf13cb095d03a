"""A publisher as a data folder says: whom it asks to cosign, and what it remembers."""

from ledger.ledger import Ledger
from ledger.publishing.publisher import Publisher
from ledger.publishing.remembered import Remembered
from ledger.settings import Settings
from ledger.witnessing.collect import cosigner


def publisher(ledger: Ledger, settings: Settings, *, patient: bool = False) -> Publisher:
    """Who publishes but once is `patient`, and waits for witnesses that were down, too.

    Raises:
        LossUndeclared: the log does not hold what was published last.
        WatchRefused: the policy of the witnesses cannot be read.
    """
    remembered = Remembered(settings.data)
    remembered.check(ledger)
    return Publisher(ledger, cosigner(settings, ledger, patient=patient), remembered.keep)
