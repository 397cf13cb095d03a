"""Which keys sign for the ledger, and up to which size of its log."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from crypto.genesis import Genesis
from crypto.jws import thumbprint
from crypto.note import NoteKey
from crypto.trust import TrustFile


@dataclass(frozen=True)
class LedgerKeys:
    """The public keys that sign for the ledger: first those of the trust file, if one was given.

    `introduced` are those that a registrar's entry introduced. `retired` says up to which size of
    the log a key may have signed, by its id.
    """

    genesis: Genesis
    first: tuple[bytes, ...]
    introduced: tuple[bytes, ...] = ()
    retired: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, genesis: Genesis, trust: TrustFile | None) -> "LedgerKeys":
        """The keys to begin with.

        Raises:
            CryptoError: a verifier key of the trust file is not one.
        """
        if trust is None:
            return cls(genesis, (genesis.ledger_key,))
        # The first key too, which may have retired since: older checkpoints bear no other.
        given = (NoteKey.parse(vkey).public for vkey in trust.ledger_vkeys)
        return cls(genesis, (trust.genesis.ledger_key, *given))

    @property
    def public(self) -> tuple[bytes, ...]:
        """Every key."""
        return tuple(dict.fromkeys((*self.first, *self.introduced)))

    def of_log(self, number: int, size: int | None = None) -> tuple[NoteKey, ...]:
        """The keys under the name of one of the ledger's logs, less those retired by this size."""
        origin = self.genesis.origin(number)
        return tuple(NoteKey(origin, key) for key in self.public if self._signs(key, size))

    def until(self, size: int) -> "LedgerKeys":
        """The keys that may sign for a log of this size."""
        first = tuple(key for key in self.first if self._signs(key, size))
        introduced = tuple(key for key in self.introduced if self._signs(key, size))
        return replace(self, first=first, introduced=introduced)

    def number(self, origin: str) -> int | None:
        """Which log of this ledger has this origin, if one has."""
        number = origin.rpartition("/")[2]
        sound = re.fullmatch("[1-9][0-9]{0,8}", number)  # F7.4
        return int(number) if sound and self.genesis.origin(int(number)) == origin else None

    def _signs(self, key: bytes, size: int | None) -> bool:
        if size is None or not self.retired:
            return True
        return size <= self.retired.get(thumbprint(key), size)
