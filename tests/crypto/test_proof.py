"""Log proofs: the receipt as a stranger gets it, and every way of altering one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.checkpoint import Checkpoint, sign_checkpoint
from crypto.errors import CryptoError, Malformed, ProofInvalid, SignatureInvalid
from crypto.lines import encode_base64
from crypto.merkle import Frontier, inclusion_proof
from crypto.note import MAX_NOTE_BYTES
from crypto.proof import MAX_EXTRA_BYTES, MAX_PROOF_BYTES, InclusionEvidence, LogProof, verify
from tests.crypto.conftest import AskGo
from tests.crypto.test_merkle import TABLE, data, pairs
from tests.crypto.test_note import signer

ORIGIN = "ledger.example/1"
OLD_KEY, NEW_KEY = signer(ORIGIN, 1), signer(ORIGIN, 2)
KEYS = (OLD_KEY.key, NEW_KEY.key)


def checkpoint(size: int) -> Checkpoint:
    """The checkpoint of the test tree at a size."""
    return Checkpoint(ORIGIN, size, TABLE.root(size))


def receipt(index: int, size: int, extra: bytes = b"") -> LogProof:
    """The proof that a ledger hands out for a leaf of the test tree while its key is rotated."""
    signed = sign_checkpoint(checkpoint(size), [OLD_KEY, NEW_KEY])
    return LogProof(index, inclusion_proof(index, size, TABLE.read), signed, extra)


RECEIPT = receipt(5, 11)
RAW = RECEIPT.encode()
SINGLE = LogProof(5, RECEIPT.hashes, sign_checkpoint(checkpoint(11), [OLD_KEY])).encode()


@given(pairs(), st.binary(max_size=40))
def test_receipts_verify(pair: tuple[int, int], extra: bytes) -> None:
    """Any leaf at any size: the proof reads back as written and gives the evidence."""
    index, size = pair[0] - 1, pair[1]
    proof = receipt(index, size, extra)
    assert LogProof.parse(proof.encode()) == proof
    evidence = verify(proof, data(index), KEYS)
    assert evidence == InclusionEvidence(checkpoint(size), index, KEYS)


def test_the_form_is_the_specification_s() -> None:
    """The lines, one by one, are those of the tlog-proof specification."""
    first, extra, index, *rest = receipt(5, 11, b"outside").encode().decode().split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    assert extra == f"extra {encode_base64(b'outside')}"
    assert index == "index 5"
    hashes, note = rest[: rest.index("")], rest[rest.index("") + 1 :]
    assert hashes == [encode_base64(value) for value in RECEIPT.hashes]
    assert "\n".join(note).encode() == RECEIPT.checkpoint


@given(
    st.integers(0, len(SINGLE)),
    st.integers(0, 255),
    st.sampled_from(["set", "cut", "add", "truncate"]),
)
def test_every_altered_byte_is_refused(at: int, byte: int, change: str) -> None:
    """A receipt with any byte changed, cut or added, or cut short, verifies no more.

    One key signed it: of two signatures, one may be lost and the other still vouches for the tree.
    """
    new = bytes([byte]) if change in ("set", "add") else b""
    rest = {"set": SINGLE[at + 1 :], "cut": SINGLE[at + 1 :], "add": SINGLE[at:], "truncate": b""}
    altered = SINGLE[:at] + new + rest[change]
    if altered != SINGLE:
        with pytest.raises(CryptoError):
            verify(LogProof.parse(altered), data(5), KEYS)


def test_another_leaf_is_refused() -> None:
    """A receipt for one entry proves nothing about another."""
    with pytest.raises(ProofInvalid, match="root"):
        verify(RECEIPT, data(6), KEYS)


@given(pairs(), pairs())
def test_parts_of_two_receipts_do_not_mix(one: tuple[int, int], two: tuple[int, int]) -> None:
    """Index and hashes of one receipt under the checkpoint of another of a different tree."""
    index, size = one[0] - 1, one[1]
    if size == two[1]:
        return
    other = receipt(two[0] - 1, two[1])
    mixed = LogProof(index, receipt(index, size).hashes, other.checkpoint)
    with pytest.raises(ProofInvalid):
        verify(mixed, data(index), KEYS)


def test_only_trusted_logs_count() -> None:
    """A receipt by a log that the reader does not trust is refused, however sound its tree."""
    with pytest.raises(SignatureInvalid):
        verify(RECEIPT, data(5), [signer(ORIGIN, 3).key])
    with pytest.raises(SignatureInvalid):
        verify(RECEIPT, data(5), [])


def test_a_rewritten_tree_needs_the_log_s_key() -> None:
    """Whoever rewrites the tree but lacks the key can sign its root only as someone unknown."""
    frontier, nodes = Frontier().extend([b"rewritten", b"second"])
    table = dict(nodes)
    forged = sign_checkpoint(Checkpoint(ORIGIN, 2, frontier.root()), [signer(ORIGIN, 9)])
    proof = LogProof(0, (table[0, 1],), forged)
    with pytest.raises(SignatureInvalid):
        verify(proof, b"rewritten", KEYS)


def test_extra_data_is_carried_and_vouched_for_by_nobody() -> None:
    """Extra data comes back under a name that warns, and the evidence leaves it out."""
    proof = LogProof.parse(receipt(5, 11, b"anything").encode())
    assert proof.unverified_extra == b"anything"
    assert verify(proof, data(5), KEYS) == verify(RECEIPT, data(5), KEYS)


HEAD, _, NOTE = RAW.partition(b"\n\n")
HASHES = HEAD.split(b"\n")[2:]
MALFORMED = {
    "empty": b"",
    "other header": RAW.replace(b"@v1", b"@v2", 1),
    "no index": RAW.replace(b"index 5\n", b"", 1),
    "index with leading zero": RAW.replace(b"index 5", b"index 05", 1),
    "index beyond the largest tree": RAW.replace(b"index 5", b"index %d" % (2**63 - 1), 1),
    "index before extra": RAW.replace(b"index 5\n", b"index 5\nextra AAAA\n", 1),
    "two extras": RAW.replace(b"index", b"extra AAAA\nextra AAAA\nindex", 1),
    "empty extra": RAW.replace(b"index", b"extra \nindex", 1),
    "extra too long": RAW.replace(
        b"index", b"extra " + encode_base64(bytes(MAX_EXTRA_BYTES + 1)).encode() + b"\nindex", 1
    ),
    "extra not canonical": RAW.replace(b"index", b"extra AB==\nindex", 1),
    "hash not canonical": RAW.replace(HASHES[0], HASHES[0][:-1], 1),
    "hash too short": RAW.replace(HASHES[0], b"AAAA", 1),
    "more hashes than levels": RAW.replace(HASHES[0], b"\n".join(HASHES[:1] * 64), 1),
    "not ASCII": RAW.replace(b"index", "índex".encode(), 1),
    "carriage returns": RAW.replace(b"\n", b"\r\n"),
    "blank line first": b"\n\n" + RAW,
    "no blank line": HEAD + b"\n" + NOTE,
    "no checkpoint": HEAD + b"\n\n",
    "checkpoint without signature": HEAD + b"\n\n" + NOTE.partition(b"\n\n")[0] + b"\n",
    "checkpoint of no tree": RAW.replace(b"\n11\n", b"\neleven\n", 1),
}


@pytest.mark.parametrize("raw", MALFORMED.values(), ids=MALFORMED)
def test_malformed_proofs_are_refused(raw: bytes) -> None:
    """Whatever is not in the one accepted form is refused before anything is verified."""
    LogProof.parse(RAW)
    with pytest.raises(Malformed):
        LogProof.parse(raw)


def test_a_proof_beyond_the_bound_is_not_read() -> None:
    """Length alone refuses a proof, so that its size costs the reader nothing."""
    with pytest.raises(Malformed, match=f"longer than {MAX_PROOF_BYTES}"):
        LogProof.parse(RAW + bytes(MAX_PROOF_BYTES))


def test_the_largest_proof_fits() -> None:
    """The bound on a proof has room for the largest of each of its parts."""
    lines = len("c2sp.org/tlog-proof@v1\nextra \nindex \n\n") + 19 + 63 * 45
    assert lines + len(encode_base64(bytes(MAX_EXTRA_BYTES))) + MAX_NOTE_BYTES <= MAX_PROOF_BYTES


def test_go_checks_a_receipt(ask_go: AskGo) -> None:
    """With Go's packages alone: open the checkpoint, read it, and check the record in its tree."""
    head, _, note = RAW.partition(b"\n\n")
    _, index, *hashes = head.decode().split("\n")
    text = ask_go("open", note=note, keys=[NEW_KEY.key.vkey])["text"]
    origin, size, root = text.splitlines()
    assert origin == ORIGIN
    question = {"size": int(size), "root": root, "proof": hashes}
    at = int(index.removeprefix("index "))
    assert ask_go("check record", **question, old=at, leaves=[data(5)]) == {}
    assert "error" in ask_go("check record", **question, old=at + 1, leaves=[data(5)])
