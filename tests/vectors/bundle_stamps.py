"""Time stamps of the vectors: made once by a real authority and kept, since no two are alike.

What is stamped repeats to the byte, so its digest, the time and the authority name the file. When
that changes, `python -m tests.vectors.bundles --stamps` makes them all anew, with OpenSSL.
"""

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.timestamping import Authority, Kind

FOLDER: Final = Path(__file__).parent / "stamps"
NAMES: Final = ("one", "other")
_SINCE_LONG: Final = Kind(days=(-3650, 7300))

_making: dict[str, Authority] = {}


def root(name: str) -> bytes:
    """The root certificate (DER) of an authority."""
    return (FOLDER / f"{name}.der").read_bytes()


def stamped(data: bytes, time: int, name: str) -> bytes:
    """The stamp that an authority gave over `data` at `time`, in seconds since 1970."""
    imprint = hashlib.sha256(data)
    path = FOLDER / f"{name}-{time}-{imprint.hexdigest()[:16]}.tsr"
    if name in _making and not path.exists():
        stamp = _making[name].stamp_at(imprint.digest(), datetime.fromtimestamp(time, UTC))
        path.write_bytes(stamp)
    return path.read_bytes()


@contextmanager
def making(folder: Path) -> Iterator[None]:
    """Begin anew, with authorities that have never stamped before."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name in NAMES:
        _making[name] = Authority.make(folder / name, f"Stamps {name}", _SINCE_LONG)
        (FOLDER / f"{name}.der").write_bytes(_making[name].root.der)
    try:
        yield
    finally:
        _making.clear()
