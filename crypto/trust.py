"""The trust file: what a verifier is given by hand, and holds everything else against.

It says whose ledger this is and which keys sign for it and, where the authority has its log watched
from outside, which witnesses and which time-stamping authorities a verifier is to ask for
(docs/FORMAT.md, chapter 7). Whoever may choose it may choose the verdict.
"""

import re
from dataclasses import dataclass
from typing import Final

from cryptography import x509

from crypto.canonical import Json, NotCanonical, b64, encode, unb64
from crypto.errors import KeyRefused, Malformed
from crypto.genesis import (
    Genesis,
    GenesisRefused,
    check_form,
    read_genesis,
    read_object,
    read_text,
)
from crypto.note import NoteKey

FORMAT: Final = "countersign-trust/1"
WATCHED_FORMAT: Final = "countersign-trust/2"
MAX_POLICY_BYTES: Final = 2**16
"""Longest policy: a bound of ours, some hundred witnesses."""
MAX_AUTHORITIES: Final = 32

_MEMBERS: Final = frozenset({"format", "genesis", "ledger_vkeys"})
_WATCHED_MEMBERS: Final = _MEMBERS | {"policy", "time_authorities"}


@dataclass(frozen=True, slots=True)
class TrustFile:
    """The genesis document, the ledger's keys (C2SP vkeys), and who watches it from outside.

    `policy` is a C2SP tlog-policy, at most 64 KiB of UTF-8; the empty one asks for no witness.
    `time_authorities` are at most 32 X.509 certificates (DER) of the roots to which the chain of a
    time stamp must lead; none asks for no stamp.

    Raises:
        GenesisRefused: no key, a key twice, or one that is not of this ledger's log; a policy that
            is too long; a certificate twice, or what is none.
    """

    genesis: Genesis
    ledger_vkeys: tuple[str, ...]
    policy: str = ""
    time_authorities: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if not self.ledger_vkeys or len(set(self.ledger_vkeys)) != len(self.ledger_vkeys):
            raise GenesisRefused("ledger_vkeys: none, or one stands twice")
        for vkey in self.ledger_vkeys:
            self._check_vkey(vkey)
        if len(self.policy.encode()) > MAX_POLICY_BYTES:
            raise GenesisRefused(f"policy: longer than {MAX_POLICY_BYTES} bytes")
        if len(set(self.time_authorities)) != len(self.time_authorities):
            raise GenesisRefused("time_authorities: one stands twice")
        if len(self.time_authorities) > MAX_AUTHORITIES:
            raise GenesisRefused(f"time_authorities: more than {MAX_AUTHORITIES}")
        for certificate in self.time_authorities:
            _check_certificate(certificate)

    @property
    def watched(self) -> bool:
        """Whether it asks for anybody outside: a witness or a time-stamping authority."""
        return bool(self.policy or self.time_authorities)

    def encode(self) -> bytes:
        """The trust file's bytes; of form 1 where nobody outside is asked for."""
        members: dict[str, Json] = {
            "format": WATCHED_FORMAT if self.watched else FORMAT,
            "genesis": self.genesis.as_json(),
            "ledger_vkeys": list(self.ledger_vkeys),
        }
        if self.watched:
            members["policy"] = self.policy
            members["time_authorities"] = [b64(der) for der in self.time_authorities]
        return encode(members)

    def _check_vkey(self, vkey: str) -> None:
        try:
            name, _, number = NoteKey.parse(vkey).name.rpartition("/")
        except (Malformed, KeyRefused) as error:
            raise GenesisRefused(f"ledger_vkeys: {error}") from error
        if name != self.genesis.name or not re.fullmatch(r"[1-9][0-9]{0,8}", number):
            raise GenesisRefused("ledger_vkeys: a key of another log")


def parse_trust(data: bytes) -> TrustFile:
    """Read a trust file; `encode` gives the same bytes again.

    Raises:
        GenesisRefused: not in its one accepted form.
    """
    value = read_object("trust file", data)
    watched = value.get("format") == WATCHED_FORMAT
    names, form = (_WATCHED_MEMBERS, WATCHED_FORMAT) if watched else (_MEMBERS, FORMAT)
    check_form("trust file", value, names, form)
    genesis = value["genesis"]
    if not isinstance(genesis, dict):
        raise GenesisRefused("genesis: not an object")
    trust = TrustFile(
        read_genesis(genesis),
        _texts(value["ledger_vkeys"], "ledger_vkeys"),
        read_text(value.get("policy", ""), "policy"),
        tuple(_certificates(value.get("time_authorities", []))),
    )
    if trust.watched != watched:
        raise GenesisRefused("trust file: of form 2, and asks for nobody outside")
    return trust


def _texts(value: Json, name: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise GenesisRefused(f"{name}: not a list")
    return tuple(read_text(text, name) for text in value)


def _certificates(value: Json) -> list[bytes]:
    try:
        return [unb64(text) for text in _texts(value, "time_authorities")]
    except NotCanonical as error:
        raise GenesisRefused(f"time_authorities: {error}") from error


def _check_certificate(der: bytes) -> None:
    try:
        x509.load_der_x509_certificate(der)
    except ValueError as error:
        raise GenesisRefused("time_authorities: not a certificate in DER") from error
