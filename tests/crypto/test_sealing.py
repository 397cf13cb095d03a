"""Sealing: what is sealed opens at its place under its key, and nowhere else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import digest
from crypto.sealing import (
    KEY_BYTES,
    Place,
    SealBroken,
    Sealed,
    new_key,
    rewrap,
    seal,
    unseal,
    unwrap_stream_key,
    wrap_stream_key,
)
from tests.crypto.making import LEDGER, STREAM

PLACE = Place(LEDGER, STREAM, 7, digest(b"entry"))
KEY, OTHER_KEY = b"\x01" * KEY_BYTES, b"\x02" * KEY_BYTES
ELSEWHERE = {
    "ledger": replace(PLACE, ledger=digest(b"another")),
    "stream": replace(PLACE, stream="6a7b8c9d-0e1f-4a2b-9c3d-4e5f6a7b8c9d"),
    "seq": replace(PLACE, seq=8),
    "digest": replace(PLACE, digest=digest(b"another")),
}


@given(st.binary(max_size=200))
def test_what_is_sealed_opens(plaintext: bytes) -> None:
    """The same bytes come out, and none of them show."""
    sealed = seal(PLACE, KEY, plaintext)
    assert unseal(PLACE, KEY, sealed) == plaintext
    assert len(plaintext) < 8 or plaintext not in sealed.box


def test_nothing_is_sealed_alike_twice() -> None:
    """F3.2: each entry has a key of its own, and no nonce is used again."""
    one, two = seal(PLACE, KEY, b"words"), seal(PLACE, KEY, b"words")
    assert one.wrapped_key[:12] != two.wrapped_key[:12]
    assert one.box != two.box


@pytest.mark.parametrize("place", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_nothing_opens_elsewhere(place: Place) -> None:
    """F3.4: moved to another ledger, stream or position, or beside another JWS, it stays shut."""
    sealed = seal(PLACE, KEY, b"words")
    with pytest.raises(SealBroken):
        unseal(place, KEY, sealed)
    with pytest.raises(SealBroken):
        rewrap(place, KEY, OTHER_KEY, sealed)


@pytest.mark.parametrize("column", ["wrapped_key", "box"])
def test_no_bit_can_be_flipped(column: str) -> None:
    """Whichever bit of either column is flipped, the entry stays shut."""
    sealed = seal(PLACE, KEY, b"words")
    whole: bytes = getattr(sealed, column)
    for position in range(8 * len(whole)):
        flipped = bytearray(whole)
        flipped[position // 8] ^= 1 << position % 8
        with pytest.raises(SealBroken):
            unseal(PLACE, KEY, replace(sealed, **{column: bytes(flipped)}))


@given(st.binary(max_size=60), st.binary(max_size=60))
def test_rubbish_stays_shut(wrapped_key: bytes, box: bytes) -> None:
    """Bytes of any length are refused as such: nothing else is raised."""
    with pytest.raises(SealBroken):
        unseal(PLACE, KEY, Sealed(wrapped_key, box))


def test_the_two_columns_are_not_interchangeable() -> None:
    """A key cannot be passed off as words, nor words as a key."""
    sealed = seal(PLACE, KEY, KEY)
    with pytest.raises(SealBroken):
        unseal(PLACE, KEY, Sealed(sealed.box, sealed.wrapped_key))


def test_under_another_key() -> None:
    """F3.5: once the stream's key is gone, no other opens the entry."""
    with pytest.raises(SealBroken):
        unseal(PLACE, OTHER_KEY, seal(PLACE, KEY, b"words"))


def test_a_neighbour_is_rewrapped() -> None:
    """F3.6: the stream’s new key opens it, its box untouched; the old one is of no use."""
    before = seal(PLACE, KEY, b"words")
    after = rewrap(PLACE, KEY, OTHER_KEY, before)
    assert unseal(PLACE, OTHER_KEY, after) == b"words"
    assert after.box == before.box
    with pytest.raises(SealBroken):
        unseal(PLACE, KEY, after)


def test_a_stream_key_is_bound_to_its_stream() -> None:
    """F3.3: in the keystore no two keys can be exchanged, nor one opened by another."""
    wrapped = wrap_stream_key(KEY, LEDGER, STREAM, OTHER_KEY)
    assert unwrap_stream_key(KEY, LEDGER, STREAM, wrapped) == OTHER_KEY
    for key, ledger, stream in (
        (OTHER_KEY, LEDGER, STREAM),
        (KEY, digest(b"another"), STREAM),
        (KEY, LEDGER, "6a7b8c9d-0e1f-4a2b-9c3d-4e5f6a7b8c9d"),
    ):
        with pytest.raises(SealBroken):
            unwrap_stream_key(key, ledger, stream, wrapped)


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33])
def test_shorter_keys_are_not_taken(length: int) -> None:
    """F3.1: AES-128 and AES-192 would work, and are refused."""
    with pytest.raises(SealBroken, match="32 bytes"):
        seal(PLACE, bytes(length), b"words")
    with pytest.raises(SealBroken):
        unseal(PLACE, bytes(length), seal(PLACE, KEY, b"words"))


def test_keys_are_random_and_not_printed() -> None:
    """No two new keys are the same, and a log line with a sealed entry in it holds none of it."""
    assert new_key() != new_key()
    assert len(new_key()) == KEY_BYTES
    assert repr(seal(PLACE, KEY, b"words")) == "Sealed()"
