"""The genesis document, whose digest is the ledger's id, and the trust file of those who verify.

Everything that is signed carries the digest as its audience, so nothing that was signed for one
ledger can be presented as another's (docs/FORMAT.md, chapter 7).
"""

import re
from dataclasses import dataclass
from typing import Final

from crypto.canonical import Json, NotCanonical, b64, decode, digest, encode, unb64
from crypto.claims import ClaimRefused, check_members, check_time, check_uuid
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError, KeyRefused, Malformed
from crypto.note import NoteKey

FORMAT: Final = "countersign-genesis/1"
TRUST_FORMAT: Final = "countersign-trust/1"

_MEMBERS: Final = frozenset(
    {"authority", "created", "demonstration", "format", "ledger_key", "name"}
    | {"registrar", "registrar_key"}
)
_TRUST_MEMBERS: Final = frozenset({"format", "genesis", "ledger_vkeys"})
_NAME: Final = re.compile(r"[!-*,-~]{1,200}")


class GenesisRefused(CryptoError):
    """Not a genesis document or trust file in its one accepted form."""


@dataclass(frozen=True, slots=True)
class Genesis:
    """Who keeps this ledger, and the two keys everything starts from.

    `name` has 1 to 200 visible ASCII characters without `+` and begins the log's origin, for which
    a domain name and a path are usual. `registrar` is the practitioner id of the first registrar
    and `authority` the stream that holds what the authority adopts (profile, calendar). Keys are
    raw 32-byte Ed25519 public keys (RFC 8032). `created` is seconds since 1970. A ledger with
    `demonstration` says so on every page and export.

    Raises:
        GenesisRefused: a part is not in its form, a key is not sound, or the ids are one.
    """

    name: str
    created: int
    registrar: str
    registrar_key: bytes
    ledger_key: bytes
    authority: str
    demonstration: bool

    def __post_init__(self) -> None:
        if not _NAME.fullmatch(self.name):
            raise GenesisRefused("name: not 1 to 200 visible ASCII characters without '+'")
        if self.registrar == self.authority:
            raise GenesisRefused("authority: the stream of the registrar")
        try:
            check_time("created", self.created)
            check_uuid("registrar", self.registrar)
            check_uuid("authority", self.authority)
            load_public_key(self.registrar_key)
            load_public_key(self.ledger_key)
        except (ClaimRefused, KeyRefused) as error:
            raise GenesisRefused(f"genesis: {error}") from error

    def encode(self) -> bytes:
        """The bytes whose SHA-256 is the ledger id."""
        return encode(self.as_json())

    def as_json(self) -> dict[str, Json]:
        """The document as JSON."""
        return {
            "authority": self.authority,
            "created": self.created,
            "demonstration": self.demonstration,
            "format": FORMAT,
            "ledger_key": b64(self.ledger_key),
            "name": self.name,
            "registrar": self.registrar,
            "registrar_key": b64(self.registrar_key),
        }

    @property
    def ledger(self) -> str:
        """The ledger id: what every entry carries as `aud`."""
        return digest(self.encode())

    def origin(self, number: int = 1) -> str:
        """The log's origin line (C2SP tlog-checkpoint); a declared reset opens the next number."""
        return f"{self.name}/{number}"


@dataclass(frozen=True, slots=True)
class TrustFile:
    """What a verifier is given by hand: the genesis document, and the ledger's keys (C2SP vkeys).

    Raises:
        GenesisRefused: no key, a key twice, or one that is not of this ledger's log.
    """

    genesis: Genesis
    ledger_vkeys: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.ledger_vkeys or len(set(self.ledger_vkeys)) != len(self.ledger_vkeys):
            raise GenesisRefused("ledger_vkeys: none, or one stands twice")
        for vkey in self.ledger_vkeys:
            self._check_vkey(vkey)

    def encode(self) -> bytes:
        """The trust file's bytes."""
        return encode(
            {
                "format": TRUST_FORMAT,
                "genesis": self.genesis.as_json(),
                "ledger_vkeys": list(self.ledger_vkeys),
            }
        )

    def _check_vkey(self, vkey: str) -> None:
        try:
            name, _, number = NoteKey.parse(vkey).name.rpartition("/")
        except (Malformed, KeyRefused) as error:
            raise GenesisRefused(f"ledger_vkeys: {error}") from error
        if name != self.genesis.name or not re.fullmatch(r"[1-9][0-9]{0,8}", number):
            raise GenesisRefused("ledger_vkeys: a key of another log")


def parse_genesis(data: bytes) -> Genesis:
    """Read a genesis document.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    return _genesis(_decode("genesis", data))


def parse_trust(data: bytes) -> TrustFile:
    """Read a trust file.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    value = _decode("trust file", data)
    _check_form("trust file", value, _TRUST_MEMBERS, TRUST_FORMAT)
    genesis, vkeys = value["genesis"], value["ledger_vkeys"]
    if not isinstance(genesis, dict):
        raise GenesisRefused("genesis: not an object")
    if not isinstance(vkeys, list):
        raise GenesisRefused("ledger_vkeys: not a list")
    return TrustFile(_genesis(genesis), tuple(_text(vkey, "ledger_vkeys") for vkey in vkeys))


def _genesis(value: dict[str, Json]) -> Genesis:
    _check_form("genesis", value, _MEMBERS, FORMAT)
    created, demonstration = value["created"], value["demonstration"]
    if not isinstance(created, int) or not isinstance(demonstration, bool):
        raise GenesisRefused("created, demonstration: not a number, and true or false")
    return Genesis(
        name=_text(value["name"], "name"),
        created=created,
        registrar=_text(value["registrar"], "registrar"),
        registrar_key=_key(value["registrar_key"], "registrar_key"),
        ledger_key=_key(value["ledger_key"], "ledger_key"),
        authority=_text(value["authority"], "authority"),
        demonstration=demonstration,
    )


def _decode(what: str, data: bytes) -> dict[str, Json]:
    try:
        value = decode(data)
    except NotCanonical as error:
        raise GenesisRefused(f"{what}: {error}") from error
    if not isinstance(value, dict):
        raise GenesisRefused(f"{what}: not an object")
    return value


def _check_form(what: str, value: dict[str, Json], names: frozenset[str], form: str) -> None:
    try:
        check_members(what, value, names)
    except ClaimRefused as error:
        raise GenesisRefused(str(error)) from error
    if value["format"] != form:
        raise GenesisRefused(f"{what}: not of the form {form}")


def _text(value: Json, name: str) -> str:
    if not isinstance(value, str):
        raise GenesisRefused(f"{name}: not a string")
    return value


def _key(value: Json, name: str) -> bytes:
    try:
        return unb64(_text(value, name))
    except NotCanonical as error:
        raise GenesisRefused(f"{name}: {error}") from error
