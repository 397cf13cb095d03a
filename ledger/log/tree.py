"""Growing the log: what committed entries become leaves, nodes and a checkpoint row, all or none.

The world after a crash: either the whole batch is there, with its tracked position, or nothing of
it. A checkpoint is signed later, from the committed row, so no root is ever signed that a restart
could contradict.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from crypto.merkle import Coordinate, Frontier, Node, Reader
from ledger.database import Row, Session, among, insert
from ledger.errors import LogHalted, RowMismatch
from ledger.faults import fault
from ledger.mapper import DIGEST_BYTES, DISPOSED, TOPIC, unverified_claims

FIRST_LOG: Final = 1
TRACKED: Final = "log/"
"""What the tracked position is recorded under, with the number of the log behind it."""

_STATE: Final = (
    "SELECT c.log, c.size, c.root, l.notification_id, l.stream, l.seq, l.digest, l.known, "
    "t.notification_id "
    "FROM (SELECT log, size, root FROM log_checkpoints ORDER BY log DESC, size DESC LIMIT 1) AS c "
    "LEFT JOIN log_leaves l ON l.log = c.log AND l.idx = c.size - 1 "
    "LEFT JOIN tracking t ON t.application_name = 'log/' || c.log"
)
_ENTRIES: Final = (
    "SELECT notification_id, originator_id, originator_version, topic, state FROM stored_events "
    "WHERE notification_id >= ? ORDER BY notification_id LIMIT ?"
)
_NODES: Final = (
    # Both databases name the columns of VALUES so; as an IN list, SQLite would scan whole levels.
    "SELECT n.level, n.idx, n.hash FROM (VALUES (?,?)*) AS wanted "
    "JOIN log_nodes n ON n.log = ? AND n.level = wanted.column1 AND n.idx = wanted.column2"
)
_KNOWN: Final = "SELECT max(known) FROM log_leaves WHERE stream = ? AND seq = ?"
_TRACK: Final = (
    "INSERT INTO tracking (application_name, notification_id) VALUES (?, ?) "
    "ON CONFLICT (application_name) DO UPDATE SET notification_id = excluded.notification_id"
)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf: the entry at `position` (0: none), which is entry `seq` of `stream`.

    `digest` is the leaf's data, the SHA-256 of the JWS; `known` is the latest `iat` up to here.
    """

    position: int
    stream: str
    seq: int
    digest: bytes
    known: int


@dataclass(frozen=True, slots=True)
class Tree:
    """The log at a committed size, with all that the receipts of its last batch need.

    `nodes` holds the nodes of that batch and the edge that they grew from, `places` the leaf index
    of each entry in it.
    """

    log: int
    frontier: Frontier
    last: Leaf
    nodes: Mapping[Coordinate, bytes]
    places: Mapping[tuple[str, int], int]


EMPTY: Final = Tree(FIRST_LOG, Frontier(), Leaf(0, "", 0, b"", 0), {}, {})


def ask_state(session: Session) -> Callable[[], list[Row]]:
    """Ask what the newest committed checkpoint and leaf are, for `load`."""
    return session.ask(_STATE)


def load(session: Session, rows: Sequence[Row], kept: Tree | None) -> Tree:
    """The newest committed tree: `kept` if it is still that, or else read anew.

    Raises:
        LogHalted: the tables contradict each other, or a tree that this process has seen.
    """
    if not rows:
        return _not_before(kept, EMPTY)
    log, size, root, position, stream, seq, digest, known, tracked = rows[0]
    if position is None or position != tracked:
        raise LogHalted(
            f"log: the tree of {size} does not end with the tracked position {tracked}; its last "
            "leaf, its checkpoint or the tracking was altered"
        )
    last = Leaf(position, stream, seq, digest, known)
    if kept and (kept.log, kept.frontier.size, kept.last) == (log, size, last):
        tree = kept
    else:
        frontier = Frontier.load(size, node_reader(session, log))
        tree = _not_before(kept, Tree(log, frontier, last, {}, {}))
    if tree.frontier.root() != root:
        raise LogHalted(
            f"log: the nodes of the tree of {size} do not lead to the root recorded for it; nodes "
            "or checkpoints were altered"
        )
    return tree


def grow(session: Session, tree: Tree, now: int, limit: int) -> Tree:
    """Bring the next `limit` committed entries into the log.

    Raises:
        LogHalted: the entry at the tracked position is not the one of the last leaf, or an entry
            does not stand where it was signed to stand.
    """
    leaves = _leaves(session, tree, _following(session, tree, limit))
    if not leaves:
        return tree
    frontier, nodes = tree.frontier.extend(leaf.digest for leaf in leaves)
    places = {(leaf.stream, leaf.seq): i for i, leaf in enumerate(leaves, tree.frontier.size)}
    reach = {**dict(_edge(tree.frontier)), **dict(nodes)}
    grown = Tree(tree.log, frontier, leaves[-1], reach, places)
    record(session, grown, leaves, nodes, now)
    return grown


