"""ZIP archives made by hand, right or wrong (PKWARE APPNOTE 6.3), with nothing of the code under
test.
"""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

STORED, DEFLATED = 0, 8
DATE: Final = 33
"""1 January 1980."""
RUN: Final = 258
"""The longest repetition that deflate can tell."""
PERIOD: Final = 3
"""Bytes of a euro sign in UTF-8."""


@dataclass(frozen=True)
class Member:
    """A file of an archive; `local` is what its own header says instead of the directory."""

    name: bytes
    packed: bytes
    size: int
    crc: int
    method: int = STORED
    flags: int = 0
    extra: bytes = b""
    comment: bytes = b""
    external: int = 0
    disk: int = 0
    before: bytes = b""
    """Bytes that stand before it and belong to no file."""
    local: Mapping[str, Any] = field(default_factory=dict)
    at: int | None = None
    """The offset that the directory gives, where it is not where the file stands."""
    hidden: bool = False
    """Whether the directory knows nothing of it."""
    listed_only: bool = False
    """Whether the directory alone knows of it."""

    @classmethod
    def of(cls, name: str, data: bytes) -> "Member":
        """A stored file."""
        return cls(name.encode(), data, len(data), zlib.crc32(data))

    def deflated(self) -> "Member":
        """The same as a deflate stream of stored blocks (RFC 1951, section 3.2.4), which any
        compressor's version leaves as it is.
        """
        return replace(self, method=DEFLATED, packed=deflate(self.packed))

    def squeezed(self) -> "Member":
        """The same with its repetitions told short."""
        return replace(self, method=DEFLATED, packed=squeeze(self.packed))

    def header(self) -> bytes:
        """The local header."""
        one = replace(self, local={}, **self.local)
        return struct.pack("<4sH", b"PK\x03\x04", 20) + one.shared() + one.name + one.extra

    def shared(self) -> bytes:
        """What both headers say."""
        sizes = (self.crc, len(self.packed), self.size)
        names = (len(self.name), len(self.extra))
        return struct.pack("<4H3L2H", self.flags, self.method, 0, DATE, *sizes, *names)

    def line(self, offset: int) -> bytes:
        """The line of the directory."""
        place = self.at if self.at is not None else offset
        rest = struct.pack("<3H2L", len(self.comment), self.disk, 0, self.external, place)
        begin = struct.pack("<4s2H", b"PK\x01\x02", 20, 20)
        return begin + self.shared() + rest + self.name + self.extra + self.comment


@dataclass(frozen=True)
class Zip:
    """An archive: members, and bytes where none belong; `end` changes the end record."""

    members: Sequence[Member]
    before: bytes = b""
    gap: bytes = b""
    """Bytes between the last file and the directory."""
    comment: bytes = b""
    behind: bytes = b""
    end: Mapping[str, int] = field(default_factory=dict)

    def data(self) -> bytes:
        """The bytes."""
        out, lines = bytearray(self.before), []
        for one in self.members:
            out += one.before
            if not one.hidden:
                lines.append(one.line(len(out)))
            if not one.listed_only:
                out += one.header() + one.packed
        out += self.gap
        directory = b"".join(lines)
        fields = {"disk": 0, "first": 0, "here": len(lines), "count": len(lines)}
        fields |= {"size": len(directory), "begin": len(out), "comment": len(self.comment)}
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", *(fields | dict(self.end)).values())
        return bytes(out) + directory + end + self.comment + self.behind


def deflate(data: bytes) -> bytes:
    """A deflate stream of stored blocks."""
    blocks = [data[at : at + 65_535] for at in range(0, len(data), 65_535)] or [b""]
    out = bytearray()
    for number, block in enumerate(blocks):
        last = number == len(blocks) - 1
        out += struct.pack("<BHH", last, len(block), 0xFFFF - len(block)) + block
    return bytes(out)


def squeeze(data: bytes) -> bytes:
    """A deflate stream in which what repeats itself every three bytes takes next to no room: one
    block with fixed codes (RFC 1951, section 3.2.6).
    """
    codes, at = ["110"], 0  # the last block, and of its kind, the lowest bit first
    while at < len(data):
        run = data[at : at + RUN] if at >= PERIOD else b""
        if len(run) == RUN and run == data[at - PERIOD : at - PERIOD + RUN]:
            codes.append("1100010100010")  # length 258, distance 3
            at += RUN
        else:
            byte = data[at]
            codes.append(f"{byte + 0x30:08b}" if byte < 144 else f"{byte - 144 + 0x190:09b}")
            at += 1
    bits = "".join([*codes, "0000000"])
    return bytes(int(bits[n : n + 8][::-1], 2) for n in range(0, len(bits), 8))


def members(files: Mapping[str, bytes]) -> list[Member]:
    """The files of an archive, stored."""
    return [Member.of(name, data) for name, data in files.items()]


def archive(files: Mapping[str, bytes]) -> bytes:
    """An archive as it must be."""
    return Zip(members(files)).data()
