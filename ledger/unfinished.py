"""A data folder that appears only when all of it is made.

It is made beside its place, in `NAME.unfinished`, and renamed at the end. What is interrupted
leaves at most that folder, which nobody takes for a ledger; whoever tries again begins it anew.
Entries in PostgreSQL stay where they are: a database that was begun has to be emptied by hand.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from ledger.errors import FolderRefused
from ledger.settings import Settings

_MOUNTED: Final = (errno.EBUSY, errno.EXDEV)


@contextmanager
def unfinished(settings: Settings) -> Iterator[Settings]:
    """The settings to make a ledger with; it takes its place when the block ends without an error.

    Raises:
        FolderRefused: the folder is not empty, another process is making it, or it cannot be put
            in its place.
        OSError: its parent cannot be written.
    """
    place = settings.data.resolve()
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FolderRefused(
            f"data: {settings.data} is not an empty folder; name another", field="data"
        )
    beside = place.with_name(f"{place.name}.unfinished")
    beside.mkdir(parents=True, exist_ok=True)
    with alone_in(beside, f"another process is making {beside.name}; wait for it"):
        made = beside / place.name
        shutil.rmtree(made, ignore_errors=True)  # what an interrupted process left
        try:
            yield replace(settings, data=made)
            _put(made, place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def alone_in(place: Path, otherwise: str) -> Iterator[None]:
    """Let no other process do this with a file or folder at once; it ends with the process.

    Raises:
        FolderRefused: another does, for the reason given.
    """
    descriptor = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise FolderRefused(f"data: {otherwise}", field="data") from None
    finally:
        os.close(descriptor)


def _put(made: Path, place: Path) -> None:
    try:
        made.rename(place)
    except OSError as error:
        mounted = "is a mount point; name a folder in it"
        reason = mounted if error.errno in _MOUNTED else f"cannot be made: {error.strerror}"
        raise FolderRefused(f"data: {place} {reason}", field="data") from None
