"""Writing the published logs to a folder, for a static file server or to be carried away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crypto.checkpoint import unverified_checkpoint
from crypto.tiles import WIDTH, Tile, edge_of, tiles_of
from ledger.errors import Problem
from ledger.ledger import Ledger
from ledger.log.tiles import read_tile
from ledger.mirroring.folder import LogFolder
from ledger.publishing import Published, publications, reset_of


class OtherHistory(Problem):
    """The folder holds a log that is not the beginning of the ledger's."""

    code = "other-history"
    status = 409
    title = "The folder holds another history"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written of one log: its size before and now, and how many files were added."""

    origin: str
    before: int
    size: int
    files: int


def export(
    ledger: Ledger, folder: Path, done: Callable[[int, int], None] = lambda _, __: None
) -> list[Exported]:
    """Write each published log to a folder named by its number; what is there is added to.

    `done` is told how many files of a log are written, and how many there are to write.

    Raises:
        OtherHistory, CopyDamaged: the folder holds something else.
        DiskFull, ReadOnly, OSError: it cannot be written.
    """
    numbers = range(1, ledger.store.log.newest().log + 1)
    shown = [(number, publications(ledger, number)) for number in numbers]
    return [_export(ledger, folder, number, notes, done) for number, notes in shown if notes]


def _export(
    ledger: Ledger,
    folder: Path,
    number: int,
    shown: list[Published],
    done: Callable[[int, int], None],
) -> Exported:
    origin, into, newest = ledger.genesis.origin(number), LogFolder(folder / str(number)), shown[-1]
    before = into.size(origin)
    _check_history(into, before, shown)
    tiles = list(_missing(before, [one.size for one in shown]))
    for count, tile in enumerate(tiles, 1):
        data = _stored(ledger, number, tile)
        if data is None:
            raise OtherHistory(f"{origin}: its tables lack {tile.path}; verify the ledger")
        into.add(tile, data)
        done(count, len(tiles))
    reset = reset_of(ledger, number)
    if reset is not None:
        into.keep_reset(reset)
    into.commit(newest.note, tiles)
    return Exported(origin, before, newest.size, len(tiles))


def _stored(ledger: Ledger, number: int, tile: Tile) -> bytes | None:
    """One tile, and the database left again: what a folder refuses is no fault of the database."""
    with ledger.store.database.read() as session:
        return read_tile(session, number, tile)


def _check_history(into: LogFolder, before: int, shown: list[Published]) -> None:
    """The folder must hold what was published at that size, and nothing larger."""
    note = into.checkpoint()
    if note is None:
        return
    there = unverified_checkpoint(note)
    for one in shown:
        if one.size == before and unverified_checkpoint(one.note) == there:
            return
    raise OtherHistory(
        f"{into.path}: holds a log of {before} entries that this ledger did not publish so; keep "
        "it as evidence, and name another folder"
    )


def _missing(before: int, sizes: list[int]) -> Iterator[Tile]:
    """What the newest size adds, and the partial tiles of each size published since."""
    newest = sizes[-1]
    yield from tiles_of(newest, before)
    known = set(edge_of(newest))
    for size in sizes:
        for tile in edge_of(size) if size > before else ():
            if tile not in known and not Tile(tile.level, tile.index, WIDTH).is_in(newest):
                known.add(tile)
                yield tile
