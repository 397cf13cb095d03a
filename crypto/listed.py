"""What a manifest lists: streams, entries, gaps, documents, anchors and files (F16.10-15)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, Self, TypeVar, cast, get_args

from crypto.canonical import Json, digest
from crypto.claims import check_digest, check_line, check_members, check_number, check_uuid
from crypto.errors import CryptoError

MAX_WORDS: Final = 500
"""Most characters of a purpose, a recipient's name or the words of a reason."""
MAX_STAMPS: Final = 64
"""Most time stamps over one checkpoint: a new one every few years from several authorities."""

StreamKind = Literal["enquiry", "authority", "directory"]

_KINDS: Final = get_args(StreamKind)
_CODE: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_Item = TypeVar("_Item")


class ManifestRefused(CryptoError):
    """Not a manifest in its one accepted form; the message names the member and the reason."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """For whom the bundle was made: the kind of recipient that a policy knows, and a name."""

    kind: str
    name: str

    @classmethod
    def read(cls, value: Json) -> Self:
        """The recipient that JSON states."""
        item = read_object("recipient", value, frozenset({"kind", "name"}))
        return cls(
            read_code("recipient.kind", item["kind"]), read_words("recipient.name", item["name"])
        )

    def as_json(self) -> Json:
        """As the manifest has it."""
        return {"kind": self.kind, "name": self.name}


@dataclass(frozen=True, slots=True)
class EntryListed:
    """A position of a stream: leaf index and digest of the entry; `withheld` says why it is not
    given, and is None where it is.
    """

    seq: int
    index: int
    digest: str
    withheld: str | None = None

    @classmethod
    def read(cls, value: Json) -> Self:
        """The line that JSON states."""
        members = frozenset({"digest", "given", "index", "seq"})
        item, withheld = _perhaps_withheld("entries", value, members)
        return cls(
            check_number("entries.seq", item["seq"], least=1),
            check_number("entries.index", item["index"], least=0),
            check_digest("entries.digest", item["digest"]),
            withheld,
        )

    @property
    def given(self) -> bool:
        """Whether the envelope is in the bundle."""
        return self.withheld is None

    def as_json(self) -> Json:
        """As the manifest has it."""
        line: dict[str, Json] = {"digest": self.digest, "index": self.index, "seq": self.seq}
        return line | _given(self.withheld)


@dataclass(frozen=True, slots=True)
class StreamListed:
    """A stream as it stood at the size of the view: every one of its positions."""

    stream: str
    kind: StreamKind
    entries: tuple[EntryListed, ...]

    @classmethod
    def read(cls, value: Json) -> Self:
        """The stream that JSON states."""
        item = read_object("streams", value, frozenset({"entries", "kind", "stream"}))
        kind = item["kind"]
        if kind not in _KINDS:
            raise ManifestRefused("streams.kind: none of the three")
        return cls(
            check_uuid("streams.stream", item["stream"]),
            cast(StreamKind, kind),
            read_each("entries", item["entries"], EntryListed.read),
        )

    def as_json(self) -> Json:
        """As the manifest has it."""
        entries = [one.as_json() for one in self.entries]
        return {"entries": entries, "kind": self.kind, "stream": self.stream}


@dataclass(frozen=True, slots=True, order=True)
class Gap:
    """A digest in a given entry without its disclosure, and the code of the reason why."""

    stream: str
    seq: int
    digest: str
    reason: str

    @classmethod
    def read(cls, value: Json) -> Self:
        """The gap that JSON states."""
        item = read_object("withheld", value, frozenset({"digest", "reason", "seq", "stream"}))
        return cls(
            check_uuid("withheld.stream", item["stream"]),
            check_number("withheld.seq", item["seq"], least=1),
            check_digest("withheld.digest", item["digest"]),
            read_code("withheld.reason", item["reason"]),
        )

    def as_json(self) -> Json:
        """As the manifest has it."""
        place: dict[str, Json] = {"seq": self.seq, "stream": self.stream}
        return place | {"digest": self.digest, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class DocumentListed:
    """A file that a given entry deposits and shows; `withheld` says why it is not given."""

    stream: str
    seq: int
    name: str
    digest: str
    withheld: str | None = None

    @classmethod
    def read(cls, value: Json) -> Self:
        """The document that JSON states."""
        members = frozenset({"digest", "given", "name", "seq", "stream"})
        item, withheld = _perhaps_withheld("documents", value, members)
        return cls(
            check_uuid("documents.stream", item["stream"]),
            check_number("documents.seq", item["seq"], least=1),
            check_uuid("documents.name", item["name"]),
            check_digest("documents.digest", item["digest"]),
            withheld,
        )

    @property
    def given(self) -> bool:
        """Whether the file is in the bundle."""
        return self.withheld is None

    def as_json(self) -> Json:
        """As the manifest has it."""
        place: dict[str, Json] = {"seq": self.seq, "stream": self.stream}
        return place | {"digest": self.digest, "name": self.name} | _given(self.withheld)


@dataclass(frozen=True, slots=True)
class AnchorListed:
    """A published checkpoint of `size` with so many time stamps; `consistency` joins it to
    the bundle's checkpoint (RFC 6962, section 2.1.2, from the smaller to the larger).
    """

    size: int
    consistency: tuple[str, ...]
    stamps: int

    @classmethod
    def read(cls, value: Json) -> Self:
        """The anchor that JSON states."""
        item = read_object("anchors", value, frozenset({"consistency", "size", "stamps"}))
        stamps = check_number("anchors.stamps", item["stamps"], least=0)
        if stamps > MAX_STAMPS:
            raise ManifestRefused(f"anchors.stamps: more than {MAX_STAMPS}")
        return cls(
            check_number("anchors.size", item["size"], least=1),
            read_digests("anchors.consistency", item["consistency"]),
            stamps,
        )

    def as_json(self) -> Json:
        """As the manifest has it."""
        return {"consistency": [*self.consistency], "size": self.size, "stamps": self.stamps}


@dataclass(frozen=True, slots=True)
class FileListed:
    """A file: its name in the archive, SHA-256 in base64url and length in bytes."""

    name: str
    digest: str
    size: int

    @classmethod
    def of(cls, name: str, data: bytes) -> Self:
        """The line for a file of these bytes."""
        return cls(name, digest(data), len(data))

    @classmethod
    def read(cls, value: Json) -> Self:
        """The line that JSON states."""
        item = read_object("files", value, frozenset({"digest", "name", "size"}))
        return cls(
            check_line("files.name", item["name"]),
            check_digest("files.digest", item["digest"]),
            check_number("files.size", item["size"], least=0),
        )

    def as_json(self) -> Json:
        """As the manifest has it."""
        return {"digest": self.digest, "name": self.name, "size": self.size}


def read_object(what: str, value: Json, members: frozenset[str]) -> dict[str, Json]:
    """An object with exactly these members."""
    if not isinstance(value, dict):
        raise ManifestRefused(f"{what}: not an object")
    check_members(what, value, members)
    return value


def read_each(what: str, value: Json, read: Callable[[Json], _Item]) -> tuple[_Item, ...]:
    """An array of what `read` reads."""
    return tuple(read(item) for item in _items(what, value))


def read_digests(what: str, value: Json) -> tuple[str, ...]:
    """An array of digests."""
    return tuple(check_digest(what, item) for item in _items(what, value))


def read_truth(what: str, value: Json) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ManifestRefused(f"{what}: not true or false")
    return value


def read_words(what: str, value: Json) -> str:
    """Words for people, 1 to 500 characters."""
    if not isinstance(value, str) or not 1 <= len(value) <= MAX_WORDS:
        raise ManifestRefused(f"{what}: not 1 to {MAX_WORDS} characters")
    return value


def read_code(what: str, value: Json) -> str:
    """A code: a lower-case letter, and up to 39 more letters, digits, `_` or `-`."""
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ManifestRefused(f"{what}: not a code")
    return value


def _items(what: str, value: Json) -> Iterable[Json]:
    if not isinstance(value, list):
        raise ManifestRefused(f"{what}: not an array")
    return value


def _perhaps_withheld(
    what: str, value: Json, members: frozenset[str]
) -> tuple[dict[str, Json], str | None]:
    given = not isinstance(value, dict) or read_truth(f"{what}.given", value.get("given"))
    item = read_object(what, value, members if given else members | {"withheld"})
    return item, None if given else read_code(f"{what}.withheld", item["withheld"])


def _given(withheld: str | None) -> dict[str, Json]:
    return {"given": True} if withheld is None else {"given": False, "withheld": withheld}
