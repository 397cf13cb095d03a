"""Check numbers: what two people compare by voice before one vouches for the other's key."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.canonical import b64
from crypto.checknumber import check_number
from crypto.errors import CryptoError


def test_the_number_is_as_the_format_says() -> None:
    """Each group is five bytes of the thumbprint, as a number, modulo 100,000."""
    thumbprint = bytes(range(32))
    expected = ("09060", "60585", "12110", "63635", "15160", "66685")
    assert check_number(b64(thumbprint)) == expected


@given(st.binary(min_size=32, max_size=32), st.integers(0, 29), st.integers(1, 255))
def test_another_key_has_another_number(key: bytes, at: int, change: int) -> None:
    """Two thumbprints that differ in one of the bytes used differ in the number."""
    thumbprint = hashlib.sha256(key).digest()
    other = bytearray(thumbprint)
    other[at] ^= change
    assert check_number(b64(thumbprint)) != check_number(b64(bytes(other)))


@pytest.mark.parametrize("kid", ["", "k" * 42, b64(bytes(31)), "not base64url!"])
def test_what_is_no_thumbprint_has_no_number(kid: str) -> None:
    """A number of something else would be compared for nothing."""
    with pytest.raises(CryptoError):
        check_number(kid)
