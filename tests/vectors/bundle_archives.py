"""Every way known to us of making an archive that must not be read."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from tests.vectors.zips import Member, Zip, archive, deflate, members

Files = Mapping[str, bytes]
Trick = Callable[[Files], bytes]

BIG = 2**28 + 1


def raw(change: Callable[[bytes], bytes]) -> Trick:
    """The archive with its bytes changed."""
    return lambda files: change(archive(files))


def around(**parts: Any) -> Trick:
    """The archive with something around its members."""
    return lambda files: Zip(members(files), **parts).data()


def last(**parts: Any) -> Trick:
    """The archive whose last member is another than it should be."""

    def trick(files: Files) -> bytes:
        *others, end = members(files)
        return Zip([*others, replace(end, **parts)]).data()

    return trick


def added(*more: Member) -> Trick:
    """The archive with members behind its own."""
    return lambda files: Zip([*members(files), *more]).data()


def named(name: bytes) -> Trick:
    """The archive with a file of this name."""
    return added(replace(Member.of("x", b"x"), name=name))


def _overlapping(files: Files) -> bytes:
    """Two lines of the directory for one file (as in D. Fifield's bombs)."""
    *others, end = members(files)
    twin = replace(end, name=b"twin", at=_offset(files), listed_only=True)
    return Zip([*others, end, twin]).data()


def _offset(files: Files) -> int:
    return sum(len(one.header()) + len(one.packed) for one in members(files)[:-1])


def _first_behind(files: Files) -> bytes:
    first, second, *others = members(files)
    return Zip([second, first, *others]).data()


def _many_promises(files: Files) -> bytes:
    """Five files of which each declares as much as one may, and holds next to nothing."""
    bombs = [replace(Member.of(f"bomb{n}", b"x").deflated(), size=2**28) for n in range(5)]
    return Zip([*members(files), *bombs]).data()


ARCHIVES: Mapping[str, tuple[str, str, Trick]] = {
    "archive-empty": ("F16.1", "no byte", lambda _: b""),
    "archive-of-text": ("F16.1", "not an archive", lambda _: b"This is the whole case.\n" * 9),
    "archive-cut-at-end": ("F16.1", "the last 30 bytes are gone", raw(lambda data: data[:-30])),
    "archive-cut-in-half": ("F16.1", "cut in the middle", raw(lambda d: d[: len(d) // 2])),
    "archive-first-half-gone": ("F16.1", "its end alone", raw(lambda d: d[len(d) // 2 :])),
    "archive-byte-gone": ("F16.1", "its first byte is missing", raw(lambda d: d[1:])),
    "archive-bytes-before": ("F16.1", "a program before it", around(before=b"MZ" + bytes(62))),
    "archive-bytes-behind": ("F16.1", "bytes behind its end", around(behind=b"\n")),
    "archive-comment": ("F16.1", "words that some programs show", around(comment=b"Verified.")),
    "archive-bytes-before-directory": ("F16.1", "hidden bytes", around(gap=b"hidden")),
    "archive-bytes-between-files": ("F16.1", "hidden bytes", last(before=b"hidden")),
    "archive-file-hidden": (
        "F16.1",
        "a file of which the directory says nothing",
        added(replace(Member.of("hidden.txt", b"x"), hidden=True)),
    ),
    "archive-file-listed-only": (
        "F16.1",
        "a file of which the directory alone knows",
        added(replace(Member.of("nothing.txt", b""), listed_only=True)),
    ),
    "archive-files-overlap": ("F16.1", "two files in one place", _overlapping),
    "archive-other-disk": ("F16.1", "the first of two parts", around(end={"disk": 1})),
    "archive-count-too-small": (
        "F16.1",
        "the end record counts one file less",
        lambda files: Zip(
            members(files), end={"here": len(files) - 1, "count": len(files) - 1}
        ).data(),
    ),
    "archive-of-zip64": ("F16.2", "its end stands elsewhere", around(end={"begin": 0xFFFFFFFF})),
    "archive-zip64-field": (
        "F16.2",
        "sizes in an extra field",
        last(extra=b"\x01\x00\x10\x00" + bytes(16)),
    ),
    "archive-extra-field": ("F16.2", "another name (0x7075)", last(extra=b"up\x02\x00\x01x")),
    "archive-local-extra-field": ("F16.2", "in the local header", last(local={"extra": b"UX\0\0"})),
    "archive-file-comment": ("F16.2", "a comment on a file", last(comment=b"see page 4")),
    "archive-encrypted": ("F16.2", "a password", last(flags=1)),
    "archive-streamed": ("F16.2", "sizes behind the data", last(flags=8)),
    "archive-names-in-utf8": ("F16.2", "the flag of UTF-8 names", last(flags=0x800)),
    "archive-method-bzip2": ("F16.2", "bzip2", last(method=12)),
    "archive-local-name-other": ("F16.2", "two names of one file", last(local={"name": b"other"})),
    "archive-local-size-other": ("F16.2", "two sizes of one file", last(local={"size": 1})),
    "archive-local-crc-other": ("F16.2", "two checksums of one file", last(local={"crc": 1})),
    "archive-local-encrypted": (
        "F16.2",
        "encrypted, its own header says",
        last(local={"flags": 1}),
    ),
    "archive-stored-of-two-sizes": ("F16.2", "stored, and longer than it is", last(size=9999)),
    "archive-folder": ("F16.2", "a folder", last(external=0x10)),
    "archive-link": ("F16.2", "a symbolic link", last(external=0o120777 << 16)),
    "archive-device": ("F16.2", "a device", last(external=0o020666 << 16)),
    "archive-file-too-large": (
        "F16.3",
        "a file declares 2^28 + 1 bytes",
        added(replace(Member.of("large.txt", b"x").deflated(), size=BIG)),
    ),
    "archive-too-large-together": ("F16.3", "2^30 bytes and more are declared", _many_promises),
    "archive-bomb": (
        "F16.3",
        "unpacks to a thousand times what it declares",
        added(replace(Member.of("bomb.txt", b"x"), method=8, packed=deflate(bytes(1000)))),
    ),
    "archive-unpacks-to-less": (
        "F16.3",
        "unpacks to less than it declares",
        added(replace(Member.of("less.txt", b"x" * 9), method=8, packed=deflate(b"x"))),
    ),
    "archive-deflate-goes-on": (
        "F16.3",
        "bytes behind the deflate stream",
        added(replace(Member.of("more.txt", b"x"), method=8, packed=deflate(b"x") + b"more")),
    ),
    "archive-deflate-cut": (
        "F16.3",
        "the deflate stream does not end",
        added(replace(Member.of("cut.txt", b"x"), method=8, packed=deflate(b"x")[:-1])),
    ),
    "archive-deflate-broken": (
        "F16.3",
        "no deflate stream",
        added(replace(Member.of("broken.txt", b"x"), method=8, packed=b"\xff\xff\xff")),
    ),
    "archive-crc-wrong": ("F16.3", "a damaged file", last(crc=1)),
    "archive-path-up": ("F16.4", "out of its folder", named(b"../../etc/passwd")),
    "archive-path-up-within": ("F16.4", "up and down again", named(b"heads/../checkpoint2")),
    "archive-path-absolute": ("F16.4", "an absolute path", named(b"/etc/passwd")),
    "archive-path-of-windows": ("F16.4", "a path of Windows", named(b"..\\..\\x.exe")),
    "archive-path-with-drive": ("F16.4", "a drive", named(b"C:x.txt")),
    "archive-path-of-folder": ("F16.4", "a folder by its name", named(b"heads/")),
    "archive-path-empty-part": ("F16.4", "an empty part", named(b"heads//x")),
    "archive-path-empty": ("F16.4", "no name", named(b"")),
    "archive-path-hidden": ("F16.4", "begins with a dot", named(b".profile")),
    "archive-path-ends-in-dot": ("F16.4", "a dot that Windows drops", named(b"checkpoint.")),
    "archive-path-with-zero": ("F16.4", "a zero byte, where C ends", named(b"ok.txt\0.exe")),
    "archive-path-not-ascii": (
        "F16.4",
        "a letter that looks like another",
        named("\u0441heckpoint".encode()),
    ),
    "archive-path-too-long": ("F16.4", "201 characters", named(b"x" * 201)),
    "archive-name-twice": (
        "F16.4",
        "two files of one name, of which some programs show the last",
        added(Member.of("checkpoint", b"another")),
    ),
    "archive-name-twice-in-capitals": (
        "F16.4",
        "one file where capitals do not count",
        added(Member.of("CHECKPOINT", b"another")),
    ),
    "archive-file-and-folder": (
        "F16.4",
        "a file within a file",
        added(Member.of("checkpoint/x", b"x")),
    ),
    "archive-manifest-second": ("F16.5", "bundle.json is the second file", _first_behind),
    "archive-within-archive": (
        "F16.5",
        "a bundle within an archive",
        lambda files: archive({"case.zip": archive(files)}),
    ),
}
"""Name, obligation broken, what was done."""
