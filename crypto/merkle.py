"""The RFC 6962 Merkle tree over SHA-256: growing it, proving from it, and checking proofs.

A tree is kept as two things: the table of its complete nodes, `(level, index) -> hash`, where node
(l, i) is the root over the 2^l leaves from i * 2^l on and never changes once written; and its
`Frontier`, the right edge from which the next leaf grows. Every smaller tree is in the same table,
so a proof for any earlier size needs nothing else. Checking a proof needs neither.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Self

from crypto.errors import Malformed, NodeMissing, ProofInvalid

Coordinate = tuple[int, int]
"""(level, index): level 0 holds the leaf hashes, indexes count from 0."""
Node = tuple[Coordinate, bytes]
Reader = Callable[[Sequence[Coordinate]], Mapping[Coordinate, bytes]]
"""Reads complete nodes from wherever they are stored, all of one proof at once."""

HASH_BYTES: Final = 32
MAX_SIZE: Final = 2**63 - 1
"""Most leaves of a tree: what SQLite, PostgreSQL and Go's tlog hold as a signed 64-bit integer."""
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""Root of the tree without leaves (RFC 6962, section 2.1)."""


def leaf_hash(data: bytes) -> bytes:
    """Hash of a leaf (RFC 6962, section 2.1); its prefix keeps it from posing as an inner node."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node (RFC 6962, section 2.1)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """The right edge of a tree: its size, and the roots of its largest complete subtrees.

    The hashes run left to right, one for each 1 in the binary form of the size. Growing gives a new
    frontier and the nodes that became complete; a caller stores both or neither.

    Raises:
        Malformed: size and hashes do not belong together, or the size is beyond `MAX_SIZE`.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.size <= MAX_SIZE:
            raise Malformed("frontier size: not between 0 and 2^63 - 1")
        if [len(peak) for peak in self.hashes] != [HASH_BYTES] * self.size.bit_count():
            raise Malformed("frontier hashes: not 32 bytes for each 1 in the binary form of size")

    @classmethod
    def load(cls, size: int, read: Reader) -> Self:
        """The frontier of the tree when it had `size` leaves, from the stored nodes.

        Raises:
            NodeMissing: the table does not hold a tree of that size.
        """
        return cls(size, tuple(_read(_cover(0, size), read)))

    def root(self) -> bytes:
        """Root hash of the tree (RFC 6962, section 2.1)."""
        return _fold(self.hashes) if self.hashes else EMPTY_ROOT

    def append(self, data: bytes) -> tuple[Self, list[Node]]:
        """Grow by one leaf: `extend` with one."""
        return self.extend((data,))

    def extend(self, leaves: Iterable[bytes]) -> tuple[Self, list[Node]]:
        """Grow by leaves, given as their data; returns the new frontier and all nodes now complete.

        Works level by level, so that a batch costs two hashes a leaf and little else.
        """
        row = [leaf_hash(data) for data in leaves]
        first, size, level = self.size, self.size + len(row), 0
        edge = dict(zip(_levels(first), self.hashes, strict=True))
        nodes: list[Node] = []
        while row:
            nodes += [((level, index), value) for index, value in enumerate(row, first)]
            if first % 2:
                row.insert(0, edge[level])
            edge[level] = row[-1]
            row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=False)]
            first, level = first // 2, level + 1
        return type(self)(size, tuple(edge[level] for level in _levels(size))), nodes


def inclusion_proof(index: int, size: int, read: Reader) -> tuple[bytes, ...]:
    """PATH(index, D[size]) of RFC 6962, section 2.1.1: from the leaf's sibling up.

    Raises:
        ProofInvalid: there is no leaf `index` in a tree of `size`.
        NodeMissing: the table does not hold a tree of that size.
    """
    _check_index(index, size)
    return _roots(_way_up(0, index, size), read)


def consistency_proof(old_size: int, size: int, read: Reader) -> tuple[bytes, ...]:
    """PROOF(old_size, D[size]) of RFC 6962, section 2.1.2; from the empty tree, an empty one.

    Raises:
        ProofInvalid: `old_size` is greater than `size`.
        NodeMissing: the table does not hold a tree of that size.
    """
    _check_sizes(old_size, size)
    if old_size in (0, size):
        return ()
    level, index = _seed(old_size)
    way = _way_up(level, index, size)
    # A seed at 0 is the whole old tree: the verifier has its root.
    return _roots(_Way([(level, index), *way.below], way.last, way.above) if index else way, read)


def verify_inclusion(
    data: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> None:
    """Check that leaf `index` of the tree of `size` with this root has this data.

    Gives what RFC 9162, section 2.1.3.2 gives step by step.

    Raises:
        ProofInvalid: saying which of index, length, hash or root is at fault.
    """
    _check_index(index, size)
    turns = _turns(index, size - 1)
    _check_hashes(proof, len(turns))
    node = leaf_hash(data)
    for sibling, on_the_left in zip(proof, turns, strict=True):
        node = node_hash(sibling, node) if on_the_left else node_hash(node, sibling)
    if node != root:
        raise ProofInvalid("root: not the one that leaf and proof lead to")


def verify_consistency(
    old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]
) -> None:
    """Check that the tree of `size` only adds leaves behind those of the tree of `old_size`.

    Gives what RFC 9162, section 2.1.4.2 gives step by step. Every tree continues the empty one.

    Raises:
        ProofInvalid: saying which of sizes, length, hash or root is at fault.
    """
    _check_sizes(old_size, size)
    if old_size in (0, size):
        _check_hashes(proof, 0)
        old = root if old_size else EMPTY_ROOT
        new = root if size else EMPTY_ROOT
    else:
        old, new = _climb_both(old_size, old_root, size, proof)
    if old != old_root:
        raise ProofInvalid("old root: not the one that the proof leads to")
    if new != root:
        raise ProofInvalid("root: not the one that the proof leads to")


