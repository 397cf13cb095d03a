"""How the log grows: under one lock, one batch after the other, whichever process brings it."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Final, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from eventsourcing.persistence import IntegrityError

from crypto.checkpoint import open_checkpoint, unverified_checkpoint
from crypto.merkle import Frontier
from ledger.database import Database, Session
from ledger.errors import LogHalted, NotInLog
from ledger.faults import fault
from ledger.log.signing import LedgerSigner
from ledger.log.tree import Leaf, Tree, ask_state, grow, load, record

BATCH: Final = 500
"""Entries taken at once: beyond that the commit is a small part of the cost (measured)."""
MAX_NOTES: Final = 64
"""Signed checkpoints that wait for a batch to write them; any can be signed again, to the byte."""

ALL: Final = 2**31
"""No bound: admission finds at most what a crash or a stranger left, since opening catches up."""

T = TypeVar("T")

_BEHIND: Final = (
    "SELECT (SELECT max(notification_id) FROM stored_events), "
    "(SELECT notification_id FROM tracking WHERE application_name = "
    "'log/' || (SELECT coalesce(max(log), 1) FROM log_checkpoints))"
)
_NOTE: Final = "UPDATE log_checkpoints SET note = ? WHERE log = ? AND size = ? AND note IS NULL"
_RESET: Final = "INSERT INTO log_resets (log, note) VALUES (?, ?)"


class Growth:
    """Grows a log. All that does so raises `LogHalted` when what is stored no longer fits it.

    The tree of the last batch is kept in memory; whether it still is the newest is checked against
    the database each time, so several processes may take turns.
    """

    def __init__(self, database: Database, signer: LedgerSigner, clock: Callable[[], int]) -> None:
        self._database = database
        self._signer = signer
        self._clock = clock
        self._growing = Lock()
        self._tree: Tree | None = None
        self._notes: dict[tuple[int, int], bytes] = {}

    def sign_with(self, keys: Sequence[Ed25519PrivateKey]) -> None:
        """Sign with these keys from now on; the first of them signs head statements."""
        self._signer = self._signer.with_keys(keys)

    def append(self, write: Callable[[Session], Callable[[], T]]) -> T:
        """Run `write` in one durable transaction, and bring what it inserts into the log in it.

        What it returns is called when its rows are there, and gives the result.
        """
        result, _ = self._commit(write, ALL)
        return result

    def follow_once(self, limit: int = BATCH) -> int:
        """Bring at most `limit` committed entries into the log; how many were brought."""
        if not self._behind():
            return 0
        _, brought = self._commit(lambda _: _nothing, limit)
        return brought

    def catch_up(self) -> None:
        """Bring all committed entries into the log."""
        while self.follow_once():
            pass

    def newest(self) -> Tree:
        """The newest committed tree."""
        kept = self._tree  # before the database is asked, which may then only know of more
        with self._database.read() as session:
            return load(session, ask_state(session)(), kept)

    def reset(self, published: bytes, also: Sequence[Ed25519PrivateKey] = ()) -> str:
        """Open the next log, after a restore that lost entries already published; its origin.

        The first leaf of the new log is the SHA-256 of the last published checkpoint, so whoever
        holds that checkpoint sees that the break was declared. All entries then follow again.
        `also` are keys that may have signed it and do not sign now: their introduction may be among
        what was lost.

        Raises:
            Malformed, SignatureInvalid: `published` is not a checkpoint that this ledger signed.
            NotInLog: it is of no log of this ledger.
        """
        claim = unverified_checkpoint(published)
        number = self._number(claim.origin)
        keys = {*self._signer.note_keys(number), *self._signer.with_keys(also).note_keys(number)}
        open_checkpoint(published, keys)
        with self._growing:
            with self._write() as session:
                ((last,),) = session.rows("SELECT coalesce(max(log), 1) FROM log_checkpoints")
                leaf = Leaf(0, claim.origin, claim.size, hashlib.sha256(published).digest(), 0)
                frontier, nodes = Frontier().append(leaf.digest)
                tree = Tree(max(last, number) + 1, frontier, leaf, dict(nodes), {})
                record(session, tree, [leaf], nodes, self._clock())
                session.run(_RESET, (tree.log, published))
            self._adopt(tree, ())
        return self._signer.origin(tree.log)

    def save_notes(self) -> None:
        """Write signed checkpoints that no later batch has written yet."""
        if self._notes:
            with self._growing:
                with self._database.write() as session:
                    saved = self._save(session)
                self._forget(saved)

    def _commit(self, write: Callable[[Session], Callable[[], T]], limit: int) -> tuple[T, int]:
        with self._growing:
            with self._write() as session:
                state = ask_state(session)
                result = write(session)
                before = load(session, state(), self._tree)
                tree = grow(session, before, self._clock(), limit)
                saved = self._save(session) if len(self._notes) >= MAX_NOTES else ()
                fault("before-commit")
            fault("after-commit")
            self._adopt(tree, saved)
        return result(), tree.frontier.size - before.frontier.size

    @contextmanager
    def _write(self) -> Iterator[Session]:
        try:
            with self._database.write() as session:
                yield session
        except IntegrityError as error:
            # Places in streams were checked under the lock, so it is a leaf or a checkpoint.
            raise LogHalted(
                "log: something stands beyond its end; checkpoints were rolled back, or leaves "
                "were added by hand"
            ) from error

    def _adopt(self, tree: Tree, saved: Collection[tuple[int, int]]) -> None:
        self._forget(saved)
        self._tree = tree

    def _save(self, session: Session) -> tuple[tuple[int, int], ...]:
        """Write the notes that were signed since."""
        notes = dict(self._notes)
        for (log, size), note in notes.items():
            session.run(_NOTE, (note, log, size))
        return tuple(notes)

    def _forget(self, saved: Collection[tuple[int, int]]) -> None:
        for place in saved:
            self._notes.pop(place, None)

    def _behind(self) -> bool:
        """Whether the last entry is not the tracked one: newer, or the tracked one was deleted."""
        with self._database.read() as session:
            ((last, tracked),) = session.rows(_BEHIND)
        return (last or 0) != (tracked or 0)

    def _number(self, origin: str) -> int:
        number = origin.rpartition("/")[2]
        if not number.isdecimal() or self._signer.origin(int(number)) != origin:
            raise NotInLog(f"origin: {origin} is no log of this ledger", field="origin")
        return int(number)


def _nothing() -> None:
    """What a follower writes beside the log."""
