"""Policies: the specification's form and no looser, and a quorum is what the policy says it is."""

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Malformed, SignatureInvalid
from crypto.note import NoteSignature, UnverifiedNote
from crypto.policy import Policy, PolicyRefused, QuorumMissing
from tests.crypto.test_checkpoint import CHECKPOINT, NEW_KEY, OLD_KEY, OTHER_LOG
from tests.crypto.test_cosignature import cosigned, cosigner

X = [cosigner(f"x.example/{number}", 20 + number) for number in (1, 2, 3)]
Y = [cosigner(f"y.example/{number}", 30 + number) for number in (1, 2, 3)]
LOG = f"log {OLD_KEY.key.vkey}\n"
WITNESSES = "".join(
    f"witness {name}{number} {one.key.vkey}\n"
    for name, group in (("X", X), ("Y", Y))
    for number, one in enumerate(group, 1)
)
EXAMPLE = f"""\
{LOG}
{WITNESSES}
group X-witnesses 2 X1 X2 X3
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""
"""The example of the tlog-policy specification, with keys."""


def note_by(chosen: Collection[int]) -> bytes:
    """The checkpoint, cosigned by the witnesses of these numbers: 0 to 2 are X, 3 to 5 are Y."""
    witnesses = [*X, *Y]
    return cosigned(*(witnesses[one].sign_at(CHECKPOINT, 100 + one) for one in chosen)).encode()


@given(st.sets(st.integers(0, 5)))
def test_the_specification_s_example(chosen: set[int]) -> None:
    """Two of X and one of Y are a quorum, and nothing less; the evidence says who and when."""
    policy = Policy.parse(EXAMPLE)
    enough = len(chosen & {0, 1, 2}) >= 2 and len(chosen & {3, 4, 5}) >= 1
    if enough:
        quorum = policy.check(note_by(chosen))
        assert {one.time - 100 for one in quorum.cosigned} == chosen
        return
    with pytest.raises(QuorumMissing) as missing:
        policy.check(note_by(chosen))
    assert len(missing.value.missing) == 6 - len(chosen)
    assert {one.time - 100 for one in missing.value.cosigned} == chosen


@given(st.sets(st.integers(0, 5)), st.integers(1, 6))
def test_a_threshold_counts_witnesses(chosen: set[int], threshold: int) -> None:
    """A threshold needs that many different witnesses; one that cosigned twice is one."""
    members = "X1 X2 X3 Y1 Y2 Y3"
    policy = Policy.parse(
        f"{WITNESSES}group all-of-them {threshold} {members}\nquorum all-of-them\n"
    )
    again = X[0].sign_at(CHECKPOINT, 7)
    note = UnverifiedNote.parse(note_by(chosen))
    doubled = UnverifiedNote(note.unverified_text, (*note.signatures, again)).encode()
    try:
        quorum = policy.check(doubled)
    except QuorumMissing:
        assert len(chosen | {0}) < threshold
        return
    assert len(quorum.cosigned) == len(chosen | {0}) >= threshold
    assert 7 in {one.time for one in quorum.cosigned}


def test_no_witness_may_be_asked_for() -> None:
    """`quorum none` accepts a checkpoint without cosignatures, and still looks at those there."""
    policy = Policy.parse(f"{WITNESSES}quorum none\n")
    assert policy.check(note_by([])).cosigned == ()
    assert len(policy.check(note_by([2])).cosigned) == 1
    line = X[0].sign_at(CHECKPOINT, 1)
    false = cosigned(NoteSignature(line.name, line.key_id, bytes(7) + b"\1" + bytes(64)))
    with pytest.raises(SignatureInvalid):
        policy.check(false.encode())


def test_a_listed_log_must_have_signed() -> None:
    """With logs listed, one of them signed; with none, that is for the reader to check."""
    note = note_by([0])
    for logs in ("", LOG, f"log {NEW_KEY.key.vkey}\n{LOG}"):
        assert Policy.parse(f"{logs}quorum none\n").check(note).cosigned == ()
    for other in (NEW_KEY, OTHER_LOG):
        with pytest.raises(SignatureInvalid):
            Policy.parse(f"log {other.key.vkey}\nquorum none\n").check(note)
    with pytest.raises(Malformed):
        Policy.parse("quorum none\n").check(b"not a note")


def test_spaces_and_comments_mean_nothing() -> None:
    """Blank lines, tabs, indentation and comments, in any alphabet, change nothing."""
    spaced = EXAMPLE.replace(" ", " \t ").replace("\n", "  \n\t# Zeugen é\n")
    assert Policy.parse(spaced) == Policy.parse(EXAMPLE)


def test_urls_are_kept() -> None:
    """A log's and a witness's URL are read, and are not needed."""
    policy = Policy.parse(
        f"log {OLD_KEY.key.vkey} https://l.example\n"
        f"witness w {X[0].key.vkey} https://w.example/a\nquorum w\n"
    )
    assert (policy.logs[0].url, policy.witnesses[0].url) == (
        "https://l.example",
        "https://w.example/a",
    )


VKEY = X[0].key.vkey
REFUSED = {
    "empty": "",
    "no quorum": WITNESSES,
    "two quorums": "quorum none\nquorum none\n",
    "quorum of nobody": "quorum X9\n",
    "quorum before its name": f"quorum w\nwitness w {VKEY}\n",
    "quorum of two": f"{WITNESSES}quorum X1 X2\n",
    "no newline at the end": "quorum none",
    "carriage returns": "quorum none\r\n",
    "a control character": "# \x07\nquorum none\n",
    "delete": "# \x7f\nquorum none\n",
    "a surrogate": "# \ud800\nquorum none\n",
    "a no-break space": "quorum\u00a0none\n",
    "unknown line": "quorum none\nthreshold 2\n",
    "a witness named none": f"witness none {VKEY}\nquorum none\n",
    "a name twice": f"witness w {VKEY}\nwitness w {X[1].key.vkey}\nquorum w\n",
    "a witness key twice": f"witness v {VKEY}\nwitness w {VKEY}\nquorum none\n",
    "a log key twice": f"{LOG}{LOG}quorum none\n",
    "a log's key as witness": f"witness w {OLD_KEY.key.vkey}\nquorum w\n",
    "a witness's key as log": f"log {VKEY}\nquorum none\n",
    "three words behind log": f"log {OLD_KEY.key.vkey} a b\nquorum none\n",
    "a witness without key": "witness w\nquorum none\n",
    "a group of nobody": f"{WITNESSES}group g any\nquorum g\n",
    "a group of itself": f"{WITNESSES}group g any g\nquorum g\n",
    "a group of none": "group g any none\nquorum g\n",
    "a group before its members": f"group g any w\nwitness w {VKEY}\nquorum g\n",
    "a member twice": f"{WITNESSES}group g 2 X1 X1\nquorum g\n",
    "a member of two groups": f"{WITNESSES}group g any X1\ngroup h any X1\nquorum g\n",
    "a threshold of 0": f"{WITNESSES}group g 0 X1\nquorum g\n",
    "a threshold too high": f"{WITNESSES}group g 2 X1\nquorum g\n",
    "a threshold with a zero before it": f"{WITNESSES}group g 01 X1\nquorum g\n",
    "a threshold in words": f"{WITNESSES}group g most X1\nquorum g\n",
    "too long": "#" * 2**16 + "\nquorum none\n",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_other_texts_are_refused(text: str) -> None:
    """Whatever the specification does not allow is refused, and never read as something weaker."""
    with pytest.raises(PolicyRefused):
        Policy.parse(text)
