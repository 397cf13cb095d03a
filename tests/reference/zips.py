"""F16.1 to F16.5: an archive that leaves no byte unaccounted for."""

import re
import struct
import zlib
from dataclasses import dataclass

from tests.reference.basics import No, need

PART = r"[A-Za-z0-9_-]([A-Za-z0-9._-]*[A-Za-z0-9_-])?"


@dataclass
class Member:
    """A file as the directory has it."""

    name: str
    method: int
    crc: int
    packed: bytes
    size: int


def unzip(data: bytes) -> dict[str, bytes]:
    """The files by their names, in their order."""
    members = _members(data)
    _check([one.name for one in members])
    need(all(one.size <= 2**28 for one in members), "F16.3: a file too large")
    need(sum(one.size for one in members) <= 2**30, "F16.3: too large together")
    return {one.name: _content(one) for one in members}


def _members(data: bytes) -> list[Member]:
    need(22 <= len(data) <= 2**30, "F16.1: not an archive, or too large")
    fields = struct.unpack("<4s4H2LH", data[-22:])
    count, length, begins = fields[4:7]
    need(fields == (b"PK\x05\x06", 0, 0, count, count, length, begins, 0), "F16.1: its end")
    need(begins + length + 22 == len(data) and count <= 20_000, "F16.1, F16.3")
    members, front, at = [], 0, begins
    for _ in range(count):
        need(at + 46 <= len(data) - 22, "F16.1: its directory is cut short")
        member, front, at = _member(data, front, at)
        members.append(member)
    need(front == begins and at == begins + length, "F16.1: bytes of no file")
    return members


def _member(data: bytes, front: int, at: int) -> tuple[Member, int, int]:
    """The file of which the directory speaks at `at`, whose header begins at `front`."""
    magic, _, *both = struct.unpack_from("<4s6H3L5H2L", data, at)
    shared, (comment, disk, _, external, offset) = both[:10], both[10:]
    _, flags, method, _, _, crc, packed, size, length, extra = shared
    need(magic == b"PK\x01\x02" and not (comment or disk or extra or flags), "F16.2")
    need(method in {0, 8} and (method or packed == size), "F16.2: method")
    need(not external & 0x10, "F16.2: a folder")
    need(external >> 28 in {0, 0o10}, "F16.2: a link or a device")
    need(offset == front, "F16.1: in another place")
    name = data[at + 46 : at + 46 + length]
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", *shared) + name
    need(data[front : front + len(local)] == local, "F16.2: its own header says otherwise")
    begin = front + len(local)
    content = data[begin : begin + packed]
    need(len(content) == packed, "F16.1: cut short")
    member = Member(name.decode("latin-1"), method, crc, content, size)
    return member, begin + packed, at + 46 + length


def _check(names: list[str]) -> None:
    need(all(len(one) <= 200 and re.fullmatch(f"{PART}(/{PART})*", one) for one in names), "F16.4")
    lower = [one.lower() for one in names]
    need(len(set(lower)) == len(lower), "F16.4: twice")
    need(not any(a.startswith(f"{b}/") for a in lower for b in lower), "F16.4: a folder of another")
    need(names and names[0] == "bundle.json", "F16.5: its first file")


def _content(one: Member) -> bytes:
    content = one.packed if one.method == 0 else _inflated(one)
    need(len(content) == one.size and zlib.crc32(content) == one.crc, "F16.3: size, CRC-32")
    return content


def _inflated(one: Member) -> bytes:
    inflating = zlib.decompressobj(-15)
    try:
        content = inflating.decompress(one.packed, one.size + 1)
    except zlib.error as error:
        raise No("F16.3: a broken stream") from error
    need(inflating.eof and not inflating.unused_data, "F16.3: more, or less")
    return content
