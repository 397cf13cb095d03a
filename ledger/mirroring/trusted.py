"""Whose checkpoints a copy believes: those of the keys and witnesses of the trust file alone."""

from crypto.checkpoint import Checkpoint, open_checkpoint
from crypto.errors import CryptoError
from crypto.note import MAX_NOTE_BYTES, MAX_SIGNATURES, NoteKey, UnverifiedNote
from crypto.policy import Policy, QuorumMissing
from crypto.trust import TrustFile
from ledger.mirroring.refusing import LogRefused


class Trusted:
    """What a trust file says about checkpoints.

    Raises:
        PolicyRefused: the witnesses that it asks for cannot be read.
    """

    def __init__(self, trust: TrustFile) -> None:
        self._genesis = trust.genesis
        self._keys = tuple(dict.fromkeys(NoteKey.parse(vkey).public for vkey in trust.ledger_vkeys))
        self._policy = Policy.parse(trust.policy) if trust.policy else None

    def open(self, number: int, note: bytes, *, ended: bool) -> Checkpoint:
        """What a checkpoint of a log says, once it is found to be the ledger's.

        A log that `ended` with a reset may bear no signature but that of the first key, which may
        have retired since. For one that grows that key is not enough: a thief may have it.

        Raises:
            LogRefused: it does not verify, or a witness's line in it does not.
        """
        origin = self._genesis.origin(number)
        keys = dict.fromkeys([*self._keys, *([self._genesis.ledger_key] if ended else [])])
        try:
            checkpoint = open_checkpoint(note, [NoteKey(origin, key) for key in keys]).checkpoint
            if self._policy:
                self._policy.cosigned(note)
        except CryptoError as error:
            raise LogRefused(
                f"{origin}: its checkpoint does not verify ({error}); if the ledger’s key was "
                "replaced, ask for the new trust file"
            ) from error
        return checkpoint

    def together(self, number: int, held: bytes, offered: bytes) -> bytes:
        """A checkpoint with its signatures and those that the same one is now offered with.

        Whoever shows it could show it with other lines, or with more and less in them: nothing is
        taken away, and as a note has no room for every stranger's, those of the ledger and of the
        witnesses of the trust file come first.
        """
        mine, theirs = UnverifiedNote.parse(held), UnverifiedNote.parse(offered)
        if mine.unverified_text != theirs.unverified_text:
            return held
        lines = sorted(
            dict.fromkeys((*mine.signatures, *theirs.signatures)),
            key=lambda line: (line.name, line.key_id) not in self._names(number),
        )
        for count in range(min(len(lines), MAX_SIGNATURES), 0, -1):
            note = UnverifiedNote(mine.unverified_text, tuple(lines[:count])).encode()
            if len(note) <= MAX_NOTE_BYTES:
                return note
        return held

    def _names(self, number: int) -> frozenset[tuple[str, bytes]]:
        """Names and ids of the keys whose lines were verified, as they stand in a note."""
        origin = self._genesis.origin(number)
        own = [NoteKey(origin, key) for key in (*self._keys, self._genesis.ledger_key)]
        others = [one.key for one in self._policy.witnesses] if self._policy else []
        return frozenset((key.name, key.key_id) for key in (*own, *others))

    def missing(self, note: bytes) -> tuple[str, ...]:
        """The witnesses who have not cosigned, where those who have are no quorum."""
        try:
            if self._policy:
                self._policy.quorum_of(self._policy.cosigned(note))
        except QuorumMissing as short:
            return short.missing
        return ()
