"""A private key on disk, encrypted under a passphrase (Argon2id, RFC 9106; AES-256-GCM).

Who steals the file must guess the passphrase at 64 MiB and about a tenth of a second a guess. The
clear members (key id, practitioner, whether of a demonstration) are bound to the ciphertext as its
associated data.
"""

import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from crypto.canonical import NotCanonical, b64, encode, unb64
from crypto.jws import thumbprint
from ledger.device import Device
from ledger.errors import Problem

FORMAT: Final = "countersign-key/1"
PUBLISHED: Final = "demonstration"
"""The passphrase of a demonstration's invented people, which its pages show to everybody."""
_PUBLISHED_SALT: Final = os.urandom(16)
"""Of all key files that this process writes under it: what is published needs no slow guess."""
_MEMORY_KIB: Final = 64 * 1024
_PASSES: Final = 3
_LANES: Final = 4
"""RFC 9106, section 4, second recommended option: 3 passes over 64 MiB in 4 lanes."""


class KeyFileRefused(Problem):
    """The key file cannot be read, or the passphrase is wrong."""

    code = "key-file-refused"
    status = 400
    title = "The key file cannot be used"


@dataclass(frozen=True)
class KeyFile:
    """A key and whose it is. Its `repr` shows no key."""

    practitioner: str
    ledger: str
    demonstration: bool
    device: Device


def new_key_file(
    path: Path,
    passphrase: str,
    practitioner: str,
    ledger: str,
    *,
    key: Ed25519PrivateKey | None = None,
    demonstration: bool = False,
) -> KeyFile:
    """Write a key (a new one, if none is given), readable by its owner alone.

    An existing file is never overwritten: it may be the only copy of a key.

    Raises:
        KeyFileRefused: the file exists or cannot be written.
    """
    key = key or Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    clear = _clear(practitioner, ledger, thumbprint(public), demonstration=demonstration)
    salt = _PUBLISHED_SALT if passphrase == PUBLISHED else os.urandom(16)
    nonce = os.urandom(12)
    box = AESGCM(_derive(passphrase, salt)).encrypt(nonce, key.private_bytes_raw(), encode(clear))
    document = {**clear, "salt": b64(salt), "nonce": b64(nonce), "box": b64(box)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise KeyFileRefused(f"{path}: {error.strerror}") from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(document, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    return KeyFile(practitioner, ledger, demonstration, Device(key, public))


def open_key_file(path: Path, passphrase: str) -> KeyFile:
    """Read a key file with its passphrase.

    Raises:
        KeyFileRefused: missing, not a key file, altered, or another passphrase.
    """
    document = read_clear_members(path)
    try:
        clear = {name: document[name] for name in _CLEAR}
        salt, nonce, box = (unb64(str(document[name])) for name in ("salt", "nonce", "box"))
        raw = AESGCM(_derive(passphrase, salt)).decrypt(nonce, box, encode(clear))
        key = Ed25519PrivateKey.from_private_bytes(raw)
    except (KeyError, ValueError, NotCanonical) as error:  # of another length, for one
        raise KeyFileRefused(f"{path}: not a key file of the form {FORMAT}") from error
    except InvalidTag:
        raise KeyFileRefused(
            f"{path}: the passphrase is not the one of this key", field="passphrase"
        ) from None
    device = Device(key, key.public_key().public_bytes_raw())
    return KeyFile(
        str(clear["practitioner"]), str(clear["ledger"]), clear["demonstration"] is True, device
    )


def read_clear_members(path: Path) -> dict[str, Any]:
    """What a key file says without its passphrase: practitioner, ledger and key id.

    Raises:
        KeyFileRefused: missing or not a key file.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KeyFileRefused(f"{path}: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        raise KeyFileRefused(f"{path}: not a key file") from error
    named = isinstance(document, dict) and all(
        isinstance(document.get(name), str) for name in ("kid", "ledger", "practitioner")
    )
    if not named or document.get("format") != FORMAT:
        raise KeyFileRefused(f"{path}: not a key file of the form {FORMAT}")
    members: dict[str, Any] = document
    return members


_CLEAR: Final = ("demonstration", "format", "kid", "ledger", "practitioner")


def _clear(practitioner: str, ledger: str, kid: str, *, demonstration: bool) -> dict[str, Any]:
    return {
        "demonstration": demonstration,
        "format": FORMAT,
        "kid": kid,
        "ledger": ledger,
        "practitioner": practitioner,
    }


def _derive(passphrase: str, salt: bytes) -> bytes:
    return _published(salt) if passphrase == PUBLISHED else _argon2id(passphrase, salt)


@lru_cache(maxsize=16)
def _published(salt: bytes) -> bytes:
    """As `_derive`, once for everybody of a demonstration: the only key that stays in memory."""
    return _argon2id(PUBLISHED, salt)


def _argon2id(passphrase: str, salt: bytes) -> bytes:
    kdf = Argon2id(salt=salt, length=32, iterations=_PASSES, lanes=_LANES, memory_cost=_MEMORY_KIB)
    return kdf.derive(passphrase.encode("utf-8"))
