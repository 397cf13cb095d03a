"""What the ledger signs about its log: checkpoints, head statements and absences."""

from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.absence import Absence, sign_absence
from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.genesis import Genesis
from crypto.head import Head, sign_head
from crypto.jws import thumbprint
from crypto.note import NoteKey, NoteSigner


class LedgerSigner:
    """The ledger's keys: the first signs statements, all of them sign checkpoints.

    There are several while one replaces another, so that whoever trusts either can verify.
    """

    def __init__(self, genesis: Genesis, keys: Sequence[Ed25519PrivateKey]) -> None:
        self._genesis = genesis
        self._id = genesis.ledger
        self._keys = tuple(keys)
        self._signers_of: dict[int, list[NoteSigner]] = {}

    def with_keys(self, keys: Sequence[Ed25519PrivateKey]) -> "LedgerSigner":
        """The same ledger's, with other keys."""
        return LedgerSigner(self._genesis, keys)

    @property
    def ledger(self) -> str:
        """The ledger's id."""
        return self._id

    def origin(self, log: int) -> str:
        """The origin line of a log: the name that its keys bear."""
        return self._genesis.origin(log)

    def note_keys(self, log: int) -> list[NoteKey]:
        """The public keys of a log, as verifiers are given them."""
        return [signer.key for signer in self._signers(log)]

    def checkpoint(self, log: int, size: int, root: bytes) -> bytes:
        """The signed note of a committed size: always the same bytes (RFC 8032, section 5.1.6)."""
        return sign_checkpoint(Checkpoint(self.origin(log), size, root), self._signers(log))

    def head(self, head: Head) -> bytes:
        """A head statement as a JWS."""
        key = self._keys[0]
        return sign_head(head, thumbprint(key.public_key().public_bytes_raw()), key)

    def absence(self, absence: Absence) -> bytes:
        """An absence statement as a JWS; whoever asks for it has seen that it is true."""
        key = self._keys[0]
        return sign_absence(absence, thumbprint(key.public_key().public_bytes_raw()), key)

    def _signers(self, log: int) -> list[NoteSigner]:
        signers = self._signers_of.get(log)
        if signers is None:
            signers = [NoteSigner(self.origin(log), key) for key in self._keys]
            self._signers_of[log] = signers
        return signers
