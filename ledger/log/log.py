"""The log as the rest of the ledger reads it: sizes, receipts, checkpoints, head statements."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from crypto.absence import Absence
from crypto.canonical import b64
from crypto.head import Head
from crypto.merkle import Coordinate, Frontier, Reader, consistency_proof, inclusion_proof
from crypto.proof import write_proof
from ledger.database import Database, Row, Value, among
from ledger.errors import LogHalted, NotInLog
from ledger.faults import fault
from ledger.log.growth import Growth
from ledger.log.signing import LedgerSigner
from ledger.log.tree import Leaf, Tree
from ledger.log.upper import UpperNodes

Place = tuple[str, int]
"""A stream and the seq of one of its entries."""


@dataclass(frozen=True, slots=True)
class Made:
    """A size of which a checkpoint was made, when (seconds since 1970), and its root."""

    size: int
    root: bytes
    time: int


_LEAVES: Final = (
    "SELECT notification_id, stream, seq, digest, known FROM log_leaves "
    "WHERE log = ? AND idx >= ? ORDER BY idx LIMIT ?"
)
_INDEXES: Final = (
    "SELECT l.stream, l.seq, l.idx FROM (VALUES (?,?)*) AS wanted "
    "JOIN log_leaves l ON l.log = ? AND l.stream = wanted.column1 AND l.seq = wanted.column2"
)


class Log(Growth):
    """The log of one ledger.

    Reads take a tree size, by default the newest; leaves and nodes never change once written, so
    they need no snapshot. Sizes are numbers of leaves, times seconds since 1970.
    """

    def __init__(self, database: Database, signer: LedgerSigner, clock: Callable[[], int]) -> None:
        super().__init__(database, signer, clock)
        self._upper = UpperNodes()

    def size(self) -> int:
        """The newest committed size."""
        return self.newest().frontier.size

    def origin(self) -> str:
        """The origin line of the current log."""
        return self._signer.origin(self.newest().log)

    def size_at(self, time: int) -> int:
        """What "as known at `time`" means: the largest size whose entries all have iat <= time."""
        rows = self._rows(
            "SELECT idx + 1 FROM log_leaves WHERE log = ? AND known <= ? "
            "ORDER BY known DESC, idx DESC LIMIT 1",
            (self._number_now(), time),
        )
        return rows[0][0] if rows else 0

    def position_at(self, size: int) -> int:
        """The position of the last entry in the tree of `size`; 0 for the empty tree.

        Raises:
            NotInLog: the log is not that large.
        """
        if size == 0:
            return 0
        leaves = self.leaves(size - 1, 1)
        if not leaves:
            raise NotInLog(f"size: the log has no {size} leaves", field="size")
        return leaves[0].position

    def leaves(self, first: int, limit: int) -> list[Leaf]:
        """At most `limit` leaves, from index `first` on."""
        rows = self._rows(_LEAVES, (self._number_now(), first, limit))
        return [Leaf(*row) for row in rows]

    def receipt(self, stream: str, seq: int, size: int | None = None) -> bytes:
        """The C2SP tlog-proof of one entry; see `receipts`."""
        return self.receipts([(stream, seq)], size)[0]

    def receipts(self, places: Sequence[Place], size: int | None = None) -> list[bytes]:
        """C2SP tlog-proofs of entries, in their order; without a query right after their commit.

        Raises:
            NotInLog: an entry is not in the tree of that size, or no checkpoint has that size.
        """
        tree = self._tree
        if tree is None or size is not None or not all(p in tree.places for p in places):
            tree = self.newest()
        at = tree.frontier.size if size is None else size
        indexes = self._indexes(tree, places)
        note = self.checkpoint(at, tree)
        read = self._reader(tree)
        receipts = []
        for place in places:
            if indexes.get(place, at) >= at:
                raise NotInLog(f"entry {place[1]} of {place[0]}: not in the tree of {at}")
            hashes = inclusion_proof(indexes[place], at, read)
            receipts.append(write_proof(indexes[place], hashes, note))
        return receipts

    def checkpoint(self, size: int | None = None, tree: Tree | None = None) -> bytes:
        """The C2SP tlog-checkpoint of a committed size.

        Raises:
            NotInLog: no checkpoint was made at that size.
            LogHalted: the nodes do not lead to the root that was recorded for it.
        """
        tree = tree or self.newest()
        at = tree.frontier.size if size is None else size
        made = self._notes.get((tree.log, at))
        return made or self._checkpoint(tree, at)

    def checkpoints(self, limit: int) -> list[Made]:
        """The newest sizes of which checkpoints were made, the largest first."""
        rows = self._rows(
            "SELECT size, root, signed_at FROM log_checkpoints WHERE log = ? "
            "ORDER BY size DESC LIMIT ?",
            (self._number_now(), limit),
        )
        return [Made(size, bytes(root), time) for size, root, time in rows]

    def anchored(self, index: int) -> Made:
        """The first checkpoint that was made of a tree which holds the leaf `index`.

        Raises:
            NotInLog: there is no such leaf.
        """
        rows = self._rows(
            "SELECT size, root, signed_at FROM log_checkpoints WHERE log = ? AND size > ? "
            "ORDER BY size LIMIT 1",
            (self._number_now(), index),
        )
        if not rows:
            raise NotInLog(f"index: the log has no leaf {index}", field="index")
        size, root, time = rows[0]
        return Made(size, bytes(root), time)

    def times(self, stream: str) -> dict[int, int]:
        """The latest time, in seconds since 1970, that the log had at each entry of a stream."""
        statement = "SELECT seq, known FROM log_leaves WHERE log = ? AND stream = ?"
        return dict(self._rows(statement, (self._number_now(), stream)))

    def stands(self, stream: str, size: int) -> list[tuple[int, int, bytes]]:
        """Seq, leaf index and digest of every entry of a stream in the tree of `size`, by seq."""
        statement = (
            "SELECT seq, idx, digest FROM log_leaves WHERE log = ? AND stream = ? AND idx + 0 < ? "
            "ORDER BY seq"
        )
        rows = self._rows(statement, (self._number_now(), stream, size))
        return [(seq, index, bytes(digest)) for seq, index, digest in rows]

    def inclusion(self, indexes: Sequence[int], size: int) -> list[tuple[bytes, ...]]:
        """The inclusion proof of each leaf in the tree of `size` (RFC 6962, 2.1.1).

        Raises:
            ProofInvalid: a leaf is not in that tree.
            NodeMissing: the log is not that large.
        """
        read = self._reader(self.newest())
        return [inclusion_proof(index, size, read) for index in indexes]

    def root_at(self, size: int) -> bytes:
        """The root of the tree of `size`, whether or not a checkpoint was made there.

        Raises:
            NodeMissing: the log is not that large.
        """
        return Frontier.load(size, self._reader(self.newest())).root()

    def consistency(self, old_size: int, size: int | None = None) -> tuple[bytes, ...]:
        """The proof that the tree of `size` only adds to that of `old_size` (RFC 6962, 2.1.2).

        Raises:
            ProofInvalid: `old_size` is larger than `size`.
            NodeMissing: the log is not that large.
        """
        tree = self.newest()
        at = tree.frontier.size if size is None else size
        return consistency_proof(old_size, at, self._reader(tree))

    def head_statement(self, stream: str, size: int | None = None) -> bytes:
        """Where a stream ended in the tree of `size`, signed; seq 0 where it held nothing.

        Raises:
            NotInLog: the log is not that large.
        """
        tree = self.newest()
        at = tree.frontier.size if size is None else size
        if not 0 <= at <= tree.frontier.size:
            raise NotInLog(f"size: the log has no {at} leaves", field="size")
        rows = self._rows(
            # `+ 0` keeps the database from walking the whole log instead of the stream.
            "SELECT seq, digest FROM log_leaves WHERE log = ? AND stream = ? AND idx + 0 < ? "
            "ORDER BY seq DESC LIMIT 1",
            (tree.log, stream, at),
        )
        seq, digest = (rows[0][0], b64(rows[0][1])) if rows else (0, self._signer.ledger)
        root = b64(Frontier.load(at, self._reader(tree)).root())
        origin = self._signer.origin(tree.log)
        return self._signer.head(Head(self._signer.ledger, origin, at, root, stream, seq, digest))

    def absence_statement(self, absence: Absence) -> bytes:
        """A statement about entries of the log, signed; it is for the caller to have held it
        against them.

        Raises:
            ClaimRefused: it is not in its form.
        """
        return self._signer.absence(absence)

    def _checkpoint(self, tree: Tree, size: int) -> bytes:
        """Sign a size once its row is known to be committed and to fit the nodes."""
        root = tree.frontier.root()
        if size != tree.frontier.size or tree is not self._tree:
            rows = self._rows(
                "SELECT root, note FROM log_checkpoints WHERE log = ? AND size = ?",
                (tree.log, size),
            )
            if not rows:
                raise NotInLog(f"size: no checkpoint was made at {size}", field="size")
            root, note = rows[0]
            if note:
                return bytes(note)
            if Frontier.load(size, self._reader(tree)).root() != root:
                raise LogHalted(f"log: the root recorded for the tree of {size} was altered")
        fault("before-checkpoint")
        note = self._signer.checkpoint(tree.log, size, root)
        self._notes[tree.log, size] = note
        fault("after-checkpoint")
        return note

    def _indexes(self, tree: Tree, places: Sequence[Place]) -> Mapping[Place, int]:
        if all(place in tree.places for place in places):
            return tree.places
        statement = among(_INDEXES, len(places))
        values = (*(part for place in places for part in place), tree.log)
        return {(stream, seq): idx for stream, seq, idx in self._rows(statement, values)}

    def _reader(self, tree: Tree) -> Reader:
        """Reads nodes from the last batch, and from the table what is not in it."""

        def read(wanted: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
            if all(node in tree.nodes for node in wanted):
                return tree.nodes
            with self._database.read() as session:
                return self._upper.read(session, tree.log, wanted)

        return read

    def _number_now(self) -> int:
        tree = self._tree or self.newest()
        return tree.log

    def _rows(self, statement: str, values: Sequence[Value]) -> list[Row]:
        with self._database.read() as session:
            return session.rows(statement, values)
