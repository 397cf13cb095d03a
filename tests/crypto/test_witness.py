"""A witness's rules: never two roots of one size, never back, and the answers of the standard."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from crypto.checkpoint import Checkpoint, EmptyRootRefused, sign_checkpoint
from crypto.errors import Malformed, ProofInvalid, SignatureInvalid
from crypto.note import NoteSignature, UnverifiedNote
from crypto.witness import (
    AddCheckpoint,
    Conflict,
    OriginUnknown,
    Seen,
    advance,
    authenticate,
    encode_cosignatures,
    encode_size,
    parse_cosignatures,
    parse_size,
)
from tests.crypto import slow_tree
from tests.crypto.test_checkpoint import NEW_KEY, OLD_KEY, ORIGIN, OTHER_LOG
from tests.crypto.test_cosignature import WITNESS

KEYS = {ORIGIN: [OLD_KEY.key, NEW_KEY.key], OTHER_LOG.name: [OTHER_LOG.key]}
Leaves = tuple[bytes, ...]
LEAVES: Leaves = tuple(bytes([number]) * 32 for number in range(12))
FORKED: Leaves = (*LEAVES[:5], b"other", *LEAVES[6:])


@cache
def checkpoint(size: int, leaves: Leaves = LEAVES) -> bytes:
    """A signed checkpoint over the first of these leaves."""
    root = slow_tree.mth(leaves[:size])
    return sign_checkpoint(Checkpoint(ORIGIN, size, root), [OLD_KEY])


def request(old: int, size: int, leaves: Leaves = LEAVES) -> AddCheckpoint:
    """What an honest log of these leaves would ask for."""
    proof = slow_tree.proof(old, leaves[:size]) if old else []
    return AddCheckpoint(old, tuple(proof), checkpoint(size, leaves))


@cache
def seen(size: int, leaves: Leaves = LEAVES) -> Seen:
    """A witness that has cosigned this size."""
    return Seen(size, slow_tree.mth(leaves[:size]))


class TwoFacedLog(RuleBasedStateMachine):
    """A log with two histories, whose operator also sends proofs and sizes that do not fit."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = Seen()
        self.signed: dict[int, bytes] = {}
        self.sizes = [0]

    @rule(
        old=st.none() | st.integers(0, 12),
        size=st.integers(0, 12),
        forked=st.booleans(),
        proof_of=st.booleans(),
    )
    def submit(self, old: int | None, size: int, forked: bool, proof_of: bool) -> None:
        """Send a checkpoint of either history, with the proof of that or of the other."""
        leaves, other = (FORKED, LEAVES) if forked else (LEAVES, FORKED)
        old = self.seen.size if old is None else old
        if old > size:
            return
        proof = tuple(slow_tree.proof(old, (leaves if proof_of else other)[:size]) if old else [])
        submitted = authenticate(AddCheckpoint(old, proof, checkpoint(size, leaves)), KEYS)
        try:
            self.seen = advance(submitted, self.seen)
        except Conflict:
            assert old != self.seen.size
            return
        except ProofInvalid:
            assert old == self.seen.size
            return
        self.sizes.append(size)
        assert self.signed.setdefault(size, self.seen.root) == self.seen.root

    @invariant()
    def never_back(self) -> None:
        """Sizes cosigned never fall."""
        assert self.sizes == sorted(self.sizes)

    @invariant()
    def one_history(self) -> None:
        """All that was cosigned is of one history, whichever came first."""
        assert any(
            all(seen(size, leaves).root == root for size, root in self.signed.items())
            for leaves in (LEAVES, FORKED)
        )


TestTwoFacedLog = TwoFacedLog.TestCase
TestTwoFacedLog.settings = settings(max_examples=60, stateful_step_count=20, deadline=None)


@given(st.integers(0, 12), st.integers(0, 12))
def test_an_honest_log_gets_on(old: int, size: int) -> None:
    """From any size to any larger or equal one, with a proof, the witness follows."""
    if old <= size:
        submitted = authenticate(request(old, size), KEYS)
        assert advance(submitted, seen(old)) == seen(size)


@given(st.integers(0, 12), st.integers(0, 12))
def test_one_form(old: int, size: int) -> None:
    """A request reads back as it was written."""
    if old <= size:
        body = request(old, size).encode()
        assert AddCheckpoint.parse(body).encode() == body


def test_a_conflict_says_the_size() -> None:
    """Another old size than the one seen is a conflict, before the proof is looked at."""
    for old, latest in ((0, 3), (3, 0), (3, 5), (5, 3)):
        with pytest.raises(Conflict) as conflict:
            advance(authenticate(request(old, 7), KEYS), seen(latest))
        assert conflict.value.size == latest


