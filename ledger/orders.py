"""What the authority's stream orders the ledger itself to do, done before anything is admitted.

An entry is admitted only by a process that has carried out every order that stands before it in the
log: the store refuses, under its lock, what was checked before the authority's last entry.
"""

from collections.abc import Callable
from threading import Lock

from domain.authority import Authority
from ledger.disposal import carry_out
from ledger.errors import KeystoreRefused
from ledger.keys.ledger_keys import held_keys, signing_keys
from ledger.reading.reads import Reads
from ledger.register import Register
from ledger.store import Store

__all__ = ["Orders"]


class Orders:
    """Carries out the orders of one ledger; each process that serves it has one.

    `reads` are those as kept. Whoever holds words in memory asks to hear of disposals.
    """

    def __init__(self, reads: Reads, store: Store, register: Register) -> None:
        self._reads = reads
        self._genesis = reads.genesis
        self._store = store
        self._register = register
        self._done = Authority(reads.genesis.authority)
        self._lock = Lock()
        self._listeners: list[Callable[[str], object]] = []

    def when_disposed(self, listener: Callable[[str], object]) -> None:
        """Have `listener` called with the id of each enquiry of which something is disposed of."""
        self._listeners.append(listener)

    def carry_out(self) -> int:
        """Do what is ordered; the version of the authority's stream up to which it is done."""
        authority = self._reads.authority()
        if authority.version > self._done.version:
            with self._lock:
                self._dispose(authority)
                self._change_keys(authority)
                self._done = authority
        return authority.version

    def _dispose(self, authority: Authority) -> None:
        for certificate in authority.disposals[len(self._done.disposals) :]:
            stream = certificate.event.enquiry
            carry_out(certificate.event, self._store, self._register, self._genesis.ledger)
            for forget in (self._reads.forget, *self._listeners):
                forget(stream)

    def _change_keys(self, authority: Authority) -> None:
        """Sign with the keys that sign from here on; with some of them, where one is missing."""
        signing = signing_keys(self._genesis, authority)
        if signing == signing_keys(self._genesis, self._done):
            return
        held = held_keys(self._store.keystore.folder)
        keys = [held[kid] for kid in signing if kid in held]
        if not keys:
            raise KeystoreRefused(
                "keystore: no key that signs for this ledger; restore the keystore"
            )
        self._store.log.sign_with(keys)
