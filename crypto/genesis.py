"""The genesis document, whose digest is the ledger's id, and the trust file given to those who verify."""

import uuid
from dataclasses import dataclass
from typing import Final

from crypto.canonical import Json, NotCanonical, b64, decode, digest, encode, unb64
from crypto.errors import CryptoError

FORMAT: Final = "countersign-genesis/1"
TRUST_FORMAT: Final = "countersign-trust/1"


class GenesisRefused(CryptoError):
    """Not a genesis document or trust file in its one accepted form."""


@dataclass(frozen=True, slots=True)
class Genesis:
    """Who keeps this ledger, and the two keys everything starts from.

    `registrar` is the practitioner id of the first registrar and `authority` the stream that holds what
    the authority adopts (profile, calendar). Keys are raw 32-byte Ed25519 public keys (RFC 8032). `created`
    is seconds since 1970. A ledger with `demonstration` says so on every page and export.
    """

    name: str
    created: int
    registrar: str
    registrar_key: bytes
    ledger_key: bytes
    authority: str
    demonstration: bool

    def encode(self) -> bytes:
        """The bytes whose SHA-256 is the ledger id."""
        return encode(
            {
                "authority": self.authority,
                "created": self.created,
                "demonstration": self.demonstration,
                "format": FORMAT,
                "ledger_key": b64(self.ledger_key),
                "name": self.name,
                "registrar": self.registrar,
                "registrar_key": b64(self.registrar_key),
            }
        )

    @property
    def ledger(self) -> str:
        """The ledger id: what every entry carries as `aud`."""
        return digest(self.encode())

    def origin(self, number: int = 1) -> str:
        """The log's origin line (C2SP tlog-checkpoint); a declared reset opens the next number."""
        return f"{self.name}/{number}"


def parse_genesis(data: bytes) -> Genesis:
    """Read a genesis document.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    try:
        value = decode(data)
        if not isinstance(value, dict):
            raise GenesisRefused("genesis: not an object")
        genesis = Genesis(
            name=_text(value, "name"),
            created=_number(value, "created"),
            registrar=_id(value, "registrar"),
            registrar_key=_key(value, "registrar_key"),
            ledger_key=_key(value, "ledger_key"),
            authority=_id(value, "authority"),
            demonstration=value.get("demonstration") is True,
        )
    except NotCanonical as error:
        raise GenesisRefused(f"genesis: {error}") from error
    if genesis.encode() != data:
        raise GenesisRefused("genesis: not exactly the members of a genesis document")
    return genesis


@dataclass(frozen=True, slots=True)
class TrustFile:
    """What a verifier is given by hand: the genesis document, and the ledger's keys (C2SP vkeys)."""

    genesis: Genesis
    ledger_vkeys: tuple[str, ...]

    def encode(self) -> bytes:
        """The trust file's bytes."""
        return encode(
            {
                "format": TRUST_FORMAT,
                "genesis": decode(self.genesis.encode()),
                "ledger_vkeys": list(self.ledger_vkeys),
            }
        )


def parse_trust(data: bytes) -> TrustFile:
    """Read a trust file.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    try:
        value = decode(data)
    except NotCanonical as error:
        raise GenesisRefused(f"trust file: {error}") from error
    if not isinstance(value, dict) or value.get("format") != TRUST_FORMAT:
        raise GenesisRefused(f"trust file: not of the form {TRUST_FORMAT}")
    vkeys = value.get("ledger_vkeys")
    if not isinstance(vkeys, list) or not all(isinstance(key, str) for key in vkeys):
        raise GenesisRefused("ledger_vkeys: not a list of verifier keys")
    return TrustFile(parse_genesis(encode(value.get("genesis"))), tuple(map(str, vkeys)))


def _text(value: dict[str, Json], name: str) -> str:
    text = value.get(name)
    if (
        not isinstance(text, str)
        or not text
        or any(c in text for c in "+\n")
        or text != text.strip()
    ):
        raise GenesisRefused(f"{name}: not one line of text without '+'")
    return text


def _number(value: dict[str, Json], name: str) -> int:
    number = value.get(name)
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise GenesisRefused(f"{name}: not a number of seconds")
    return number


def _id(value: dict[str, Json], name: str) -> str:
    text = value.get(name)
    try:
        if isinstance(text, str) and str(uuid.UUID(text)) == text:
            return text
    except ValueError:
        pass
    raise GenesisRefused(f"{name}: not a lower-case UUID")


def _key(value: dict[str, Json], name: str) -> bytes:
    key = unb64(str(value.get(name)))
    if len(key) != 32:
        raise GenesisRefused(f"{name}: not 32 bytes")
    return key
