"""The tree: fast and slow agree, others' software agrees, and no altered proof passes."""

from collections.abc import Mapping, Sequence

import pymerkle
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Malformed, NodeMissing, ProofInvalid
from crypto.lines import encode_base64
from crypto.merkle import (
    EMPTY_ROOT,
    MAX_SIZE,
    Coordinate,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)
from tests.crypto import slow_tree
from tests.crypto.conftest import AskGo

KNOWN_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
KNOWN_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Leaves and roots that Certificate Transparency's own implementations are tested with."""


def data(index: int) -> bytes:
    """Data of the leaf at `index`: no two are the same."""
    return index.to_bytes(32, "big")


class Table:
    """A tree whose nodes are stored the way a ledger stores them."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        self.leaves = leaves
        self.nodes = dict(Frontier().extend(leaves)[1])
        self.reads = 0

    def read(self, wanted: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        """Read nodes at once, counting the reads."""
        self.reads += 1
        return {node: self.nodes[node] for node in wanted if node in self.nodes}

    def root(self, size: int) -> bytes:
        """The root when the tree had `size` leaves."""
        return Frontier.load(size, self.read).root()


TABLE = Table([data(index) for index in range(150)])
sizes = st.integers(1, len(TABLE.leaves))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[int, int]:
    """Two sizes, the first at most the second."""
    size = draw(sizes)
    return draw(st.integers(1, size)), size


@pytest.mark.parametrize("size", range(9))
def test_known_roots(size: int) -> None:
    """The roots that Certificate Transparency publishes for these leaves."""
    frontier, _ = Frontier().extend(bytes.fromhex(leaf) for leaf in KNOWN_LEAVES[:size])
    assert frontier.root().hex() == KNOWN_ROOTS[size]


def test_small_trees_agree_with_the_rfc() -> None:
    """Every root and every proof of every tree of up to 20 leaves, against the slow reference."""
    for size in range(21):
        leaves = TABLE.leaves[:size]
        assert TABLE.root(size) == slow_tree.mth(leaves)
        for index in range(size):
            path = slow_tree.path(index, leaves)
            assert list(inclusion_proof(index, size, TABLE.read)) == path
            proof = slow_tree.proof(index + 1, leaves)
            assert list(consistency_proof(index + 1, size, TABLE.read)) == proof


@given(pairs())
def test_proofs_agree_with_the_rfc_and_verify(pair: tuple[int, int]) -> None:
    """Any leaf, any earlier size of a larger tree: the slow reference's proof, which verifies."""
    old_size, size = pair
    leaves, root = TABLE.leaves[:size], TABLE.root(size)
    assert root == slow_tree.mth(leaves)

    path = inclusion_proof(old_size - 1, size, TABLE.read)
    assert list(path) == slow_tree.path(old_size - 1, leaves)
    verify_inclusion(data(old_size - 1), old_size - 1, size, path, root)

    proof = consistency_proof(old_size, size, TABLE.read)
    assert list(proof) == slow_tree.proof(old_size, leaves)
    verify_consistency(old_size, TABLE.root(old_size), size, root, proof)


@given(st.lists(st.integers(0, 40), max_size=8))
def test_batches_do_not_matter(batches: list[int]) -> None:
    """However leaves are divided into batches, edge and nodes are those of one leaf at a time."""
    batched, single = Frontier(), Frontier()
    batched_nodes: dict[Coordinate, bytes] = {}
    single_nodes: dict[Coordinate, bytes] = {}
    for batch in batches:
        leaves = [data(index) for index in range(batched.size, batched.size + batch)]
        batched, nodes = batched.extend(leaves)
        assert not batched_nodes.keys() & dict(nodes)
        batched_nodes |= dict(nodes)
        for leaf in leaves:
            single, nodes = single.append(leaf)
            single_nodes |= dict(nodes)
    assert batched == single
    assert batched_nodes == single_nodes
    size = sum(batches)
    complete = {(level, i) for level in range(10) for i in range(size >> level)}
    assert batched_nodes.keys() == complete
    assert all(batched_nodes[0, i] == leaf_hash(data(i)) for i in range(size))