def test_another_root_of_the_same_size_is_refused() -> None:
    """With the old size equal to the new, only the same root passes, and without a proof."""
    with pytest.raises(ProofInvalid):
        advance(authenticate(request(7, 7, FORKED), KEYS), seen(7))
    padded = AddCheckpoint(7, (bytes(32),), checkpoint(7))
    with pytest.raises(ProofInvalid):
        advance(authenticate(padded, KEYS), seen(7))


def test_a_proof_from_the_empty_tree_is_empty() -> None:
    """A proof where none is needed is refused, though nothing could be wrong with the tree."""
    padded = AddCheckpoint(0, (bytes(32),), checkpoint(7))
    with pytest.raises(ProofInvalid):
        advance(authenticate(padded, KEYS), Seen())


def test_who_signed_is_checked_first() -> None:
    """An unknown log, a known one with a stranger's signature, and a false one in its name."""
    submitted = request(0, 7)
    with pytest.raises(OriginUnknown):
        authenticate(submitted, {OTHER_LOG.name: [OTHER_LOG.key]})
    with pytest.raises(SignatureInvalid):
        authenticate(submitted, {ORIGIN: [NEW_KEY.key]})
    false = NoteSignature(ORIGIN, NEW_KEY.key.key_id, bytes(64))
    note = UnverifiedNote.parse(submitted.checkpoint)
    both = UnverifiedNote(note.unverified_text, (*note.signatures, false)).encode()
    with pytest.raises(SignatureInvalid):
        authenticate(AddCheckpoint(0, (), both), KEYS)


def test_strangers_lines_are_not_kept() -> None:
    """Only the log's verified signatures stay; what others wrote beneath is not passed on."""
    note = UnverifiedNote.parse(request(0, 7).checkpoint)
    added = (*note.signatures, NoteSignature("stranger", b"abcd", b"e"), *note.signatures)
    crowded = UnverifiedNote(note.unverified_text, added).encode()
    assert authenticate(AddCheckpoint(0, (), crowded), KEYS).note == note


def test_an_empty_tree_has_one_root() -> None:
    """A log that signs another root for the empty tree is refused as inconsistent, not unread."""
    text = f"{ORIGIN}\n0\n{'A' * 43}=\n"
    note = UnverifiedNote(text, (OLD_KEY.sign(text),)).encode()
    with pytest.raises(EmptyRootRefused):
        authenticate(AddCheckpoint(0, (), note), KEYS)
    stranger = UnverifiedNote(text, (NEW_KEY.sign(text),)).encode()
    with pytest.raises(SignatureInvalid):
        authenticate(AddCheckpoint(0, (), stranger), {ORIGIN: [OLD_KEY.key]})


BODY = request(3, 7).encode()
MALFORMED = {
    "empty": b"",
    "no old size": BODY.partition(b"\n")[2],
    "old with a zero before it": BODY.replace(b"old 3", b"old 03"),
    "old with two spaces": BODY.replace(b"old 3", b"old  3"),
    "old negative": BODY.replace(b"old 3", b"old -3"),
    "old beyond 2^63 - 1": BODY.replace(b"old 3", b"old 9223372036854775808"),
    "old larger than the checkpoint": BODY.replace(b"old 3", b"old 8"),
    "carriage return": BODY.replace(b"old 3\n", b"old 3\r\n"),
    "no empty line": BODY.replace(b"\n\n", b"\n", 1),
    "a proof line too short": BODY.replace(b"old 3\n", b"old 3\nAAAA\n"),
    "a proof line not base64": BODY.replace(b"old 3\n", b"old 3\n*\n"),
    "64 proof lines": BODY.replace(b"old 3\n", b"old 3\n" + (b"A" * 43 + b"=\n") * 61),
    "not ASCII": BODY.replace(b"old 3", "old ٣".encode()),
    "no checkpoint": b"old 0\n\ntext\n\n\xe2\x80\x94 a MTIzNDU=\n",
    "too long": BODY + b"x" * 2**21,
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_malformed_requests_are_refused(body: bytes) -> None:
    """Whatever is not in the one accepted form is refused before a signature is looked at."""
    with pytest.raises(Malformed):
        AddCheckpoint.parse(body)


def test_answers_read_back() -> None:
    """Cosignature lines and the size of a conflict read back, and nothing near them does."""
    line = WITNESS.sign_at(Checkpoint(ORIGIN, 7, bytes(32)), 5)
    assert parse_cosignatures(encode_cosignatures([line, line])) == (line, line)
    assert parse_size(encode_size(2**63 - 1)) == 2**63 - 1
    lines = (b"", b"\n", encode_cosignatures([line])[:-1], b"\xff\n", b"line\n")
    for body in (*lines, encode_cosignatures([line] * 101)):
        with pytest.raises(Malformed):
            parse_cosignatures(body)
    for body in (b"", b"7", b"07\n", b"7\n\n", b"9223372036854775808\n", b"\xd9\xa3\n"):
        with pytest.raises(Malformed):
            parse_size(body)
