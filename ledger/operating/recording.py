"""Recording on behalf of whoever holds a key file: draft, sign and admit."""

from ledger.admission.admissions import Receipt
from ledger.draft import DraftRequest
from ledger.errors import Stale
from ledger.keys.keyfile import KeyFile
from ledger.ledger import Ledger


def record(ledger: Ledger, key_file: KeyFile, request: DraftRequest) -> list[Receipt]:
    """Draft, compose, sign and admit on behalf of whoever holds this key file, re-signing where
    others got in first.
    """
    draft = ledger.draft(key_file.practitioner, key_file.device.kid, request)
    prepared = key_file.device.prepare(draft)
    while True:
        try:
            return ledger.admit(key_file.device.sign(prepared))
        except Stale:
            draft = ledger.draft(key_file.practitioner, key_file.device.kid, request)
            prepared = prepared.moved_to(draft) or key_file.device.prepare(draft)
