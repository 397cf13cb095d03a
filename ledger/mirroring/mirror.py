"""Following another ledger's log: every byte that is kept leads to a checkpoint that it signed.

A mirror holds the ledger to what it has once shown. Whoever keeps the ledger, its database and its
keys can still write another history, but none that this mirror takes for the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crypto.checkpoint import Checkpoint, open_checkpoint
from crypto.errors import CryptoError
from crypto.note import NoteKey
from crypto.policy import Policy, QuorumMissing
from crypto.trust import TrustFile
from ledger.mirroring.folder import LogFolder
from ledger.mirroring.growing import Growing
from ledger.mirroring.held import Held
from ledger.mirroring.losses import check_loss
from ledger.mirroring.refusing import LogRefused, keep_evidence
from ledger.mirroring.remote import RemoteLog
from ledger.mirroring.source import Source, SourceUnavailable

Done = Callable[[int, int], None]
MAX_LOGS: Final = 10_000
"""Resets that a ledger may have declared: who answers every number must not hold us for ever."""


@dataclass(frozen=True, slots=True)
class Followed:
    """One log, verified: its size in this copy before and now, and what the ledger says it lost.

    `lost` is the size up to which the next log says that this one had been published, where the
    ledger now shows less than the copy holds. `missing` are the witnesses who have not cosigned
    what is held, where those who have are not the quorum that the trust file asks for.
    """

    number: int
    origin: str
    before: int
    size: int
    lost: int | None = None
    missing: tuple[str, ...] = ()


class Mirror:
    """Follows the logs of one ledger into a folder; `trust` says whose they must be.

    `done` is told how many bundles of a log are there, and how many there are.

    Raises:
        PolicyRefused: the witnesses that the trust file asks for cannot be read.
    """

    def __init__(
        self, source: Source, folder: Path, trust: TrustFile, done: Done = lambda _, __: None
    ) -> None:
        self._source = source
        self._folder = folder
        self._genesis = trust.genesis
        # The first key too, which may have retired: what is old may bear no other signature.
        given = (NoteKey.parse(vkey).public for vkey in trust.ledger_vkeys)
        self._policy = Policy.parse(trust.policy) if trust.policy else None
        self._keys = tuple(dict.fromkeys((trust.genesis.ledger_key, *given)))
        self._done = done

    def follow(self) -> Iterator[Followed]:
        """Verify and keep what each log has grown by, the first log first.

        Raises:
            LogRefused: a log is not signed by the ledger, or contradicts what is held.
            SourceUnavailable: it cannot be fetched; nothing is known against it.
            CopyDamaged: the files of this copy do not fit its own checkpoints.
            DiskFull, ReadOnly, OSError: it cannot be written.
        """
        for number in range(1, MAX_LOGS + 1):
            note = RemoteLog(self._source, number).checkpoint()
            reset = RemoteLog(self._source, number + 1).reset()
            if note is None and reset is None:
                self._check_ended(number)
                return
            try:
                yield self._follow(number, note, reset)
            except LogRefused:
                if note is not None:
                    keep_evidence(self._folder, number, note)
                raise

    def _follow(self, number: int, note: bytes | None, reset: bytes | None) -> Followed:
        origin, held = self._genesis.origin(number), self._held(number)
        before = held.checkpoint.size if held else 0
        offered = self._open(number, note) if note is not None else None
        lost = check_loss(origin, offered, held, reset)
        if note is None or offered is None or lost is not None:
            return Followed(number, origin, before, before, lost)
        self._grow(number, note, offered, held)
        return Followed(number, origin, before, offered.size, missing=self._missing(number))

    def _open(self, number: int, note: bytes) -> Checkpoint:
        keys = [NoteKey(self._genesis.origin(number), key) for key in self._keys]
        try:
            checkpoint = open_checkpoint(note, keys).checkpoint
            if self._policy:
                self._policy.cosigned(note)
        except CryptoError as error:
            raise LogRefused(
                f"{self._genesis.origin(number)}: its checkpoint does not verify ({error}); if the "
                "ledger’s key was replaced, ask for the new trust file"
            ) from error
        return checkpoint

    def _missing(self, number: int) -> tuple[str, ...]:
        note = LogFolder(self._folder / str(number)).checkpoint()
        try:
            if self._policy and note:
                self._policy.quorum_of(self._policy.cosigned(note))
        except QuorumMissing as short:
            return short.missing
        return ()

    def _grow(self, number: int, note: bytes, offered: Checkpoint, held: Held | None) -> None:
        remote, folder = RemoteLog(self._source, number), LogFolder(self._folder / str(number))
        since = 0
        if held:
            held.check()
            held.check_continued(offered, remote)
            since = held.checkpoint.size
        if offered.size > since:
            named = None if number == 1 else self._named(number, remote)
            Growing(remote, folder, since, offered, self._done).bring(note, named)
        elif len(note) > len(folder.checkpoint() or b""):
            folder.commit(note)  # the same tree, with more cosignatures

    def _named(self, number: int, remote: RemoteLog) -> bytes:
        named = remote.reset()
        if named is None:
            raise LogRefused(
                f"{self._genesis.origin(number)}: does not say which log ended before it"
            )
        return named

    def _check_ended(self, number: int) -> None:
        """Nothing of this number is shown: then there must never have been anything."""
        if self._held(number):
            raise LogRefused(
                f"{self._genesis.origin(number)}: the ledger shows it no more, and declares nothing"
            )
        if number == 1:
            raise SourceUnavailable(f"{self._source.url}/1/checkpoint: nothing is published there")

    def _held(self, number: int) -> Held | None:
        folder = LogFolder(self._folder / str(number))
        return Held.of(folder, self._genesis.origin(number))
