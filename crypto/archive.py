"""Reading a ZIP archive that a stranger hands over (F16.1 to F16.5; PKWARE APPNOTE 6.3).

The format lets one archive say two things: a central directory that names other files than the
local headers do, bytes that only some programs see, a small file that unpacks to fill a disk. So
one form is accepted, which leaves no byte unaccounted for. What an archive declares is checked
before anything is unpacked, nothing is unpacked beyond what was declared, and nothing is written.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from crypto.errors import CryptoError

MAX_FILES: Final = 20_000
"""Most files: thirty times what the longest enquiry of the shipped scenarios would have."""
MAX_FILE_BYTES: Final = 2**28
"""Longest file, unpacked: that of a document (`crypto.documents`)."""
MAX_BYTES: Final = 2**30
"""All files together, unpacked, and the archive itself."""
MAX_NAME: Final = 200

_END: Final = struct.Struct("<4s4H2LH")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_PART: Final = r"[A-Za-z0-9_-](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?"
_SAFE_NAME: Final = re.compile(rf"{_PART}(?:/{_PART})*")
_STORED, _DEFLATED = 0, 8
_DIRECTORY_BIT: Final = 0x10
_FILE_TYPE: Final = 0o170000
_REGULAR: Final = 0o100000
_WORTH_DEFLATING: Final = 2**14
"""Bytes from which a file is deflated. An entry and its proof are mostly digests: they would lose a
third by it, and then cost as much to unpack as to prove."""
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that the format can write: a file in a bundle has no time of its own."""


class ArchiveRefused(CryptoError):
    """Not a ZIP archive in the one accepted form; the message says what stands in the way."""


class _Shared(NamedTuple):
    """What the two headers of a file both say, in the order in which both say it."""

    version: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    name_length: int
    extra_length: int


class _Listed(NamedTuple):
    name: str
    shared: _Shared
    offset: int


class Archive(Mapping[str, bytes]):
    """The files of an archive by their names, in the order in which they stand."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    @classmethod
    def open(cls, data: bytes) -> Self:
        """Read an archive whole, or not at all.

        Raises:
            ArchiveRefused: truncated, too large, ambiguous, encrypted, or with a name that is
                unsafe or stands twice.
        """
        view = memoryview(data)
        listed = _directory(view)
        _check_names([one.name for one in listed])
        _check_sizes(listed)
        return cls({one.name: _unpack(view, one) for one in listed})

    def __getitem__(self, name: str) -> bytes:
        return self._files[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


def write_archive(files: Mapping[str, bytes]) -> bytes:
    """An archive of these files, in their order, that `Archive.open` reads.

    Raises:
        ArchiveRefused: a name or a size is not one that may be in an archive.
    """
    _check_names(list(files))
    packed = io.BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, data in files.items():
            kind = ZIP_DEFLATED if len(data) >= _WORTH_DEFLATING else ZIP_STORED
            archive.writestr(ZipInfo(name, _EPOCH), data, kind)
    return packed.getvalue()


def _directory(data: memoryview) -> list[_Listed]:
    """The central directory, each line of which is its local header's; no byte is left over."""
    count, begin, end = _end(data)
    listed, place, offset = [], begin, 0
    for _ in range(count):
        one, place = _central(data, place, end)
        if one.offset != offset:
            raise ArchiveRefused("archive: bytes between two files, or two files in one place")
        offset = _local(data, one, begin)
        listed.append(one)
    if place != end or offset != begin:
        raise ArchiveRefused("archive: bytes that belong to no file")
    return listed


def _end(data: memoryview) -> tuple[int, int, int]:
    """How many files there are, where the directory begins and where it ends."""
    if len(data) > MAX_BYTES:
        raise ArchiveRefused(f"archive: larger than {MAX_BYTES} bytes")
    if len(data) < _END.size:
        raise ArchiveRefused("archive: not a ZIP archive, or cut short")
    end = len(data) - _END.size
    magic, disk, first_disk, here, count, size, begin, comment = _END.unpack_from(data, end)
    if magic != b"PK\x05\x06" or comment:
        raise ArchiveRefused("archive: not a ZIP archive, cut short, or with bytes behind its end")
    if disk or first_disk or here != count or begin + size != end:
        raise ArchiveRefused("archive: in several parts, or its end does not say where it begins")
    if count > MAX_FILES:
        raise ArchiveRefused(f"archive: more than {MAX_FILES} files")
    return count, begin, end


