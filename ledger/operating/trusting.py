"""The trust file of a data folder: what is handed, by hand, to those who will verify.

The copy here vouches for nothing: it is what the operator hands on. The keys in it follow the log;
which witnesses and time-stamping authorities it asks for is what the operator last said.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from crypto.errors import CryptoError
from crypto.genesis import Genesis
from crypto.note import NoteKey
from crypto.trust import TrustFile, parse_trust
from domain.authority import Authority
from ledger.errors import KeystoreRefused
from ledger.folder import write_over
from ledger.keys.ledger_keys import signing_keys


def keep_trust(path: Path, genesis: Genesis, authority: Authority, logs: int) -> None:
    """Have the trust file say which keys sign for each of the ledger's `logs`.

    A key that retired is left out: what it signed, the ledger signs again when it is asked for. Who
    holds an older trust file can still verify what is older, and is given the new one by hand. Whom
    the file asks for outside stays as it is.

    Raises:
        KeystoreRefused: the file that lies there is none.
        DiskFull, ReadOnly: it cannot be written.
    """
    keys = signing_keys(genesis, authority).values()
    names = [genesis.origin(log) for log in range(1, logs + 1)]
    vkeys = tuple(NoteKey(name, key).vkey for name in names for key in keys)
    known = read_trust(path) if path.exists() else TrustFile(genesis, vkeys)
    _write(path, replace(known, genesis=genesis, ledger_vkeys=vkeys))


def ask_outside(
    path: Path, *, policy: str | None = None, time_authorities: Iterable[bytes] | None = None
) -> None:
    """Have the trust file ask for these witnesses (a tlog-policy) or time authorities (DER).

    What is None stays as it is.

    Raises:
        GenesisRefused: a certificate is none, stands twice, or the policy is too long.
        KeystoreRefused: the file that lies there is none.
        DiskFull, ReadOnly: it cannot be written.
    """
    known = read_trust(path)
    roots = known.time_authorities if time_authorities is None else tuple(time_authorities)
    words = known.policy if policy is None else policy
    _write(path, replace(known, policy=words, time_authorities=roots))


def read_trust(path: Path) -> TrustFile:
    """The trust file as it is handed on.

    Raises:
        KeystoreRefused: the file that lies there is none.
    """
    try:
        return parse_trust(path.read_bytes())
    except (OSError, CryptoError) as error:
        raise KeystoreRefused(f"{path.name}: damaged; restore it") from error


def _write(path: Path, trust: TrustFile) -> None:
    data = trust.encode()
    if not path.exists() or path.read_bytes() != data:
        write_over(path, data, 0o644)
