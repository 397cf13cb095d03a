"""The check number of a key (F12.9): thirty digits that two people compare by voice.

Digits are read out alike by everybody, where the letters of a thumbprint need a capital named with
every other one.
"""

from typing import Final

from crypto.canonical import unb64
from crypto.errors import CryptoError

GROUPS: Final = 6
"""Groups of five digits, 99 bits in all: a second key with the same number cannot be made."""
_BYTES: Final = 5
"""Bytes of the thumbprint that make a group: 40 bits, so that every group is as likely (2^-23)."""
_THUMBPRINT_BYTES: Final = 32


def check_number(kid: str) -> tuple[str, ...]:
    """Groups of five digits from a key's thumbprint (RFC 7638, SHA-256, base64url).

    Raises:
        CryptoError: it is no thumbprint.
    """
    thumbprint = unb64(kid)
    if len(thumbprint) != _THUMBPRINT_BYTES:
        raise CryptoError(f"kid: not {_THUMBPRINT_BYTES} bytes")
    starts = range(0, GROUPS * _BYTES, _BYTES)
    parts = (int.from_bytes(thumbprint[at : at + _BYTES], "big") for at in starts)
    return tuple(f"{part % 100_000:05}" for part in parts)