def _climb_both(
    old_size: int, old_root: bytes, size: int, proof: Sequence[bytes]
) -> tuple[bytes, bytes]:
    """The two roots that a proof leads to, from the last complete subtree of the old tree up."""
    level, index = _seed(old_size)
    turns = _turns(index, (size - 1) >> level)
    # At index 0 that subtree is the old tree, whose root the verifier has: the proof omits it.
    _check_hashes(proof, len(turns) + (index > 0))
    old = new = proof[0] if index else old_root
    for sibling, on_the_left in zip(proof[index > 0 :], turns, strict=True):
        if on_the_left:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
        else:
            new = node_hash(new, sibling)
    return old, new


def _turns(index: int, last: int) -> list[bool]:
    """Whether each sibling is on the left, on the way up from a node in a row that ends at `last`.

    Below the subtree that holds both nodes, the bits of `index` say so. Above it the way follows
    the right edge, where every sibling is on the left and a level without one is skipped.
    """
    shared = (index ^ last).bit_length()
    edge = (index >> shared).bit_count()
    return [index >> level & 1 == 1 for level in range(shared)] + [True] * edge


def _seed(old_size: int) -> Coordinate:
    """The last complete subtree of a tree that has leaves: where a consistency proof begins."""
    level = (old_size & -old_size).bit_length() - 1
    return level, (old_size - 1) >> level


class _Way(NamedTuple):
    """The siblings on the way up from a complete node, as the complete nodes that they consist of.

    All but one are complete. That one lies on the right, where the way reaches the subtree that
    holds the last leaf as well, and ends with that leaf: `last` are its nodes, left to right.
    """

    below: list[Coordinate]
    last: list[Coordinate]
    """Empty where the node itself is at the right edge."""
    above: list[Coordinate]


def _way_up(level: int, index: int, size: int) -> _Way:
    """The way from node (level, index) to the root of the tree of `size`; it turns as `_turns`."""
    shared = (index ^ (size - 1) >> level).bit_length()
    below = [(level + up, index >> up ^ 1) for up in range(shared - 1)]
    above = [
        (level + up, (index >> up) - 1)
        for up in range(shared, index.bit_length())
        if index >> up & 1
    ]
    if not shared:
        return _Way(below, [], above)
    right = (index >> shared - 1 ^ 1) << level + shared - 1
    return _Way(below, _cover(right, size), above)


def _roots(way: _Way, read: Reader) -> tuple[bytes, ...]:
    """The roots of the siblings, from one read of all their nodes."""
    hashes = _read([*way.below, *way.last, *way.above], read)
    below, last = len(way.below), len(way.last)
    if not last:
        return tuple(hashes)
    right = _fold(hashes[below : below + last])
    return (*hashes[:below], right, *hashes[below + last :])


def _cover(begin: int, end: int) -> list[Coordinate]:
    """The largest complete nodes over leaves [begin, end), left to right.

    `begin` is a multiple of the largest of their widths, as it is in every range of a proof.
    """
    cover = []
    for level in _levels(end - begin):
        cover.append((level, begin >> level))
        begin += 1 << level
    return cover


def _levels(size: int) -> Iterator[int]:
    """The positions of the 1s in the binary form of `size`, highest first."""
    while size:
        level = size.bit_length() - 1
        yield level
        size ^= 1 << level


def _fold(hashes: Sequence[bytes]) -> bytes:
    """The root over subtrees that grow smaller to the right."""
    root = hashes[-1]
    for left in hashes[-2::-1]:
        root = node_hash(left, root)
    return root


def _read(wanted: Sequence[Coordinate], read: Reader) -> list[bytes]:
    """These nodes, in their order."""
    nodes = read(wanted) if wanted else {}
    try:
        return [nodes[node] for node in wanted]
    except KeyError as missing:
        level, index = missing.args[0]
        raise NodeMissing(f"tree: node {index} of level {level} is not in the table") from None


def _check_index(index: int, size: int) -> None:
    if not 0 <= index < size <= MAX_SIZE:
        raise ProofInvalid(f"index: no leaf {index} in a tree of {size}")


def _check_sizes(old_size: int, size: int) -> None:
    if not 0 <= old_size <= size <= MAX_SIZE:
        raise ProofInvalid(f"size: a tree of {size} cannot continue one of {old_size}")


def _check_hashes(proof: Sequence[bytes], expected: int) -> None:
    """The length follows from the sizes; any other would let an inner node pass for a leaf."""
    if len(proof) != expected:
        raise ProofInvalid(f"proof: {len(proof)} hashes where the sizes ask for {expected}")
    if any(len(value) != HASH_BYTES for value in proof):
        raise ProofInvalid(f"proof: a hash that is not {HASH_BYTES} bytes long")
