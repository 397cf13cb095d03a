"""Being a witness: what we have seen of a log is on the disk before our cosignature leaves.

The world after a crash: either the new checkpoint is kept, cosigned, whether or not the answer went
out, or nothing of it is. The log then asks again from the size that it is told.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from crypto.checkpoint import EmptyRootRefused, unverified_checkpoint
from crypto.cosignature import CosignatureKey, Cosigner, verify_cosignatures
from crypto.errors import CryptoError, Malformed, ProofInvalid, SignatureInvalid
from crypto.genesis import Genesis
from crypto.note import NoteSignature, UnverifiedNote
from crypto.witness import (
    AddCheckpoint,
    Conflict,
    OriginUnknown,
    Seen,
    Submitted,
    advance,
    authenticate,
)
from ledger.database import Database, Session
from ledger.faults import fault
from ledger.ledger import Ledger
from ledger.witnessing.errors import (
    LogUnsigned,
    LogUnwatched,
    RequestUnread,
    TreeConflict,
    TreeInconsistent,
    WitnessRolledBack,
)
from ledger.witnessing.schema import create_tables
from ledger.witnessing.watched import watched_logs, witness_key

_LATEST: Final = "SELECT size, note FROM witnessed WHERE vkey = ? AND origin = ?"
_KEEP: Final = (
    "INSERT INTO witnessed (vkey, origin, size, note) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (vkey, origin) DO UPDATE SET size = excluded.size, note = excluded.note"
)
_ALL: Final = "SELECT origin, size, note, contradiction FROM witnessed WHERE vkey = ?"
_CONTRADICTED: Final = (
    "UPDATE witnessed SET contradiction = ? WHERE vkey = ? AND origin = ? AND contradiction IS NULL"
)


@dataclass(frozen=True, slots=True)
class Witnessed:
    """The latest checkpoint of a log that we cosigned, as we keep it.

    `contradiction` is a checkpoint of the same log with another tree of a size that we cosigned:
    with `note` it proves that the log has two histories.
    """

    origin: str
    size: int
    note: bytes
    contradiction: bytes | None


class Witness:
    """The witness that a ledger is for other ledgers' logs; several processes may be it at once."""

    def __init__(
        self,
        database: Database,
        genesis: Genesis,
        folder: Path,
        clock: Callable[[], int],
    ) -> None:
        create_tables(database)
        self._database = database
        self._genesis = genesis
        self._folder = folder
        self._clock = clock
        self._lock = Lock()
        self._seen: dict[tuple[CosignatureKey, str], Seen] = {}

    @classmethod
    def of(cls, ledger: Ledger) -> "Witness":
        """The witness of an open ledger, in its data folder."""
        folder = ledger.store.keystore.folder.parent
        return cls(ledger.store.database, ledger.genesis, folder, ledger.now)

    def add(self, body: bytes) -> NoteSignature:
        """Cosign a checkpoint that is submitted as tlog-witness has it.

        Raises:
            RequestUnread: the body is not in its form, or the old size is larger (400).
            LogUnwatched: the log is not known (404).
            LogUnsigned: the log did not sign it (403).
            TreeConflict: the old size is not the latest that was cosigned (409).
            TreeInconsistent: the tree does not add to the one cosigned (422).
            WitnessRolledBack: what is kept is not what was cosigned.
        """
        submitted = self._authenticated(body)
        key = self._key()
        try:
            return self._cosign(key, submitted)
        except Conflict as error:
            raise TreeConflict(error.size) from error
        except ProofInvalid as error:
            self._contradicted(key.key, submitted)
            raise TreeInconsistent(f"proof: {error}") from error

    def checkpoint(self, origin_hash: str) -> bytes | None:
        """The latest checkpoint cosigned of the log whose origin has this SHA-256 (hexadecimal)."""
        for one in self.witnessed():
            if hashlib.sha256(one.origin.encode()).hexdigest() == origin_hash:
                return one.note
        return None

    def witnessed(self) -> list[Witnessed]:
        """What we have cosigned with our present key, by origin."""
        key = witness_key(self._folder / "keystore", self._genesis)
        if key is None:
            return []
        with self._database.read() as session:
            rows = session.rows(_ALL, [key.key.vkey])
        return [
            Witnessed(origin, size, note.encode(), against and against.encode())
            for origin, size, note, against in sorted(rows)
        ]

    def _key(self) -> Cosigner:
        key = witness_key(self._folder / "keystore", self._genesis)
        if key is None:
            raise LogUnwatched("checkpoint: this ledger is no witness")
        return key

    def _authenticated(self, body: bytes) -> Submitted:
        try:
            return authenticate(AddCheckpoint.parse(body), watched_logs(self._folder))
        except OriginUnknown as error:
            raise LogUnwatched(str(error)) from error
        except SignatureInvalid as error:
            raise LogUnsigned(str(error)) from error
        except EmptyRootRefused as error:
            raise TreeInconsistent(str(error)) from error
        except Malformed as error:
            raise RequestUnread(str(error)) from error

    def _cosign(self, key: Cosigner, submitted: Submitted) -> NoteSignature:
        """Check against what was seen and write what is seen now, in one transaction."""
        tree = submitted.checkpoint
        with self._database.write() as session:
            after = advance(submitted, self._latest(session, key.key, tree.origin))
            line = key.sign_at(tree, self._clock())
            note = UnverifiedNote(tree.encode(), (*submitted.note.signatures, line))
            row = (key.key.vkey, tree.origin, tree.size, note.encode().decode())
            session.run(_KEEP, row)
            fault("before-witness-commit")
        fault("after-witness-commit")
        self._remember(key.key, tree.origin, after)
        return line

    def _latest(self, session: Session, key: CosignatureKey, origin: str) -> Seen:
        """What we have cosigned of a log, held against our own signature and memory.

        Without it whoever writes the database could have us vouch for a tree of their making.
        """
        rows = session.rows(_LATEST, [key.vkey, origin])
        latest = _opened(key, origin, rows[0][1].encode()) if rows else Seen()
        known = self._seen.get((key, origin), Seen())
        if latest.size < known.size or (latest.size == known.size and latest != known):
            raise WitnessRolledBack(
                f"witness: of {origin} it keeps {latest.size} entries and has cosigned "
                f"{known.size}; the database was rolled back, so renew the witness's key"
            )
        return latest

    def _remember(self, key: CosignatureKey, origin: str, seen: Seen) -> None:
        with self._lock:
            if seen.size >= self._seen.get((key, origin), Seen()).size:
                self._seen[key, origin] = seen

    def _contradicted(self, key: CosignatureKey, submitted: Submitted) -> None:
        """Keep a second tree of one size: the log signed both, and no proof can excuse it.

        A larger tree with a proof that does not fit shows nothing: anybody can send that.
        """
        tree = submitted.checkpoint
        with self._database.write() as session:
            latest = self._latest(session, key, tree.origin)
            if latest.size == tree.size and latest.root != tree.root:
                note = submitted.note.encode().decode()
                session.run(_CONTRADICTED, (note, key.vkey, tree.origin))


def _opened(key: CosignatureKey, origin: str, note: bytes) -> Seen:
    try:
        checkpoint = unverified_checkpoint(note)
        ours = verify_cosignatures(UnverifiedNote.parse(note), [key])
    except CryptoError as error:
        raise WitnessRolledBack(f"witness: what it keeps of {origin} was altered") from error
    if not ours or checkpoint.origin != origin:
        raise WitnessRolledBack(f"witness: what it keeps of {origin} it did not cosign")
    return Seen(checkpoint.size, checkpoint.root)
