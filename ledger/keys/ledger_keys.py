"""The ledger's own keys on disk.

keystore/ledger.key     the first, of the genesis document
keystore/ledger-2.key   the next; which of them sign is what the authority's stream says

A key that retired may be taken off the machine: the ledger needs those that sign, and no other.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import unb64
from crypto.genesis import Genesis
from crypto.jws import thumbprint
from domain.authority import Authority
from ledger.errors import KeystoreRefused
from ledger.folder import read_key, write_new

_FIRST: Final = "ledger.key"


def held_keys(keystore: Path) -> dict[str, Ed25519PrivateKey]:
    """Every key of the ledger that lies in this keystore, by its id.

    Raises:
        KeystoreRefused: there is none, or one is damaged or readable by others.
    """
    paths = sorted(keystore.glob("ledger*.key")) or [keystore / _FIRST]
    return {thumbprint(key.public_key().public_bytes_raw()): key for key in map(_read, paths)}


def make_key(keystore: Path) -> Ed25519PrivateKey:
    """A new key, on the disk before this returns.

    Raises:
        DiskFull, ReadOnly: it cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    number = 2
    while (keystore / f"ledger-{number}.key").exists():
        number += 1
    write_new(keystore / f"ledger-{number}.key", key.private_bytes_raw(), 0o600)
    return key


def signing_keys(genesis: Genesis, authority: Authority) -> Mapping[str, bytes]:
    """The public halves of the keys that sign for the ledger, by their ids."""
    first = thumbprint(genesis.ledger_key)
    public = {kid: unb64(key.x) for kid, key in authority.introduced.items()}
    return {kid: public.get(kid, genesis.ledger_key) for kid in authority.signing(first)}


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(read_key(path))
    except ValueError as error:
        raise KeystoreRefused(f"{path.name}: damaged; restore the keystore") from error
