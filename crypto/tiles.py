"""C2SP tlog-tiles: a log as files that never change, each under an address of its own.

A tile holds up to 256 hashes of one row of the tree, every eighth row having tiles; an entry bundle
holds the entries behind the hashes of one tile of the lowest row. A path has one spelling, so that
a cache or a static file server never keeps one tile under two names.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from crypto.errors import Malformed
from crypto.merkle import HASH_BYTES, MAX_SIZE, Coordinate, Reader, node_hash

WIDTH: Final = 256
"""Hashes in a full tile, and entries in a full bundle."""
HEIGHT: Final = 8
"""Rows of the tree from one level of tiles to the next."""
ENTRIES: Final = -1
"""The level of entry bundles, which their paths call `entries`."""
MAX_LEVEL: Final = 63
MAX_ENTRY_BYTES: Final = 2**16 - 1
"""Longest entry of a bundle (tlog-tiles, Log entries)."""
MAX_BUNDLE_BYTES: Final = WIDTH * (2 + MAX_ENTRY_BYTES)
MAX_TILE_BYTES: Final = WIDTH * HASH_BYTES

_PATH: Final = re.compile(
    r"tile/(?P<level>0|[1-9][0-9]?|entries)/(?P<index>(?:x[0-9]{3}/){0,6}[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """Which tile: its level (or `ENTRIES`), its index in the level, and how many it holds.

    Raises:
        Malformed: a number is out of bounds.
    """

    level: int
    index: int
    width: int = WIDTH

    def __post_init__(self) -> None:
        if not ENTRIES <= self.level <= MAX_LEVEL:
            raise Malformed(f"tile level: not between 0 and {MAX_LEVEL}")
        if not 0 <= self.index <= MAX_SIZE // WIDTH:
            raise Malformed("tile index: beyond the largest tree")
        if not 1 <= self.width <= WIDTH:
            raise Malformed(f"tile width: not between 1 and {WIDTH}")

    @classmethod
    def parse(cls, path: str) -> Self:
        """Read a path below a log's prefix; `path` gives the same text again.

        Raises:
            Malformed: not a path of tlog-tiles, or another spelling of one.
        """
        found = _PATH.fullmatch(path)
        if not found:
            raise Malformed("tile path: not tile/LEVEL/INDEX or tile/LEVEL/INDEX.p/WIDTH")
        level = ENTRIES if found["level"] == "entries" else int(found["level"])
        index = int(found["index"].replace("/", "").replace("x", ""))
        tile = cls(level, index, int(found["width"] or WIDTH))
        if tile.path != path:
            raise Malformed("tile path: another spelling of one, or a full tile called partial")
        return tile

    @property
    def path(self) -> str:
        """Where it lies below the log's prefix (tlog-tiles, Merkle Tree)."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        partial = f".p/{self.width}" if self.width < WIDTH else ""
        return f"tile/{level}/{_spell(self.index)}{partial}"

    @property
    def row(self) -> int:
        """The level of the tree whose nodes it holds; of entries, that of their leaves."""
        return max(self.level, 0) * HEIGHT

    @property
    def first(self) -> int:
        """The index in its row of the first that it holds."""
        return self.index * WIDTH

    def is_in(self, size: int) -> bool:
        """Whether a tree of this size holds all of it."""
        return self.first + self.width <= size >> self.row


def tiles_of(size: int, since: int = 0) -> Iterator[Tile]:
    """Every bundle and tile of a tree of `size` that the tree of `since` does not have, in order.

    What is partial in the one and fuller in the other is another tile.
    """
    yield from _level(ENTRIES, size, since)
    level = 0
    while size >> level * HEIGHT:
        yield from _level(level, size, since)
        level += 1


def edge_of(size: int) -> Iterator[Tile]:
    """The partial bundle and tiles at the right edge of a tree; none where all are full."""
    for level in range(ENTRIES, MAX_LEVEL + 1):
        last = size >> max(level, 0) * HEIGHT
        if not last:
            return
        if last % WIDTH:
            yield Tile(level, last // WIDTH, last % WIDTH)


def write_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries, each behind its length in two bytes (tlog-tiles, Log entries).

    Raises:
        Malformed: an entry is longer than 65,535 bytes.
    """
    if any(len(entry) > MAX_ENTRY_BYTES for entry in entries):
        raise Malformed(f"entry: longer than {MAX_ENTRY_BYTES} bytes")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def read_bundle(raw: bytes, width: int) -> list[bytes]:
    """The entries of a bundle that must hold `width` of them and nothing else.

    Raises:
        Malformed: it holds fewer or more, or its last is cut off.
    """
    entries: list[bytes] = []
    at = 0
    while at < len(raw) and len(entries) < width:
        start = at + 2
        at = start + int.from_bytes(raw[at:start], "big")
        entries.append(raw[start:at])
    if len(entries) != width or at != len(raw):
        raise Malformed(f"entry bundle: not {width} entries and nothing else")
    return entries


def read_hashes(raw: bytes, width: int) -> list[bytes]:
    """The hashes of a tile that must hold `width` of them.

    Raises:
        Malformed: it has another length.
    """
    if len(raw) != width * HASH_BYTES:
        raise Malformed(f"tile: {len(raw)} bytes instead of {width} hashes")
    return [raw[at : at + HASH_BYTES] for at in range(0, len(raw), HASH_BYTES)]


def tile_reader(size: int, fetch: Callable[[Tile], bytes]) -> Reader:
    """Reads nodes of a tree of `size` from its tiles, each of which is fetched once.

    Nothing vouches for them but the root to which they lead.

    Raises (when it reads):
        Malformed: a tile has another length than a tree of that size asks for.
    """
    kept: dict[Tile, list[bytes]] = {}

    def hashes(tile: Tile) -> list[bytes]:
        if tile not in kept:
            kept[tile] = read_hashes(fetch(tile), tile.width)
        return kept[tile]

    def node(level: int, index: int) -> bytes:
        tile, within = _tile_with(size, level, index)
        row = hashes(tile)[within]
        while len(row) > 1:
            row = [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=True)]
        return row[0]

    def read(wanted: Sequence[Coordinate]) -> Mapping[Coordinate, bytes]:
        return {one: node(*one) for one in wanted if (one[1] + 1) << one[0] <= size}

    return read


def _tile_with(size: int, level: int, index: int) -> tuple[Tile, slice]:
    """The tile of a tree of `size` beneath a node, and which of its hashes make up the node."""
    depth = level % HEIGHT
    first = index << depth
    number = first // WIDTH
    width = min(WIDTH, (size >> level - depth) - number * WIDTH)
    start = first % WIDTH
    return Tile(level // HEIGHT, number, width), slice(start, start + (1 << depth))


def _level(level: int, size: int, since: int) -> Iterator[Tile]:
    row = max(level, 0) * HEIGHT
    there, now = since >> row, size >> row
    if now <= there:
        return
    for index in range(there // WIDTH, -(-now // WIDTH)):
        yield Tile(level, index, min(WIDTH, now - index * WIDTH))


def _spell(index: int) -> str:
    """An index in groups of three digits, all but the last with an x before it."""
    digits = str(index)
    digits = digits.zfill(-(-len(digits) // 3) * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "".join(f"x{group}/" for group in groups[:-1]) + groups[-1]
