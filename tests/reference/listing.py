"""F16.8 to F16.16: the manifest."""

import itertools
import re
from typing import Any

from tests.reference.basics import digest, line, need, number, read, time, uuid

MEMBERS = {
    *("format", "ledger", "demonstration", "origin", "enquiry", "size", "root", "consistency"),
    *("known", "made", "recipient", "purpose", "policy", "streams", "withheld", "documents"),
    *("reasons", "anchors", "files"),
}
COPY = r"[A-Za-z][A-Za-z0-9-]{0,39}\.(html|txt|pdf)"


def manifest(data: bytes) -> dict[str, Any]:
    """The manifest, once it is seen to be in its form."""
    value = read(data)
    members(value, MEMBERS)
    need(value["format"] == "countersign-bundle/1", "format")
    for name in ("ledger", "root", "policy"):
        digest(value[name])
    truth(value["demonstration"])
    line(value["origin"])
    uuid(value["enquiry"])
    number(value["size"], 1)
    digests(value["consistency"])
    need(value["known"] is None or time(value["known"]), "known")
    need(time(value["made"]) >= (value["known"] or 0), "known")
    members(value["recipient"], {"kind", "name"})
    code(value["recipient"]["kind"])
    words(value["recipient"]["name"])
    words(value["purpose"])
    _streams(value)
    _withheld(value)
    _documents(value)
    _reasons(value)
    _anchors(value)
    _files(value)
    return dict(value)


def members(value: Any, names: set[str]) -> None:
    """An object of exactly these members."""
    need(isinstance(value, dict) and set(value) == names, "members")


def array(value: Any) -> list[Any]:
    """An array."""
    need(isinstance(value, list), "not an array")
    return list(value)


def truth(value: Any) -> bool:
    """True or false."""
    need(isinstance(value, bool), "not a boolean")
    return bool(value)


def code(value: Any) -> str:
    """F16.9."""
    need(isinstance(value, str) and re.fullmatch("[a-z][a-z0-9_-]{0,39}", value), "not a code")
    return str(value)


def words(value: Any) -> str:
    """F16.9."""
    need(isinstance(value, str) and 1 <= len(value) <= 500, "not words")
    return str(value)


def digests(value: Any) -> None:
    """An array of digests."""
    for one in array(value):
        digest(one)


def ascend(values: list[Any]) -> None:
    """Strictly."""
    need(all(a < b for a, b in itertools.pairwise(values)), "not ascending")


def _given(value: Any, names: set[str]) -> None:
    need(isinstance(value, dict), "not an object")
    if truth(value.get("given")):
        members(value, names)
    else:
        members(value, names | {"withheld"})
        code(value["withheld"])


def _streams(value: dict[str, Any]) -> None:
    """F16.10, F16.11."""
    indexes: list[int] = []
    for stream in array(value["streams"]):
        members(stream, {"stream", "kind", "entries"})
        uuid(stream["stream"])
        for one in array(stream["entries"]):
            _given(one, {"seq", "index", "digest", "given"})
            number(one["seq"], 1)
            number(one["index"])
            digest(one["digest"])
            need(one["given"] or stream["kind"] == "enquiry", "F16.11: withheld whole")
        ascend([one["seq"] for one in stream["entries"]])
        ascend([one["index"] for one in stream["entries"]])
        indexes += [one["index"] for one in stream["entries"]]
    need(len(set(indexes)) == len(indexes), "F16.11: an index twice")
    streams = value["streams"]
    kinds = [one["kind"] for one in streams]
    need(kinds == ["enquiry", "authority", *["directory"] * (len(kinds) - 2)], "F16.10")
    need(streams[0]["stream"] == value["enquiry"], "F16.10: the enquiry")
    ascend([one["stream"] for one in streams[2:]])
    need(len({one["stream"] for one in streams}) == len(streams), "F16.10: twice")


def _entries_given(value: dict[str, Any]) -> set[tuple[str, int]]:
    return {
        (stream["stream"], one["seq"])
        for stream in value["streams"]
        for one in stream["entries"]
        if one["given"]
    }


def _withheld(value: dict[str, Any]) -> None:
    """F16.12."""
    for one in array(value["withheld"]):
        members(one, {"stream", "seq", "digest", "reason"})
        uuid(one["stream"])
        number(one["seq"], 1)
        digest(one["digest"])
        code(one["reason"])
        need((one["stream"], one["seq"]) in _entries_given(value), "F16.12: not given")
    ascend([(one["stream"], one["seq"], one["digest"]) for one in value["withheld"]])


def _documents(value: dict[str, Any]) -> None:
    """F16.13."""
    for one in array(value["documents"]):
        _given(one, {"stream", "seq", "name", "digest", "given"})
        uuid(one["stream"])
        number(one["seq"], 1)
        uuid(one["name"])
        digest(one["digest"])
        need((one["stream"], one["seq"]) in _entries_given(value), "F16.13: not given")
    ascend([(one["stream"], one["seq"]) for one in value["documents"]])
    need(len({one["name"] for one in value["documents"]}) == len(value["documents"]), "F16.13")


def codes_used(value: dict[str, Any]) -> list[str]:
    """The code of every entry, part and document that is withheld."""
    entries = [one for stream in value["streams"] for one in stream["entries"]]
    return [
        *(one["withheld"] for one in (*entries, *value["documents"]) if not one["given"]),
        *(one["reason"] for one in value["withheld"]),
    ]


def _reasons(value: dict[str, Any]) -> None:
    """F16.14."""
    need(isinstance(value["reasons"], dict), "F16.14")
    for name, said in value["reasons"].items():
        code(name)
        words(said)
    need(set(codes_used(value)) <= set(value["reasons"]), "F16.14: no words for one")


def _anchors(value: dict[str, Any]) -> None:
    """F16.15."""
    for one in array(value["anchors"]):
        members(one, {"size", "stamps", "consistency"})
        need(number(one["stamps"]) <= 64 and number(one["size"], 1), "F16.15")
        digests(one["consistency"])
    ascend([one["size"] for one in value["anchors"]])


def _files(value: dict[str, Any]) -> None:
    """F16.16."""
    for one in array(value["files"]):
        members(one, {"name", "digest", "size"})
        line(one["name"])
        digest(one["digest"])
        number(one["size"])
    names = [one["name"] for one in value["files"]]
    ascend(names)
    spoken = set(_spoken_of(value))
    need(spoken <= set(names), "F16.16: one of which it speaks is not listed")
    for name in set(names) - spoken:
        need(name in {"templates.json", "absence.jwt"} or re.fullmatch(COPY, name), "F16.16")


def _spoken_of(value: dict[str, Any]) -> list[str]:
    names = ["checkpoint", "genesis.json"]
    for stream in value["streams"]:
        names.append(f"heads/{stream['stream']}.jwt")
        for one in stream["entries"]:
            place = f"{stream['stream']}/{one['seq']}"
            names.append(f"proofs/{place}.tlog-proof")
            if one["given"]:
                names.append(f"entries/{place}.sdjwt")
    names += [f"documents/{one['name']}" for one in value["documents"] if one["given"]]
    for one in value["anchors"]:
        names.append(f"anchors/{one['size']}.checkpoint")
        names += [f"anchors/{one['size']}.{k}.tsr" for k in range(1, one["stamps"] + 1)]
    return names
