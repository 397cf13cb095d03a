"""Changing the ledger's key: a registrar's entry introduces the next, a later one retires the last.

In between both sign, so that whoever trusts either can verify. A key lies on the disk before its
introduction is signed for; one that an interrupted attempt left is taken by the next.
"""

from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import b64
from crypto.jws import thumbprint
from ledger.draft import DraftRequest
from ledger.keys.ledger_keys import held_keys, make_key
from ledger.ledger import Ledger


def introduction(ledger: Ledger, reason: str) -> DraftRequest:
    """What a registrar is to sign so that a new key of the ledger signs beside the others.

    Raises:
        DiskFull, ReadOnly: the key cannot be written.
    """
    raw = _unused(ledger).public_key().public_bytes_raw()
    key = {"kid": thumbprint(raw), "x": b64(raw)}
    return _request(ledger, "LedgerKeyIntroduced", key=key, reason=reason)


def retirement(ledger: Ledger, kid: str, reason: str) -> DraftRequest:
    """What a registrar is to sign so that a key of the ledger signs no more."""
    return _request(ledger, "LedgerKeyRetired", kid=kid, reason=reason)


def _unused(ledger: Ledger) -> Ed25519PrivateKey:
    folder = ledger.store.keystore.folder
    used = {thumbprint(ledger.genesis.ledger_key), *ledger.reads.authority().introduced}
    for kid, key in held_keys(folder).items():
        if kid not in used:
            return key
    return make_key(folder)


def _request(ledger: Ledger, event: str, **data: Any) -> DraftRequest:
    now = ledger.moment().isoformat()
    streams = (ledger.genesis.authority,)
    return DraftRequest(event=event, streams=streams, data=data, occurred=now)
