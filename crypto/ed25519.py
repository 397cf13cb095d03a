"""Ed25519 public keys: the one door through which all of them enter (RFC 8032, section 5.1)."""

from functools import lru_cache
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from crypto.errors import KeyRefused

KEY_BYTES: Final = 32
"""Length of an encoded public key (RFC 8032, section 5.1.5)."""
SIGNATURE_BYTES: Final = 64
"""Length of a signature (RFC 8032, section 5.1.6)."""

_P: Final = 2**255 - 19
_D: Final = -121665 * pow(121666, -1, _P) % _P
_SIGN_BIT: Final = 1 << 255


@lru_cache(maxsize=1024)
def load_public_key(raw: bytes) -> Ed25519PublicKey:
    """Read a public key that only the holder of one private key can have made signatures for.

    A point of small order verifies signatures that nobody made, over words that nobody wrote, so
    its "holder" could later disown or claim any entry. A second encoding of one point would give
    one key two identities: revoke the first, and the second still signs.

    Raises:
        KeyRefused: not 32 bytes, not canonical (y of 2^255 - 19 or more), not on the curve, or of
            order 1, 2, 4 or 8.
    """
    if len(raw) != KEY_BYTES:
        raise KeyRefused(f"public key: {len(raw)} bytes instead of {KEY_BYTES}")
    y = int.from_bytes(raw, "little") & ~_SIGN_BIT
    if y >= _P:
        raise KeyRefused("public key: not in its canonical encoding")
    if _has_small_order(y):
        raise KeyRefused("public key: a point of small order")
    if not _is_on_curve(y):
        raise KeyRefused("public key: not a point on the curve")
    return Ed25519PublicKey.from_public_bytes(raw)


def _has_small_order(y: int) -> bool:
    """Whether a point with this y has order 1 (y = 1), 2 (y = -1), 4 (y = 0) or 8.

    Doubling a point of order 8 gives one with y = 0, so x^2 = -y^2; put into the curve's equation,
    -x^2 + y^2 = 1 + d x^2 y^2, that is d y^4 + 2 y^2 = 1. The sign of x plays no part, which also
    refuses the other non-canonical encodings: x = 0 with its sign bit set.
    """
    square = y * y % _P
    return y * (square - 1) * (_D * square * square + 2 * square - 1) % _P == 0


def _is_on_curve(y: int) -> bool:
    """Whether x^2 = (y^2 - 1) / (d y^2 + 1) has a root: Euler's criterion, with no division."""
    square = y * y % _P
    return pow((square - 1) * (_D * square + 1), (_P - 1) // 2, _P) == 1
