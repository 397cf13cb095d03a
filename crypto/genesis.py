"""The genesis document, whose digest is the ledger's id.

Everything that is signed carries the digest as its audience, so nothing that was signed for one
ledger can be presented as another's (docs/FORMAT.md, chapter 7).
"""

import re
from dataclasses import dataclass
from typing import Final

from crypto.canonical import Json, NotCanonical, b64, decode, digest, encode, unb64
from crypto.claims import ClaimRefused, check_members, check_time, check_uuid
from crypto.ed25519 import load_public_key
from crypto.errors import CryptoError, KeyRefused

FORMAT: Final = "countersign-genesis/1"

_MEMBERS: Final = frozenset(
    {"authority", "created", "demonstration", "format", "ledger_key", "name"}
    | {"registrar", "registrar_key"}
)
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


def parse_genesis(data: bytes) -> Genesis:
    """Read a genesis document.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    return read_genesis(read_object("genesis", data))


def read_genesis(value: dict[str, Json]) -> Genesis:
    """Read a genesis document that stands in another one.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    check_form("genesis", value, _MEMBERS, FORMAT)
    created, demonstration = value["created"], value["demonstration"]
    if not isinstance(created, int) or not isinstance(demonstration, bool):
        raise GenesisRefused("created, demonstration: not a number, and true or false")
    return Genesis(
        name=read_text(value["name"], "name"),
        created=created,
        registrar=read_text(value["registrar"], "registrar"),
        registrar_key=_key(value["registrar_key"], "registrar_key"),
        ledger_key=_key(value["ledger_key"], "ledger_key"),
        authority=read_text(value["authority"], "authority"),
        demonstration=demonstration,
    )


def read_object(what: str, data: bytes) -> dict[str, Json]:
    """The object that a document is; refused as `what`."""
    try:
        value = decode(data)
    except NotCanonical as error:
        raise GenesisRefused(f"{what}: {error}") from error
    if not isinstance(value, dict):
        raise GenesisRefused(f"{what}: not an object")
    return value


def check_form(what: str, value: dict[str, Json], names: frozenset[str], form: str) -> None:
    """Check that a document has exactly these members and says which form it has."""
    try:
        check_members(what, value, names)
    except ClaimRefused as error:
        raise GenesisRefused(str(error)) from error
    if value["format"] != form:
        raise GenesisRefused(f"{what}: not of the form {form}")


def read_text(value: Json, name: str) -> str:
    """A member that is a string."""
    if not isinstance(value, str):
        raise GenesisRefused(f"{name}: not a string")
    return value


def _key(value: Json, name: str) -> bytes:
    try:
        return unb64(read_text(value, name))
    except NotCanonical as error:
        raise GenesisRefused(f"{name}: {error}") from error
