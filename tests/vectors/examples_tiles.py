"""The examples of chapter 13: the files of a log of two entries."""

from crypto.canonical import unb64
from tests.crypto import slow_tiles
from tests.vectors.examples_later import MINIMAL, NEXT
from tests.vectors.forge import b64


def tiles() -> dict[str, str]:
    """The bundle and the tile of the log of chapter 5, by their paths."""
    files = dict(slow_tiles.files([unb64(one[2]["digest"]) for one in (MINIMAL, NEXT)]))
    return {f"file {path}": f"{path} {b64(data)}" for path, data in files.items()}
