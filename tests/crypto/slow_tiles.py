"""C2SP tlog-tiles, word for word: every file of a log, with nothing of the code but its tree."""

from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256

from tests.crypto.slow_tree import mth


def files(leaves: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Each tile and entry bundle of a tree, by its path."""
    for number, chunk in enumerate(_chunks(leaves)):
        lengths = (len(entry).to_bytes(2, "big") + entry for entry in chunk)
        yield _path("entries", number, len(chunk)), b"".join(lengths)
    level, row = 0, [mth([leaf]) for leaf in leaves]
    while row:
        for number, chunk in enumerate(_chunks(row)):
            yield _path(str(level), number, len(chunk)), b"".join(chunk)
        row = [_root(tuple(chunk)) for chunk in _chunks(row) if len(chunk) == 256]
        level += 1


def _chunks(row: Sequence[bytes]) -> list[Sequence[bytes]]:
    return [row[at : at + 256] for at in range(0, len(row), 256)]


def _path(level: str, number: int, width: int) -> str:
    digits = f"{number:09}"
    groups = [digits[0:3], digits[3:6], digits[6:9]]
    while len(groups) > 1 and groups[0] == "000":
        del groups[0]
    index = "/".join([f"x{group}" for group in groups[:-1]] + groups[-1:])
    return f"tile/{level}/{index}" + ("" if width == 256 else f".p/{width}")


@cache
def _root(hashes: tuple[bytes, ...]) -> bytes:
    """The Merkle Tree Hash over what are hashes of full subtrees already."""
    row = list(hashes)
    while len(row) > 1:
        row = [sha256(b"\x01" + a + b).digest() for a, b in zip(row[::2], row[1::2], strict=True)]
    return row[0]
