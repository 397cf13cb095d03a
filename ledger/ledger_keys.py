"""The ledger's own keys on disk, and the trust file that hands their public halves out.

keystore/ledger.key     the first, of the genesis document
keystore/ledger-2.key   the next; which of them sign is what the authority's stream says

A key that retired may be taken off the machine: the ledger needs those that sign, and no other.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from crypto.canonical import unb64
from crypto.genesis import Genesis, TrustFile
from crypto.jws import thumbprint
from crypto.note import NoteKey
from domain.authority import Authority
from ledger.errors import KeystoreRefused
from ledger.folder import read_key, write_new, write_over

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


def keep_trust(path: Path, genesis: Genesis, authority: Authority, logs: int) -> None:
    """Have the trust file say which keys sign for each of the ledger's `logs`.

    A key that retired is left out: what it signed, the ledger signs again when it is asked for. Who
    holds an older trust file can still verify what is older, and is given the new one by hand.

    Raises:
        DiskFull, ReadOnly: it cannot be written.
    """
    keys = signing_keys(genesis, authority).values()
    names = [genesis.origin(log) for log in range(1, logs + 1)]
    vkeys = tuple(NoteKey(name, key).vkey for name in names for key in keys)
    trust = TrustFile(genesis, vkeys).encode()
    if not path.exists() or path.read_bytes() != trust:
        write_over(path, trust, 0o644)


def _read(path: Path) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(read_key(path))
    except ValueError as error:
        raise KeystoreRefused(f"{path.name}: damaged; restore the keystore") from error
