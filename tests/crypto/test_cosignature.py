"""Cosignatures: one form, over one text and one time, by the witness that is named."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from crypto.checkpoint import Checkpoint, open_checkpoint, sign_checkpoint
from crypto.cosignature import MAX_TIME, CosignatureKey, Cosigner, verify_cosignatures
from crypto.errors import KeyRefused, Malformed, SignatureInvalid
from crypto.note import NoteKey, NoteSignature, UnverifiedNote
from tests.crypto.test_checkpoint import CHECKPOINT, OLD_KEY, checkpoints
from tests.crypto.test_note import names


def cosigner(name: str, seed: int) -> Cosigner:
    """A witness whose private key is the number `seed`."""
    return Cosigner(name, Ed25519PrivateKey.from_private_bytes(seed.to_bytes(32, "big")))


WITNESS, OTHER = cosigner("witness.example/w1", 11), cosigner("witness.example/w2", 12)
NOTE = UnverifiedNote.parse(sign_checkpoint(CHECKPOINT, [OLD_KEY]))


def cosigned(*lines: NoteSignature) -> UnverifiedNote:
    """The checkpoint with these lines beneath it."""
    return UnverifiedNote(NOTE.unverified_text, (*NOTE.signatures, *lines))


@given(checkpoints, st.integers(1, MAX_TIME))
def test_what_is_cosigned_verifies(checkpoint: Checkpoint, time: int) -> None:
    """Any checkpoint cosigned at any time verifies as cosigned then, extensions included."""
    line = WITNESS.sign_at(checkpoint, time)
    note = UnverifiedNote(checkpoint.encode(), (line,))
    (evidence,) = verify_cosignatures(note, [OTHER.key, WITNESS.key])
    assert (evidence.key, evidence.time) == (WITNESS.key, time)


def test_the_message_is_that_of_the_specification() -> None:
    """The signature is over the header, the time and the note's text, to the byte."""
    line = WITNESS.sign_at(CHECKPOINT, 1679315147)
    assert line.signature[:8] == (1679315147).to_bytes(8, "big")
    message = b"cosignature/v1\ntime 1679315147\n" + CHECKPOINT.encode().encode()
    WITNESS.private.public_key().verify(line.signature[8:], message)
    material = b"witness.example/w1\n\x04" + WITNESS.key.public
    assert line.key_id == hashlib.sha256(material).digest()[:4]


@given(st.integers(0, 71), st.integers(1, 255))
def test_no_other_bytes_verify(at: int, flip: int) -> None:
    """A cosignature with any byte changed, its time included, refuses the whole note."""
    line = WITNESS.sign_at(CHECKPOINT, 1_700_000_000)
    raw = bytearray(line.signature)
    raw[at] ^= flip
    altered = NoteSignature(line.name, line.key_id, bytes(raw))
    with pytest.raises(SignatureInvalid):
        verify_cosignatures(cosigned(altered), [WITNESS.key])


@pytest.mark.parametrize("length", [1, 8, 64, 71, 73])
def test_another_length_is_refused(length: int) -> None:
    """A plain signature, or a cosignature cut or with bytes behind it, is none."""
    line = WITNESS.sign_at(CHECKPOINT, 1)
    other = (line.signature + b"\0")[:length]
    with pytest.raises(SignatureInvalid, match="not 72 bytes"):
        verify_cosignatures(cosigned(NoteSignature(line.name, line.key_id, other)), [WITNESS.key])


@pytest.mark.parametrize("time", [0, -1, MAX_TIME + 1])
def test_impossible_times_are_not_signed(time: int) -> None:
    """A time of 0, or beyond what the format holds, is neither signed nor believed."""
    with pytest.raises(Malformed):
        WITNESS.sign_at(CHECKPOINT, time)
    if time >= 0:
        raw = time.to_bytes(8, "big") + bytes(64)
        line = NoteSignature(WITNESS.name, WITNESS.key.key_id, raw)
        with pytest.raises(SignatureInvalid, match="no possible time"):
            verify_cosignatures(cosigned(line), [WITNESS.key])


def test_strangers_are_ignored() -> None:
    """Cosignatures by others are no evidence and no fault, and the log's own signature is none."""
    note = cosigned(OTHER.sign_at(CHECKPOINT, 1))
    assert verify_cosignatures(note, [WITNESS.key]) == ()
    assert verify_cosignatures(note, [CosignatureKey(OLD_KEY.name, OLD_KEY.key.public)]) == ()


def test_a_cosigned_checkpoint_is_still_the_log_s() -> None:
    """Who knows only the log opens it as before; a witness alone opens nothing."""
    note = cosigned(WITNESS.sign_at(CHECKPOINT, 1)).encode()
    assert open_checkpoint(note, [OLD_KEY.key]).signers == (OLD_KEY.key,)
    with pytest.raises(SignatureInvalid):
        open_checkpoint(note, [NoteKey(CHECKPOINT.origin, WITNESS.key.public)])


def test_two_keys_of_one_name_and_id_are_refused() -> None:
    """A signature that could be by either of two keys is by nobody."""

    class Colliding(CosignatureKey):
        @property
        def key_id(self) -> bytes:
            return WITNESS.key.key_id

    twin = Colliding(WITNESS.name, OTHER.key.public)
    with pytest.raises(KeyRefused):
        verify_cosignatures(cosigned(WITNESS.sign_at(CHECKPOINT, 1)), [WITNESS.key, twin])


@given(names, st.binary(min_size=32, max_size=32))
def test_vkeys_read_back(name: str, seed: bytes) -> None:
    """A vkey reads back as the key that wrote it, and a log's key is none."""
    one = Cosigner(name, Ed25519PrivateKey.from_private_bytes(seed))
    assert CosignatureKey.parse(one.key.vkey) == one.key
    with pytest.raises(Malformed):
        CosignatureKey.parse(NoteKey(name, one.key.public).vkey)


def test_other_vkeys_are_refused() -> None:
    """A vkey with another id or type, or a key of small order, is no witness's."""
    vkey = WITNESS.key.vkey
    key_id = vkey.split("+")[1]
    dilithium = base64.b64encode(b"\x06" + WITNESS.key.public).decode()
    for bad in (vkey.replace(key_id, "00000000"), f"{WITNESS.name}+{key_id}+{dilithium}", ""):
        with pytest.raises(Malformed):
            CosignatureKey.parse(bad)
    with pytest.raises(KeyRefused):
        CosignatureKey("witness.example", bytes(32))
