"""Following another ledger's log: every byte that is kept leads to a checkpoint that it signed.

A mirror holds the ledger to what it has once shown. Whoever keeps the ledger, its database and its
keys can still write another history, but none that this mirror takes for the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from crypto.checkpoint import Checkpoint
from crypto.trust import TrustFile
from ledger.mirroring.folder import LogFolder
from ledger.mirroring.growing import Growing
from ledger.mirroring.held import Held
from ledger.mirroring.losses import check_loss
from ledger.mirroring.refusing import LogRefused, keep_evidence
from ledger.mirroring.remote import RemoteLog
from ledger.mirroring.source import Source, SourceUnavailable
from ledger.mirroring.trusted import Trusted

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
        self._trusted = Trusted(trust)
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
            except LogRefused as refused:
                if note is not None:
                    keep_evidence(self._folder, number, note, refused.shown)
                raise

    def _follow(self, number: int, note: bytes | None, reset: bytes | None) -> Followed:
        origin, held = self._genesis.origin(number), self._held(number)
        before = held.checkpoint.size if held else 0
        ended = reset is not None
        offered = None if note is None else self._open(number, note, held, ended=ended)
        lost = check_loss(origin, offered, held, reset)
        if note is None or offered is None or lost is not None:
            return Followed(number, origin, before, before, lost)
        kept = self._grow(number, note, offered, held)
        missing = self._trusted.missing(kept)
        return Followed(number, origin, before, offered.size, missing=missing)

    def _open(self, number: int, note: bytes, held: Held | None, *, ended: bool) -> Checkpoint:
        if held and held.has(note):
            return held.checkpoint  # verified then; its keys may have retired since
        return self._trusted.open(number, note, ended=ended)

    def _grow(self, number: int, note: bytes, offered: Checkpoint, held: Held | None) -> bytes:
        """Bring the copy up to what was offered; the checkpoint that it has from then on."""
        remote, folder = RemoteLog(self._source, number), LogFolder(self._folder / str(number))
        since = 0
        if held:
            held.check()
            held.check_continued(offered, remote)
            since = held.checkpoint.size
        if offered.size > since:
            named = None if number == 1 else self._named(number, remote)
            Growing(remote, folder, since, offered, self._done).bring(note, named)
        elif held:
            kept = self._trusted.together(number, held.note, note)
            if kept != held.note:
                folder.commit(kept)  # the same tree, with more cosignatures
        return folder.checkpoint() or note

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
                f"{self._genesis.origin(number)}: {self._source.url} shows it no more, and "
                "declares nothing; if that is still this ledger’s address, it lost a log"
            )
        if number == 1:
            raise SourceUnavailable(f"{self._source.url}/1/checkpoint: nothing is published there")

    def _held(self, number: int) -> Held | None:
        folder = LogFolder(self._folder / str(number))
        return Held.of(folder, self._genesis.origin(number))