def record(
    session: Session, tree: Tree, leaves: Sequence[Leaf], nodes: Sequence[Node], now: int
) -> None:
    """Write a batch: its leaves and nodes, the checkpoint row, the tracked position."""
    fault("before-leaves-insert")
    first = tree.frontier.size - len(leaves)
    leaf_rows = [
        (tree.log, index, leaf.position, leaf.stream, leaf.seq, leaf.digest, leaf.known)
        for index, leaf in enumerate(leaves, first)
    ]
    node_rows = [(tree.log, level, index, value) for (level, index), value in nodes]
    root = (tree.log, tree.frontier.size, tree.frontier.root(), now)
    leaf_columns = "log_leaves (log, idx, notification_id, stream, seq, digest, known)"
    insert(session, leaf_columns, leaf_rows)
    insert(session, "log_nodes (log, level, idx, hash)", node_rows)
    insert(session, "log_checkpoints (log, size, root, signed_at)", [root])
    session.run(_TRACK, (f"{TRACKED}{tree.log}", tree.last.position))
    fault("after-leaves-insert")


def node_reader(session: Session, log: int) -> Reader:
    """Reads nodes of a log from its table, all of one proof at once."""

    def read(wanted: Sequence[Coordinate]) -> dict[Coordinate, bytes]:
        rows = session.rows(among(_NODES, len(wanted)), (*chain.from_iterable(wanted), log))
        return {(level, index): value for level, index, value in rows}

    return read


def _following(session: Session, tree: Tree, limit: int) -> list[Row]:
    """The entries after the tracked one, once that one is found to be what the last leaf says."""
    last = tree.last
    rows = session.rows(_ENTRIES, (last.position, limit + 1))
    if last.position == 0:
        return rows[:limit]
    if not rows or rows[0][0] != last.position:
        raise LogHalted(
            f"position {last.position}: the entry of the last leaf is gone; an entry was deleted"
        )
    *_, topic, state = rows[0]
    if _digest(topic, state) != last.digest:
        raise LogHalted(
            f"position {last.position}: the entry does not hash to its leaf; another was put "
            "in its place, or its bytes were altered"
        )
    return rows[1:]


def _leaves(session: Session, tree: Tree, rows: Sequence[Row]) -> list[Leaf]:
    leaves = []
    known = tree.last.known
    for position, stream, seq, topic, state in rows:
        known = max(known, _time(session, position, stream, seq, topic, state))
        leaves.append(Leaf(position, stream, seq, _digest(topic, state), known))
    return leaves


def _time(session: Session, position: int, stream: str, seq: int, topic: str, state: bytes) -> int:
    """When an entry says that it was drafted; of one disposed of, what an earlier log had there."""
    if topic == DISPOSED and len(state) == DIGEST_BYTES:
        ((known,),) = session.rows(_KNOWN, (stream, seq))
        return known or 0
    *signed, iat = _claims(position, state)
    if [stream, seq] != signed or topic != TOPIC:
        raise LogHalted(
            f"position {position}: the row does not say what was signed; its topic, stream or "
            "version was altered"
        )
    return iat


def _digest(topic: str, state: bytes) -> bytes:
    """The leaf of a row: of an entry that was disposed of, its digest is all that is left."""
    return bytes(state) if topic == DISPOSED else hashlib.sha256(state).digest()


def _claims(position: int, jws: bytes) -> tuple[str, int, int]:
    try:
        return unverified_claims(position, jws)
    except RowMismatch as error:
        raise LogHalted(f"{error.detail}; its bytes were altered") from error


def _edge(frontier: Frontier) -> list[Node]:
    """The nodes of the right edge with their coordinates."""
    nodes = []
    begin = 0
    for value in frontier.hashes:
        level = (frontier.size - begin).bit_length() - 1
        nodes.append(((level, begin >> level), value))
        begin += 1 << level
    return nodes


def _not_before(kept: Tree | None, tree: Tree) -> Tree:
    """Refuse to go back: a smaller tree would publish a second root for sizes already published."""
    if kept and (tree.log, tree.frontier.size) <= (kept.log, kept.frontier.size):
        raise LogHalted(
            f"log: ends at {tree.frontier.size}, though this process has seen the tree of "
            f"{kept.frontier.size} that does not fit; the log was rolled back"
        )
    return tree
