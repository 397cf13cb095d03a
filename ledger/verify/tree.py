"""The log: one leaf for each entry in the ledger's order, and every hash above, grown again."""

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final, NamedTuple

from crypto.canonical import unb64
from crypto.merkle import Coordinate, Frontier, Node
from ledger.verify import kinds
from ledger.verify.entries import Seen
from ledger.verify.findings import Note
from ledger.verify.report import Place
from ledger.verify.rows import Reader


class Leaf(NamedTuple):
    """A row of `log_leaves`, but for the number of its log."""

    idx: int
    position: int
    stream: str
    seq: int
    digest: bytes
    known: int


class TreeCheck:
    """Grows one log again from the entries, and compares what is stored.

    `sizes` are those whose roots will be asked for. A log after a declared reset (`number` > 1)
    begins with a leaf that names the last checkpoint of the one before it; only the `newest` must
    have every entry.
    """

    def __init__(
        self, reader: Reader, number: int, sizes: Iterable[int], note: Note, *, newest: bool
    ) -> None:
        self.number = number
        self.roots: dict[int, bytes] = {}
        self.places: dict[int, Place] = {}
        self._reader = reader
        self._note = note
        self._newest = newest
        self._sizes = deque(sorted(set(sizes)))
        self._frontier = Frontier()
        self._nodes: list[Node] = []
        self.last_position = 0
        """The position of the last entry that has a leaf."""
        self._leaves = LeafRows(reader, number, note)
        self.stored = self._leaves.end()
        self._extend([])
        self.declared = 0
        """At which size the log before this one was last published, as its first leaf declares."""
        if number > 1:
            breaks = self._leaves.take_break()
            self.declared = max((_number(leaf.seq) for leaf in breaks), default=0)
            self._extend(breaks)

    @property
    def size(self) -> int:
        """How many leaves have been grown."""
        return self._frontier.size

    def grow(self, chunk: Sequence[Seen], known: Sequence[int]) -> None:
        """Add the next entries; `known` is the latest time up to each.

        Raises:
            Damaged: the database could not be read.
        """
        if not self._newest:
            chunk = chunk[: max(0, self.stored - self.size)]
        leaves = [
            Leaf(index, seen.position, seen.stream, seen.seq, _raw(seen.digest), time)
            for index, (seen, time) in enumerate(zip(chunk, known, strict=False), self.size)
        ]
        self._leaves.compare(leaves)
        in_log = leaves[: max(0, self.stored - self.size)]
        self.last_position = in_log[-1].position if in_log else self.last_position
        self._extend(leaves)
        self._compare_nodes()

    def finish(self) -> None:
        """Look for leaves and nodes behind the last ones.

        Raises:
            Damaged: the database could not be read.
        """
        self._leaves.finish()
        grown = min(self.size, self.stored)
        expected = 2 * grown - grown.bit_count()
        statement = "SELECT count(*) FROM log_nodes WHERE log = ?"
        ((stored,),) = self._reader.rows(statement, [self.number])
        if stored != expected:
            self._note(kinds.NODE_MISMATCH, Place(), f"{expected} nodes", f"{stored} nodes")

    def _extend(self, leaves: Sequence[Leaf]) -> None:
        """Grow leaf by leaf to each size whose root is wanted, and then to the end."""
        first, done = self.size, 0
        while self._sizes and self._sizes[0] <= first + len(leaves):
            size = self._sizes.popleft()
            self._grow(leaves[done : size - first])
            done = size - first
            self.roots[size] = self._frontier.root()
            self.places[size] = _place(leaves[done - 1]) if done else Place()
        self._grow(leaves[done:])

    def _grow(self, leaves: Sequence[Leaf]) -> None:
        self._frontier, nodes = self._frontier.extend([leaf.digest for leaf in leaves])
        self._nodes += nodes

    def _compare_nodes(self) -> None:
        nodes = sorted(node for node in self._nodes if _end(node[0]) <= self.stored)
        self._nodes.clear()
        for level, group in groupby(nodes, key=lambda node: node[0][0]):
            expected = [(index, value) for (_, index), value in group]
            span = (self.number, level, expected[0][0], expected[-1][0])
            stored = self._reader.rows(_NODES, span)
            if stored != expected:
                self._locate(level, expected, dict(stored))

    def _locate(
        self, level: int, expected: Sequence[tuple[int, bytes]], stored: dict[Any, Any]
    ) -> None:
        for index, value in expected:
            if stored.get(index) != value:
                place = self._leaves.place(_end((level, index)) - 1)
                name = f"node {index} of level {level}"
                self._note(kinds.NODE_MISMATCH, place, name, "another hash, or none")


