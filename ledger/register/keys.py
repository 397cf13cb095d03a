"""Keys of the register, derived from the master key: who learns one learns no other."""

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from crypto.canonical import encode


def derive(master_key: bytes, purpose: str, ledger: str) -> bytes:
    """The 32-byte key for a purpose in the ledger of this id (HKDF-SHA-256, RFC 5869)."""
    info = encode([purpose, ledger])
    return HKDF(SHA256(), length=32, salt=None, info=info).derive(master_key)