@given(pairs())
def test_one_read_a_proof(pair: tuple[int, int]) -> None:
    """A proof costs at most one read of the table, however many nodes it is made of."""
    TABLE.reads = 0
    inclusion_proof(pair[0] - 1, pair[1], TABLE.read)
    consistency_proof(*pair, TABLE.read)
    assert TABLE.reads <= 2


@given(st.integers(1, MAX_SIZE), st.data())
def test_up_to_the_largest_tree(size: int, draw: st.DataObject) -> None:
    """Proofs verify at any size up to 2^63 - 1, in a tree all of whose leaves are the same."""
    old_size = draw.draw(st.integers(1, size))
    levels = [leaf_hash(b"")]
    for _ in range(63):
        levels.append(node_hash(levels[-1], levels[-1]))

    def read(wanted: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        assert all((index + 1) << level <= size for level, index in wanted)
        return {(level, index): levels[level] for level, index in wanted}

    root, old_root = Frontier.load(size, read).root(), Frontier.load(old_size, read).root()
    verify_inclusion(b"", old_size - 1, size, inclusion_proof(old_size - 1, size, read), root)
    proof = consistency_proof(old_size, size, read)
    verify_consistency(old_size, old_root, size, root, proof)


def test_from_the_empty_tree() -> None:
    """Every tree continues the empty one, and only with an empty proof and the empty root."""
    assert consistency_proof(0, 5, TABLE.read) == ()
    verify_consistency(0, EMPTY_ROOT, 5, TABLE.root(5), ())
    verify_consistency(0, EMPTY_ROOT, 0, EMPTY_ROOT, ())
    with pytest.raises(ProofInvalid, match="old root"):
        verify_consistency(0, TABLE.root(1), 5, TABLE.root(5), ())
    with pytest.raises(ProofInvalid, match="proof"):
        verify_consistency(0, EMPTY_ROOT, 5, TABLE.root(5), (EMPTY_ROOT,))
    with pytest.raises(ProofInvalid, match="root"):
        verify_consistency(0, EMPTY_ROOT, 0, TABLE.root(1), ())


def test_two_roots_for_one_size() -> None:
    """A second root for one size is refused, though there is nothing to prove between them."""
    with pytest.raises(ProofInvalid, match="old root"):
        verify_consistency(5, TABLE.root(4), 5, TABLE.root(5), ())


def test_an_inner_node_is_no_leaf() -> None:
    """The classic forgery, a shorter proof in which an inner node poses as a leaf, is refused."""
    inner = b"".join(leaf_hash(leaf) for leaf in TABLE.leaves[:2])
    proof = inclusion_proof(0, 8, TABLE.read)
    for forged in (proof, proof[1:]):
        with pytest.raises(ProofInvalid):
            verify_inclusion(inner, 0, 8, forged, TABLE.root(8))


def flip(value: bytes, bit: int) -> bytes:
    """The bytes with one bit changed."""
    return (int.from_bytes(value, "big") ^ 1 << bit % (8 * len(value))).to_bytes(len(value), "big")


def mutants(proof: Sequence[bytes]) -> st.SearchStrategy[tuple[bytes, ...]]:
    """Lists of hashes that are not `proof`: changed, dropped, repeated, swapped, cut or added."""
    hashes = list(proof)
    changes = [st.binary(max_size=40).map(lambda extra: (*hashes, extra))]
    if hashes:
        at = st.integers(0, len(hashes) - 1)
        changes += [
            st.builds(
                lambda i, bit: (*hashes[:i], flip(hashes[i], bit), *hashes[i + 1 :]),
                at,
                st.integers(0, 255),
            ),
            at.map(lambda i: (*hashes[:i], *hashes[i + 1 :])),
            at.map(lambda i: (*hashes[:i], hashes[i], *hashes[i:])),
            at.map(lambda i: (*hashes[:i], hashes[i][:-1], *hashes[i + 1 :])),
            st.permutations(hashes).map(tuple),
        ]
    return st.one_of(changes).filter(lambda mutant: mutant != tuple(proof))


@given(pairs(), st.data())
def test_altered_inclusion_proofs_are_refused(pair: tuple[int, int], draw: st.DataObject) -> None:
    """Any change of the hashes, of the leaf, of its index or of the root is refused."""
    index, size = pair[0] - 1, pair[1]
    proof, root = inclusion_proof(index, size, TABLE.read), TABLE.root(size)
    with pytest.raises(ProofInvalid):
        verify_inclusion(data(index), index, size, draw.draw(mutants(proof)), root)
    with pytest.raises(ProofInvalid):
        verify_inclusion(
            flip(data(index), draw.draw(st.integers(0, 255))), index, size, proof, root
        )
    with pytest.raises(ProofInvalid):
        verify_inclusion(data(index), index, size, proof, flip(root, 7))
    other = draw.draw(st.integers(-1, size).filter(lambda i: i != index))
    with pytest.raises(ProofInvalid):
        verify_inclusion(data(index), other, size, proof, root)


@given(pairs(), st.data())
def test_altered_consistency_proofs_are_refused(pair: tuple[int, int], draw: st.DataObject) -> None:
    """Any change of the hashes or of either root is refused."""
    old_size, size = pair
    proof = consistency_proof(old_size, size, TABLE.read)
    old_root, root = TABLE.root(old_size), TABLE.root(size)
    with pytest.raises(ProofInvalid):
        verify_consistency(old_size, old_root, size, root, draw.draw(mutants(proof)))
    with pytest.raises(ProofInvalid):
        verify_consistency(old_size, flip(old_root, 7), size, root, proof)
    with pytest.raises(ProofInvalid):
        verify_consistency(old_size, old_root, size, flip(root, 7), proof)


@given(pairs(), st.data())
def test_a_rewritten_past_is_refused(pair: tuple[int, int], draw: st.DataObject) -> None:
    """A tree with one old leaf replaced cannot be shown to continue the old tree."""
    old_size, size = pair
    replaced = draw.draw(st.integers(0, old_size - 1))
    leaves = [*TABLE.leaves[:replaced], b"rewritten", *TABLE.leaves[replaced + 1 : size]]
    forged = Table(leaves)
    proof = consistency_proof(old_size, size, forged.read)
    with pytest.raises(ProofInvalid):
        verify_consistency(old_size, TABLE.root(old_size), size, forged.root(size), proof)


def test_hashes_of_another_length_are_named() -> None:
    """A hash that is cut or padded is refused for its length, before anything is computed."""
    for wrong in (EMPTY_ROOT[1:], EMPTY_ROOT + b"0", b""):
        with pytest.raises(ProofInvalid, match="32 bytes"):
            verify_inclusion(data(0), 0, 2, (wrong,), TABLE.root(2))
        with pytest.raises(ProofInvalid, match="32 bytes"):
            verify_consistency(1, TABLE.root(1), 2, TABLE.root(2), (wrong,))


@pytest.mark.parametrize(
    ("index", "size"), [(0, 0), (5, 5), (-1, 5), (0, -1), (0, MAX_SIZE + 1)], ids=str
)
def test_no_such_leaf(index: int, size: int) -> None:
    """An index outside the tree, or a size outside the bounds, is neither proved nor verified."""
    with pytest.raises(ProofInvalid, match="index"):
        inclusion_proof(index, size, TABLE.read)
    with pytest.raises(ProofInvalid, match="index"):
        verify_inclusion(b"", index, size, (), EMPTY_ROOT)


@pytest.mark.parametrize(("old", "size"), [(6, 5), (-1, 5), (1, MAX_SIZE + 1)], ids=str)
def test_no_such_growth(old: int, size: int) -> None:
    """A tree that shrinks, or a size outside the bounds, is neither proved nor verified."""
    with pytest.raises(ProofInvalid, match="size"):
        consistency_proof(old, size, TABLE.read)
    with pytest.raises(ProofInvalid, match="size"):
        verify_consistency(old, EMPTY_ROOT, size, EMPTY_ROOT, ())


def test_missing_nodes_are_named() -> None:
    """A table that lost a node says which, and makes no proof."""
    with pytest.raises(NodeMissing, match="node 18 of level 3"):
        inclusion_proof(0, 152, TABLE.read)
    with pytest.raises(NodeMissing):
        consistency_proof(100, 152, TABLE.read)
    with pytest.raises(NodeMissing):
        Frontier.load(151, TABLE.read)


@pytest.mark.parametrize(
    ("size", "hashes"),
    [
        (-1, ()),
        (MAX_SIZE + 1, (EMPTY_ROOT,)),
        (1, ()),
        (2, (EMPTY_ROOT, EMPTY_ROOT)),
        (1, (EMPTY_ROOT[:-1],)),
    ],
    ids=["negative", "too large", "hash missing", "hash too many", "hash too short"],
)
def test_unsound_frontiers_are_refused(size: int, hashes: tuple[bytes, ...]) -> None:
    """Size and hashes that do not belong together make no frontier."""
    with pytest.raises(Malformed, match="frontier"):
        Frontier(size, hashes)


@given(pairs())
def test_pymerkle_agrees(pair: tuple[int, int]) -> None:
    """Pymerkle has our roots and our inclusion proofs, and proves its growth between our roots."""
    old_size, size = pair
    tree = pymerkle.InmemoryTree(algorithm="sha256")
    for leaf in TABLE.leaves[:size]:
        tree.append_entry(leaf)
    root = tree.get_root()
    assert root == TABLE.root(size)
    path = tree.prove_inclusion(old_size).path
    assert tuple(path[1:]) == inclusion_proof(old_size - 1, size, TABLE.read)
    proof = tree.prove_consistency(old_size, size)
    pymerkle.verify_consistency(TABLE.root(old_size), TABLE.root(size), proof)


def test_go_builds_the_same_proofs(ask_go: AskGo) -> None:
    """Go's tlog has our roots, our inclusion proofs and our consistency proofs, hash by hash."""
    for size in (1, 2, 7, 8, 21, 64, 100):
        for at in {0, size // 3, size - 1}:
            leaves = TABLE.leaves[:size]
            record = ask_go("prove record", leaves=leaves, old=at)
            tree = ask_go("prove tree", leaves=leaves, old=at + 1)
            assert record["root"] == encode_base64(TABLE.root(size))
            path = inclusion_proof(at, size, TABLE.read)
            assert record.get("proof", []) == [encode_base64(value) for value in path]
            proof = consistency_proof(at + 1, size, TABLE.read)
            assert tree.get("proof", []) == [encode_base64(value) for value in proof]


def test_go_checks_our_proofs(ask_go: AskGo) -> None:
    """Go's tlog accepts our proofs, and refuses them for another leaf or another old root."""
    size, old = 150, 97
    record = {"size": size, "old": old, "root": encode_base64(TABLE.root(size))}
    path = [encode_base64(value) for value in inclusion_proof(old, size, TABLE.read)]
    assert ask_go("check record", **record, proof=path, leaves=[data(old)]) == {}
    assert "error" in ask_go("check record", **record, proof=path, leaves=[data(old + 1)])

    proof = [encode_base64(value) for value in consistency_proof(old, size, TABLE.read)]
    before, wrong = encode_base64(TABLE.root(old)), encode_base64(TABLE.root(old - 1))
    assert ask_go("check tree", **record, proof=proof, before=before) == {}
    assert "error" in ask_go("check tree", **record, proof=proof, before=wrong)
