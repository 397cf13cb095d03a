"""Tiles: one spelling of a path, and a tree that can be read from them at every size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crypto.errors import Malformed, NodeMissing
from crypto.merkle import MAX_SIZE, Frontier, leaf_hash
from crypto.tiles import (
    ENTRIES,
    MAX_LEVEL,
    WIDTH,
    Tile,
    edge_of,
    read_bundle,
    read_hashes,
    tile_reader,
    tiles_of,
    write_bundle,
)
from tests.crypto import slow_tiles

TILES = st.builds(
    Tile, st.integers(ENTRIES, MAX_LEVEL), st.integers(0, MAX_SIZE // WIDTH), st.integers(1, WIDTH)
)


def test_the_paths_of_the_specification() -> None:
    """The examples of C2SP tlog-tiles are spelled as there."""
    assert Tile(0, 1234067).path == "tile/0/x001/x234/067"
    assert Tile(ENTRIES, 0, 112).path == "tile/entries/000.p/112"
    widths = {(tile.level, tile.index): tile.width for tile in tiles_of(70_000)}
    assert [widths[0, 272], widths[0, 273], widths[1, 0], widths[1, 1], widths[2, 0]] == [
        *(256, 112, 256, 17, 1)
    ]
    assert len(widths) == 2 * 274 + 2 + 1
    assert [(t.level, t.width) for t in tiles_of(256)] == [(ENTRIES, 256), (0, 256), (1, 1)]


@given(TILES)
def test_a_path_is_read_as_it_was_written(tile: Tile) -> None:
    """Reading what was written gives the same tile, whichever it is."""
    assert Tile.parse(tile.path) == tile


@given(st.text(alphabet="0123456789xp./tilenrs\n", max_size=40).map(lambda end: f"tile/{end}"))
def test_a_path_has_one_spelling(path: str) -> None:
    """What is read at all is written the same: no cache keeps one tile under two names."""
    try:
        tile = Tile.parse(path)
    except Malformed:
        return
    assert tile.path == path


@pytest.mark.parametrize(
    "path",
    [
        *("tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/1234", "tile/0/x000/001", "tile/0/001/"),
        *("tile/00/000", "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/entry/000", "tile/0/"),
        *("tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/01", "tile/0/000.p", "tile/0/000.p/"),
        *("/tile/0/000", "tile//0/000", "tile/0/../000", "tile/0/000\n", "tile/0/00\u0660", "tile"),
        *("tile/0/001/234", "tile/0/x001/x234", "tile/0/X001/234", "tile/0/x001/234.p/1/2"),
        "tile/0/x999/x999/x999/x999/x999/999",
    ],
)
def test_other_spellings_are_refused(path: str) -> None:
    """Leading zeros, full tiles called partial, groups without their mark, other digits."""
    with pytest.raises(Malformed):
        Tile.parse(path)


@given(st.integers(0, 70_000), st.integers(0, 70_000))
def test_what_a_tree_adds_are_the_tiles_that_the_smaller_lacks(one: int, other: int) -> None:
    """Together with the smaller tree's, they are those of the larger, and each is in it."""
    old, new = sorted((one, other))
    added = list(tiles_of(new, old))
    assert set(added) | (set(tiles_of(old)) & set(tiles_of(new))) == set(tiles_of(new))
    assert all(tile.is_in(new) and not tile.is_in(old) for tile in added)
    assert list(edge_of(new)) == [tile for tile in tiles_of(new) if tile.width < WIDTH]


@given(st.integers(0, 700).flatmap(lambda size: st.tuples(st.just(size), st.integers(0, size))))
def test_a_tree_is_read_from_its_tiles(sizes: tuple[int, int]) -> None:
    """The tiles of a tree, as their definition gives them, lead to the root of every smaller."""
    size, old = sizes
    leaves = [number.to_bytes(2, "big") for number in range(size)]
    files = dict(slow_tiles.files(leaves))
    assert set(files) == {tile.path for tile in tiles_of(size)}
    root = Frontier.load(old, tile_reader(size, lambda tile: files[tile.path])).root()
    assert root == Frontier().extend(leaves[:old])[0].root()


def test_a_node_beyond_the_tree_is_missing() -> None:
    """A reader of tiles gives no node of a tree that is larger than theirs."""
    with pytest.raises(NodeMissing):
        Frontier.load(4, tile_reader(3, lambda tile: leaf_hash(b"") * tile.width))


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=WIDTH), st.data())
def test_a_bundle_holds_its_entries_and_nothing_else(
    entries: list[bytes], data: st.DataObject
) -> None:
    """It is read as it was written, and refused cut off, with something behind, or miscounted."""
    raw = write_bundle(entries)
    assert read_bundle(raw, len(entries)) == entries
    cut = data.draw(st.integers(0, len(raw) - 1))
    for wrong, width in [
        *((raw[:cut], len(entries)), (raw + b"\x00\x00", len(entries))),
        *((raw, len(entries) + 1), (raw, len(entries) - 1)),
    ]:
        with pytest.raises(Malformed):
            read_bundle(wrong, width)


def test_lengths_are_checked() -> None:
    """An entry that its length cannot say, and a tile of another width, are refused."""
    with pytest.raises(Malformed):
        write_bundle([bytes(2**16)])
    with pytest.raises(Malformed):
        read_hashes(bytes(64), 3)