class LeafRows:
    """The stored leaves of one log, compared in order with what they should be.

    As long as whole chunks agree they are compared at once. From the first difference on, entries
    and leaves are matched by their positions, so that one deleted entry is one finding.
    """

    def __init__(self, reader: Reader, number: int, note: Note) -> None:
        self._reader = reader
        self._number = number
        self._note = note
        self._chunk: Sequence[Leaf] = ()
        self._matched = 0
        self._rest: deque[Leaf] | None = None

    def end(self) -> int:
        """One more than the largest index stored; 0 where there is none."""
        statement = "SELECT max(idx) FROM log_leaves WHERE log = ?"
        ((last,),) = self._reader.rows(statement, [self._number])
        return last + 1 if type(last) is int else 0

    def place(self, index: int) -> Place:
        """Where the entry of a leaf of the last chunk stands."""
        at = index - self._chunk[0].idx if self._chunk else -1
        return _place(self._chunk[at]) if 0 <= at < len(self._chunk) else Place()

    def take_break(self) -> list[Leaf]:
        """The first leaf of a log that follows a declared reset."""
        rows = [Leaf(*row) for row in self._reader.rows(_LEAVES, (self._number, 0, 0))]
        for row in rows:
            self._note(kinds.LOG_RESET, Place(), f"log {self._number - 1}", f"log {self._number}")
            if row.position != 0 or type(row.digest) is not bytes:
                self._note(kinds.LEAF_MISMATCH, Place(), "the leaf of a reset", "another leaf")
        self._matched += len(rows)
        return [row for row in rows if type(row.digest) is bytes]

    def compare(self, leaves: Sequence[Leaf]) -> None:
        """Compare the next leaves."""
        if not leaves:
            return
        self._chunk = leaves
        if self._rest is None:
            span = (self._number, leaves[0].idx, leaves[-1].idx)
            rows = self._reader.rows(_LEAVES, span)
            # Where the leaves end before the entries do, the follower has yet to bring the rest.
            if rows == leaves[: len(rows)] and leaves[0].idx + len(rows) >= self._span_end(leaves):
                self._matched += len(rows)
                return
            self._rest = self._from(leaves[0].idx)
        for leaf in leaves:
            self._match(leaf, self._rest)

    def finish(self) -> None:
        """Note every leaf that no entry was found for."""
        rest = self._from(self._matched) if self._rest is None else self._rest
        for row in rest:
            self._note(kinds.LEAF_STRAY, _place(row), "an entry", "none")
        self._matched += len(rest)
        statement = "SELECT count(*) FROM log_leaves WHERE log = ?"
        ((stored,),) = self._reader.rows(statement, [self._number])
        if stored != self._matched:
            self._note(kinds.LEAF_MISMATCH, Place(), f"{self._matched} leaves", f"{stored} leaves")

    def _span_end(self, leaves: Sequence[Leaf]) -> int:
        return min(leaves[-1].idx + 1, self.end())

    def _from(self, index: int) -> deque[Leaf]:
        return deque(Leaf(*row) for row in self._reader.rows(_LEAVES, (self._number, index, _LAST)))

    def _match(self, leaf: Leaf, rest: deque[Leaf]) -> None:
        while rest and _number(rest[0].position) < leaf.position:
            row = rest.popleft()
            self._matched += 1
            self._note(kinds.LEAF_STRAY, _place(row), "an entry", "none")
        if not rest:
            return
        if rest[0].position != leaf.position:
            self._note(kinds.LEAF_MISSING, _place(leaf), "a leaf", "none")
            return
        row = rest.popleft()
        self._matched += 1
        if row[1:] != leaf[1:]:
            self._note(kinds.LEAF_MISMATCH, _place(leaf), "a leaf of this entry", "another leaf")


def _end(node: Coordinate) -> int:
    """How many leaves a tree must have for this node to be complete."""
    level, index = node
    return (index + 1) << level


def _place(leaf: Leaf) -> Place:
    return Place(_number(leaf.position), str(leaf.stream), _number(leaf.seq))


def _number(value: object) -> int:
    return value if type(value) is int else 0


def _raw(digest: str) -> bytes:
    return unb64(digest) if digest else b""


_LAST: Final = 2**63 - 1
_LEAVES: Final = (
    "SELECT idx, notification_id, stream, seq, digest, known FROM log_leaves "
    "WHERE log = ? AND idx BETWEEN ? AND ? ORDER BY idx"
)
_NODES: Final = (
    "SELECT idx, hash FROM log_nodes WHERE log = ? AND level = ? AND idx BETWEEN ? AND ? "
    "ORDER BY idx"
)