def _central(data: memoryview, place: int, end: int) -> tuple[_Listed, int]:
    if place + _CENTRAL.size > end:
        raise ArchiveRefused("archive: its directory is cut short")
    magic, _made, *numbers = _CENTRAL.unpack_from(data, place)
    shared, rest = _Shared(*numbers[:10]), numbers[10:]
    comment, disk, _internal, external, offset = rest
    if magic != b"PK\x01\x02" or comment or disk:
        raise ArchiveRefused("archive: a line of its directory is not in the accepted form")
    if external & _DIRECTORY_BIT or external >> 16 & _FILE_TYPE not in {0, _REGULAR}:
        raise ArchiveRefused("archive: a folder, a link or a device among its files")
    _check_shared(shared)
    begin, place = place + _CENTRAL.size, place + _CENTRAL.size + shared.name_length
    if place > end:
        raise ArchiveRefused("archive: its directory is cut short")
    name = bytes(data[begin:place]).decode("ascii", "replace")
    return _Listed(name, shared, offset), place


def _local(data: memoryview, one: _Listed, end: int) -> int:
    """Where the next file begins, once the local header is found to say what the directory says."""
    place = one.offset + _LOCAL.size
    after = place + one.shared.name_length + one.shared.packed
    if after > end:
        raise ArchiveRefused("archive: a file reaches into the directory, or beyond the end")
    magic, *numbers = _LOCAL.unpack_from(data, one.offset)
    name = bytes(data[place : place + one.shared.name_length]).decode("ascii", "replace")
    if (magic, _Shared(*numbers), name) != (b"PK\x03\x04", one.shared, one.name):
        raise ArchiveRefused("archive: a file's own header says something else than the directory")
    return after


def _check_shared(shared: _Shared) -> None:
    if shared.flags:
        raise ArchiveRefused("archive: a file is encrypted, or written in a form not accepted")
    if shared.extra_length:
        raise ArchiveRefused("archive: a file has an extra field, such as that of ZIP64")
    if shared.method not in {_STORED, _DEFLATED}:
        raise ArchiveRefused("archive: a file is neither stored nor deflated")
    if shared.method == _STORED and shared.packed != shared.size:
        raise ArchiveRefused("archive: a stored file has two sizes")


def _check_names(found: list[str]) -> None:
    for name in found:
        if len(name) > MAX_NAME or not _SAFE_NAME.fullmatch(name):
            raise ArchiveRefused("archive: the name of a file is not a plain relative path")
    folded = {name.lower() for name in found}
    if len(folded) != len(found):
        raise ArchiveRefused("archive: two files of one name")
    if any(folded & set(_folders(name)) for name in folded):
        raise ArchiveRefused("archive: a file and a folder of one name")


def _folders(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rpartition("/")[0]
        yield name


def _check_sizes(listed: list[_Listed]) -> None:
    if any(one.shared.size > MAX_FILE_BYTES for one in listed):
        raise ArchiveRefused(f"archive: a file larger than {MAX_FILE_BYTES} bytes")
    if sum(one.shared.size for one in listed) > MAX_BYTES:
        raise ArchiveRefused(f"archive: more than {MAX_BYTES} bytes of files")


def _unpack(data: memoryview, one: _Listed) -> bytes:
    shared = one.shared
    begin = one.offset + _LOCAL.size + shared.name_length
    packed = data[begin : begin + shared.packed]
    content = bytes(packed) if shared.method == _STORED else _inflate(packed, shared.size)
    if len(content) != shared.size or zlib.crc32(content) != shared.crc:
        raise ArchiveRefused("archive: a file is damaged: its size or CRC-32 is another")
    return content


def _inflate(packed: memoryview, size: int) -> bytes:
    inflating = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
    try:
        content = inflating.decompress(packed, size + 1)  # one more, to see that there is none
    except zlib.error as error:
        raise ArchiveRefused("archive: a file is damaged: its deflate stream is broken") from error
    if not inflating.eof or inflating.unused_data:
        raise ArchiveRefused("archive: a file unpacks to more than it declares, or is cut short")
    return content
