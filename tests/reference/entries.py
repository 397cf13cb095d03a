"""Chapter 1: an entry, and what is shown of its content."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.reference.basics import (
    Jws,
    No,
    digest,
    need,
    number,
    read,
    sha,
    time,
    unb64u,
    uuid,
)

RESERVED = {
    *("_sd", "_sd_alg", "...", "iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "vct"),
    *("status", "seq", "prev", "dir", "refs"),
}
CLAIMS = {"_sd", "_sd_alg", "aud", "dir", "iat", "iss", "prev", "refs", "seq", "sub"}


class Unreferenced(No):
    """A disclosure that no digest names."""


@dataclass
class Entry:
    """F1.1, with any number of disclosures; `content` and `gaps` once they were revealed."""

    jws: Jws
    disclosures: list[str]
    content: dict[str, Any] = field(default_factory=dict)
    gaps: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        """A claim."""
        return self.jws.claims[name]


def entry(data: bytes) -> Entry:
    """F1.1 to F1.7, F16.7."""
    need(len(data) <= 2**20 and data.endswith(b"~") and data.isascii(), "F1.1")
    signed, *disclosures = data[:-1].split(b"~")
    jws = Jws("countersign-entry+sd-jwt", signed)
    _claims(jws.claims)
    return Entry(jws, [one.decode() for one in disclosures])


def _claims(claims: dict[str, Any]) -> None:
    need(set(claims) == CLAIMS and claims["_sd_alg"] == "sha-256", "F1.3")
    for name in ("aud", "prev", "dir"):
        digest(claims[name])
    uuid(claims["iss"])
    uuid(claims["sub"])
    number(claims["seq"], 1)
    time(claims["iat"])
    need((claims["seq"] == 1) == (claims["prev"] == claims["aud"]), "F1.5")
    _refs(claims)
    need(isinstance(claims["_sd"], list) and claims["_sd"], "F1.7")
    _ascend([digest(one) for one in claims["_sd"]])


def _refs(claims: dict[str, Any]) -> None:
    refs = claims["refs"]
    need(isinstance(refs, list) and len(refs) <= 64, "F1.4: refs")
    for ref in refs:
        need(isinstance(ref, dict) and set(ref) == {"rel", "sub", "seq", "digest"}, "F1.6")
        need(isinstance(ref["rel"], str) and re.fullmatch("[a-z][a-z-]{0,31}", ref["rel"]), "F1.6")
        uuid(ref["sub"])
        digest(ref["digest"])
        earlier = number(ref["seq"], 1) < claims["seq"]
        need(ref["sub"] != claims["sub"] or earlier, "F1.6: its own stream")
    need(len({(one["rel"], one["sub"], one["seq"]) for one in refs}) == len(refs), "F1.6: twice")


def _ascend(values: list[str]) -> None:
    need(values == sorted(set(values)), "not ascending")


def reveal(one: Entry) -> None:
    """F1.8 to F1.15: put together what is disclosed; null stands for an element that is not."""
    need(len(one.disclosures) <= 4096, "F1.9")
    parts = {sha(text.encode()): _parts(text) for text in one.disclosures}
    _ascend_all([sha(text.encode()) for text in one.disclosures])
    need(len({part[0] for part in parts.values()}) == len(parts), "F1.10")
    seen: set[str] = set()
    content: dict[str, Any] = {}
    for key in one.jws.claims["_sd"]:
        part = _look(key, parts, seen, 3)
        if part:
            _, name, value = part
            need(isinstance(name, str) and name.isascii() and name not in RESERVED, "F1.13")
            need(name not in content, "F1.13: twice")
            content[name] = _value(value, parts, seen, 0)
    if set(parts) - seen:
        raise Unreferenced("F1.15")
    one.content, one.gaps = content, seen - set(parts)


def _ascend_all(digests: list[str]) -> None:
    need(digests == sorted(set(digests)), "F1.9")


def _parts(text: str) -> list[Any]:
    part = read(unb64u(text))
    need(isinstance(part, list) and len(part) in {2, 3}, "F1.8")
    need(isinstance(part[0], str) and len(unb64u(part[0])) == 16, "F1.8: salt")
    return list(part)


def _look(key: Any, parts: dict[str, Any], seen: set[str], length: int) -> Any:
    digest(key)
    need(key not in seen, "F1.14")
    seen.add(key)
    need(key not in parts or len(parts[key]) == length, "F1.8: where it belongs")
    return parts.get(key)


def _value(value: Any, parts: dict[str, Any], seen: set[str], depth: int) -> Any:
    if isinstance(value, list):
        need(depth < 8, "F1.11: depth")
        return [_element(one, parts, seen, depth + 1) for one in value]
    if isinstance(value, dict):
        need(not {"...", "_sd"} & set(value), "F1.12")
        return {name: _value(inner, parts, seen, depth) for name, inner in value.items()}
    return value


def _element(value: Any, parts: dict[str, Any], seen: set[str], depth: int) -> Any:
    need(isinstance(value, dict) and set(value) == {"..."}, "F1.11")
    part = _look(value["..."], parts, seen, 2)
    return _value(part[1], parts, seen, depth) if part else None


def field_of(content: dict[str, Any], name: str) -> Any:
    """The value of a field, None where it is not shown."""
    wrapped = content.get(name)
    return wrapped.get("v") if isinstance(wrapped, dict) else None
