"""Checkpoints: one form, signed by the log they speak for, and readable by others."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.checkpoint import (
    Checkpoint,
    open_checkpoint,
    sign_checkpoint,
    unverified_checkpoint,
)
from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.merkle import EMPTY_ROOT, MAX_SIZE
from crypto.note import NoteSigner, sign_note
from tests.crypto.conftest import AskGo
from tests.crypto.test_note import signer, texts

ORIGIN = "ledger.example/1"
OLD_KEY, NEW_KEY = signer(ORIGIN, 1), signer(ORIGIN, 2)
WITNESS, OTHER_LOG = signer("witness.example", 3), signer("ledger.example/2", 1)
CHECKPOINT = Checkpoint(ORIGIN, 42, bytes(range(32)))

EXAMPLE = """\
example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

\u2014 example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2\
q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""
"""The example of the tlog-checkpoint specification, whose key is not published."""

lines = texts.filter(bool)
checkpoints = st.builds(
    Checkpoint,
    lines,
    st.integers(1, MAX_SIZE),
    st.binary(min_size=32, max_size=32),
    st.lists(lines, max_size=3).map(tuple),
)


def test_the_specification_s_example() -> None:
    """The example of the specification reads, and writes as it was."""
    checkpoint = unverified_checkpoint(EXAMPLE.encode())
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.encode() == EXAMPLE.partition("\n\n")[0] + "\n"


@given(checkpoints)
def test_one_form(checkpoint: Checkpoint) -> None:
    """Any checkpoint reads back as it was written."""
    assert Checkpoint.parse(checkpoint.encode()) == checkpoint


@given(st.integers(0, 60), st.characters(exclude_categories=["Cs"]))
def test_no_second_form(at: int, character: str) -> None:
    """A text with one character replaced is refused, or is another checkpoint's one form."""
    text = CHECKPOINT.encode()
    altered = text[:at] + character + text[at + 1 :]
    try:
        parsed = Checkpoint.parse(altered)
    except Malformed:
        return
    assert parsed.encode() == altered
    assert (parsed == CHECKPOINT) == (altered == text)


ROOT = base64.b64encode(bytes(32)).decode()
MALFORMED = {
    "empty": "",
    "two lines": "o\n1\n",
    "no last newline": f"o\n1\n{ROOT}",
    "no origin": f"\n1\n{ROOT}\n",
    "blank line": f"o\n1\n{ROOT}\n\nextension\n",
    "blank line at the end": f"o\n1\n{ROOT}\n\n",
    "leading zero": f"o\n01\n{ROOT}\n",
    "plus": f"o\n+1\n{ROOT}\n",
    "minus": f"o\n-1\n{ROOT}\n",
    "underscore": f"o\n1_0\n{ROOT}\n",
    "space": f"o\n1 \n{ROOT}\n",
    "foreign digits": f"o\n1\u0661\n{ROOT}\n",
    "no size": f"o\n\n{ROOT}\n",
    "too large": f"o\n{MAX_SIZE + 1}\n{ROOT}\n",
    "far too large": f"o\n{'9' * 5000}\n{ROOT}\n",
    "short root": "o\n1\nAAAA\n",
    "root without padding": f"o\n1\n{ROOT[:-1]}\n",
    "root with stray bits": f"o\n1\n{ROOT[:-2]}B=\n",
    "root in hexadecimal": f"o\n1\n{'00' * 32}\n",
    "empty tree with a root": f"o\n0\n{ROOT}\n",
    "carriage return": f"o\r\n1\n{ROOT}\n",
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED)
def test_malformed_checkpoints_are_refused(text: str) -> None:
    """Whatever is not in the one accepted form is refused."""
    Checkpoint.parse(f"o\n1\n{ROOT}\n")
    with pytest.raises(Malformed):
        Checkpoint.parse(text)


def test_the_empty_tree_has_a_checkpoint() -> None:
    """Size 0 goes with the root of the empty tree."""
    empty = Checkpoint(ORIGIN, 0, EMPTY_ROOT)
    raw = sign_checkpoint(empty, [OLD_KEY])
    assert open_checkpoint(raw, [OLD_KEY.key]).checkpoint == empty


def test_both_keys_sign_during_a_rotation() -> None:
    """Whoever trusts the old key, the new one or both opens the same checkpoint."""
    raw = sign_checkpoint(CHECKPOINT, [OLD_KEY, NEW_KEY])
    for trusted in ([OLD_KEY.key], [NEW_KEY.key], [OLD_KEY.key, NEW_KEY.key]):
        opened = open_checkpoint(raw, trusted)
        assert opened.checkpoint == CHECKPOINT
        assert list(opened.signers) == trusted


def test_a_log_signs_with_its_own_keys_only() -> None:
    """A signer whose name is not the origin does not speak for the log."""
    for stranger in (WITNESS, OTHER_LOG):
        with pytest.raises(KeyRefused, match=r"ledger\.example/1"):
            sign_checkpoint(CHECKPOINT, [OLD_KEY, stranger])
    with pytest.raises(Malformed):
        sign_checkpoint(CHECKPOINT, [])


@pytest.mark.parametrize("stranger", [WITNESS, OTHER_LOG], ids=["witness", "other log"])
def test_others_cannot_make_a_checkpoint_of_the_log(stranger: NoteSigner) -> None:
    """A trusted witness, or a log that is trusted for its own tree, cannot sign this log's."""
    raw = sign_note(CHECKPOINT.encode(), [stranger])
    with pytest.raises(SignatureInvalid, match="no signature by a known key of ledger"):
        open_checkpoint(raw, [OLD_KEY.key, stranger.key])


def test_a_witness_is_evidence_beside_the_log() -> None:
    """A known witness's signature beside the log's is reported; an unknown one is not."""
    raw = sign_note(CHECKPOINT.encode(), [OLD_KEY, WITNESS])
    assert open_checkpoint(raw, [OLD_KEY.key, WITNESS.key]).signers == (OLD_KEY.key, WITNESS.key)
    assert open_checkpoint(raw, [OLD_KEY.key]).signers == (OLD_KEY.key,)


def test_a_signed_text_need_not_be_a_checkpoint() -> None:
    """What a log's key signed, but is no checkpoint, is refused as such."""
    with pytest.raises(Malformed, match="checkpoint"):
        open_checkpoint(sign_note("head statement\n", [OLD_KEY]), [OLD_KEY.key])


def test_go_opens_our_checkpoints(ask_go: AskGo) -> None:
    """Go's note package opens a checkpoint by either key of a rotation, and reads the same text."""
    raw = sign_checkpoint(CHECKPOINT, [OLD_KEY, NEW_KEY])
    for key in (OLD_KEY.key, NEW_KEY.key):
        answer = ask_go("open", note=raw, keys=[key.vkey])
        assert Checkpoint.parse(answer["text"]) == CHECKPOINT
