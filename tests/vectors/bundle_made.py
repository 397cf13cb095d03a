"""What vectors of bundles are made from: a small one that verifies, and ways to change it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from crypto import bundlenames as names
from crypto.canonical import Json, b64, digest, encode, unb64
from crypto.manifest import Manifest
from tests.crypto.bundles import ENQUIRY, Draft, Withhold, story
from tests.crypto.memory import other
from tests.vectors.zips import archive

VIEW: Final = 8
"""The size of the view."""
UPTO: Final = 10
"""The size of the checkpoint."""

Files = dict[str, bytes]
Touch = Callable[[Files], None]

SEEN: Final = names.entry(ENQUIRY, 1)
DEPOSITED: Final = names.entry(ENQUIRY, 2)
NOTED: Final = names.entry(ENQUIRY, 3)


@dataclass(frozen=True)
class Vector:
    """A bundle: what was done, what must be found, and with which trust file (empty: none)."""

    what: str
    finds: tuple[str, ...]
    data: Callable[[], bytes]
    trust: str = "trust"


def as_is(data: bytes) -> bytes:
    """No change."""
    return data


def untouched(_: Files) -> None:
    """No change."""


def base(size: int = VIEW, **parts: Any) -> Draft:
    """The small bundle: a view of 8 entries, under a checkpoint of 10."""
    told = story()
    for number in range(UPTO - VIEW):
        told.ledger.leaf(other(10 + number))
    return Draft(told.ledger, told.ruth, size, UPTO, **parts)


def made(
    draft: Draft | None = None,
    *,
    manifest: Callable[[Manifest], Manifest] = lambda manifest: manifest,
    listed: Callable[[bytes], bytes] = as_is,
    files: Touch = untouched,
    **issue: Any,
) -> bytes:
    """A bundle: `manifest` and `listed` change what is signed, `files` what is packed after it."""
    drafted = draft or base()
    issued = drafted.issue(listed(manifest(drafted.manifest()).encode()), **issue)
    files(issued)
    return archive(issued)


def stranger(what: str, finds: str, touch: Touch, **parts: Any) -> Vector:
    """What somebody without a key does to a bundle that was issued."""
    return Vector(what, tuple(finds.split()), lambda: made(base(**parts), files=touch))


def issuer(what: str, finds: str, change: Callable[[dict[str, Any]], None], **parts: Any) -> Vector:
    """What whoever issues a bundle writes into its list of contents, and signs."""
    return Vector(what, tuple(finds.split()), lambda: made(base(**parts), listed=edited(change)))


def edited(change: Callable[[dict[str, Any]], None]) -> Callable[[bytes], bytes]:
    """The manifest with its JSON changed."""

    def edit(data: bytes) -> bytes:
        value = json.loads(data)
        change(value)
        return encode(value)

    return edit


def drop(name: str) -> Touch:
    """Without a file."""

    def touch(files: Files) -> None:
        del files[name]

    return touch


def put(name: str, data: bytes) -> Touch:
    """With a file more, or another in the place of one."""

    def touch(files: Files) -> None:
        files[name] = data

    return touch


def alter(name: str, change: Callable[[bytes], bytes]) -> Touch:
    """With the bytes of a file changed."""

    def touch(files: Files) -> None:
        changed = change(files[name])
        assert changed != files[name], f"{name}: nothing was changed"
        files[name] = changed

    return touch


def swap(one: str, two: str) -> Touch:
    """Two files in each other's place."""

    def touch(files: Files) -> None:
        files[one], files[two] = files[two], files[one]

    return touch


def swapped(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """The first `old` replaced by `new`."""
    return lambda data: data.replace(old, new, 1)


def of_part(index: int, change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """Change header (0), payload (1) or signature (2) of an entry or statement, as bytes."""

    def whole(data: bytes) -> bytes:
        jws, tilde, rest = data.partition(b"~")
        parts = jws.split(b".")
        parts[index] = b64(change(unb64(parts[index].decode()))).encode()
        return b".".join(parts) + tilde + rest

    return whole


def flipped(data: bytes) -> bytes:
    """With the lowest bit of the last byte but one changed."""
    return data[:-2] + bytes([data[-2] ^ 1]) + data[-1:]


def without_disclosure(data: bytes) -> bytes:
    """Without the last disclosure of an entry."""
    return data[: data.rindex(b"~", 0, -1) + 1]


def with_disclosure(data: bytes) -> bytes:
    """With one disclosure more, which nothing signed names, at its place in the order."""
    extra = b64(encode([b64(bytes(16)), "verdict", "guilty"])).encode()
    jws, *given = data[:-1].split(b"~")
    ordered = sorted([*given, extra], key=digest)
    return b"~".join((jws, *ordered, b""))


def other_root(note: bytes) -> bytes:
    """A checkpoint with the root of no tree."""
    return note.replace(note.split(b"\n")[2], b"A" * 43 + b"=")


def withholding(**named: str) -> Withhold:
    """Withhold the parts of these names in entry 1, and what lies within them."""

    def withhold(seq: int, name: str, _value: Json) -> str | None:
        return named.get(name) if seq == 1 else None

    return withhold


def listed_entry(value: Mapping[str, Any], stream: int, seq: int) -> dict[str, Any]:
    """A line of the manifest's JSON."""
    line: dict[str, Any] = value["streams"][stream]["entries"][seq - 1]
    return line
