"""Chapters 6, 7, 10 and 17: whose ledger it is, which keys sign for it, and what it attests."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.reference.basics import (
    Jws,
    No,
    digest,
    line,
    need,
    number,
    read,
    sha,
    sound_key,
    thumbprint,
    time,
    unb64u,
    uuid,
    write,
)
from tests.reference.entries import Entry, field_of
from tests.reference.notes import Key, Tree, vkey
from tests.reference.people import offered

GENESIS = {
    *("authority", "created", "demonstration", "format", "ledger_key", "name"),
    *("registrar", "registrar_key"),
}
HEAD = {"aud", "digest", "origin", "root", "seq", "size", "sub"}
ABSENCE = HEAD | {"from", "iat", "types", "until"}
TYPE = r"[a-z][a-z0-9-]{0,63}/[1-9][0-9]{0,8}"


def genesis(data: bytes) -> dict[str, Any]:
    """F7.1, F7.3."""
    value = read(data)
    need(isinstance(value, dict) and set(value) == GENESIS, "F7.1")
    need(value["format"] == "countersign-genesis/1", "F7.1: format")
    name = value["name"]
    need(isinstance(name, str) and re.fullmatch(r"[!-*,-~]{1,200}", name), "F7.1: name")
    need(isinstance(value["demonstration"], bool), "F7.1: demonstration")
    time(value["created"])
    need(uuid(value["registrar"]) != uuid(value["authority"]), "F7.1: authority")
    for key in ("registrar_key", "ledger_key"):
        sound_key(unb64u(value[key]))
    return dict(value)


@dataclass
class Keys:
    """The keys that sign for a ledger, and up to which size each that has retired (F10.6)."""

    name: str
    known: list[bytes]
    introduced: set[str] = field(default_factory=set)
    retired: dict[str, int] = field(default_factory=dict)

    def at(self, size: int) -> list[bytes]:
        """Those that may sign for a log of this size."""
        return [key for key in self.known if size <= self.retired.get(thumbprint(key), size)]

    def number(self, origin: str) -> bool:
        """Whether it is the origin of one of this ledger's logs (F7.4)."""
        return bool(re.fullmatch(re.escape(self.name) + "/[1-9][0-9]{0,8}", origin))

    def signed(self, tree: Tree, keys: list[bytes]) -> None:
        """F16.28: signed by one of them, in the name of its log."""
        need(self.number(tree.origin), "an origin of another ledger")
        named: list[Key] = [(tree.origin, key) for key in keys]
        need(tree.note.signers(named), "no signature by a key of the ledger")

    def decide(self, entry: Entry, index: int, *, registrar: bool) -> None:
        """F10.5, F10.6: an entry of the authority's stream."""
        kind = entry.content.get("type")
        need(isinstance(kind, str), "its type is not shown")
        if kind == "ledger-key-introduced/1":
            need(registrar, "F10.5: a registrar")
            kid, raw = offered(entry)
            need(kid not in self.introduced, "F10.5: no key twice")
            self.introduced.add(kid)
            self.known.append(raw)
        elif kind == "ledger-key-retired/1":
            need(registrar, "F10.5: a registrar")
            kid = field_of(entry.content, "kid")
            need(isinstance(kid, str) and kid not in self.retired, "F10.5: which key")
            self.retired[kid] = index + 1


def trusted(genesis_of: dict[str, Any], vkeys: list[str]) -> Keys:
    """F16.28: the key of the genesis document and those of the trust file."""
    given = [vkey(one)[1] for one in vkeys]
    return Keys(genesis_of["name"], [unb64u(genesis_of["ledger_key"]), *given])


def _attested(typ: str, data: bytes, keys: list[bytes], names: set[str]) -> dict[str, Any]:
    jws = Jws(typ, data)
    need(set(jws.claims) == names, "claims")
    raw = {thumbprint(key): key for key in keys}.get(jws.kid)
    need(raw is not None, "kid")
    for name in ("aud", "digest", "root"):
        digest(jws.claims[name])
    uuid(jws.claims["sub"])
    line(jws.claims["origin"])
    need(number(jws.claims["seq"]) <= number(jws.claims["size"]), "F6.3")
    need((jws.claims["seq"] == 0) == (jws.claims["digest"] == jws.claims["aud"]), "F6.3")
    jws.verify(raw or b"")
    return dict(jws.claims)


def head(data: bytes, keys: list[bytes]) -> dict[str, Any]:
    """F6.1 to F6.3."""
    return _attested("countersign-head+jwt", data, keys, HEAD)


def absence(data: bytes, keys: list[bytes]) -> dict[str, Any]:
    """F17.1 to F17.3."""
    claims = _attested("countersign-absence+jwt", data, keys, ABSENCE)
    number(claims["seq"], 1)
    begins, ends, made = (time(claims[name]) for name in ("from", "until", "iat"))
    need(begins % 60 == ends % 60 == 0 and begins < ends <= made, "F17.3")
    types = claims["types"]
    need(isinstance(types, list) and 1 <= len(types) <= 256, "F17.2: types")
    need(all(isinstance(one, str) and re.fullmatch(TYPE, one) for one in types), "F17.2: types")
    need(types == sorted(set(types)), "F17.2: types")
    return claims


def contradicts(claims: dict[str, Any], shown: dict[int, Entry]) -> tuple[set[int], set[int]]:
    """F17.5: the entries that are shown and contradict it, and those that could, for want of it."""
    said, hidden = set(), set()
    for seq in range(1, claims["seq"] + 1):
        entry = shown.get(seq)
        if entry is None:
            before = any(n < seq and one.iat >= claims["until"] for n, one in shown.items())
            behind = any(n > seq and one.iat < claims["from"] for n, one in shown.items())
            hidden |= set() if before or behind else {seq}
        elif claims["from"] <= entry.iat < claims["until"]:
            kind = entry.content.get("type")
            said |= {seq} if kind in claims["types"] else set()
            hidden |= set() if isinstance(kind, str) else {seq}
    return said, hidden


def trust_file(data: bytes) -> dict[str, Any]:
    """F7.5, F7.6."""
    value = read(data)
    names = {"format", "genesis", "ledger_vkeys"}
    if value.get("format") == "countersign-trust/2":
        names |= {"policy", "time_authorities"}
    else:
        need(value.get("format") == "countersign-trust/1", "F7.5: format")
    need(set(value) == names and value["ledger_vkeys"], "F7.5")
    genesis(write(value["genesis"]))
    return {"policy": "", "time_authorities": [], **value}


def ledger_id(genesis_of: dict[str, Any]) -> str:
    """F7.2."""
    return sha(write(genesis_of))


__all__ = ["Keys", "No", "absence", "contradicts", "genesis", "head", "ledger_id", "trusted"]
