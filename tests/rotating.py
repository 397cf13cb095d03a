"""A registrar with a key file changes the ledger's key, as `countersign rotate-ledger-key` does."""

from ledger.admission.admissions import Receipt
from ledger.draft import DraftRequest
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger
from ledger.operating.opening import keep_trust_file
from ledger.operating.recording import record
from ledger.operating.rotation import introduction, retirement
from ledger.settings import Settings


def introduce_key(ledger: Ledger, settings: Settings, registrar: KeyFile, reason: str) -> Receipt:
    """Introduce a new key of the ledger, and have the trust file name it."""
    return _recorded(ledger, settings, registrar, introduction(ledger, reason))


def retire_key(
    ledger: Ledger, settings: Settings, registrar: KeyFile, kid: str, reason: str
) -> Receipt:
    """Retire a key of the ledger, and have the trust file leave it out."""
    return _recorded(ledger, settings, registrar, retirement(ledger, kid, reason))


def _recorded(
    ledger: Ledger, settings: Settings, registrar: KeyFile, request: DraftRequest
) -> Receipt:
    (receipt,) = record(ledger, registrar, request)
    keep_trust_file(ledger, settings)
    return receipt
